/** `vod-uploader`: the elements' classes and the core, without side effects. */
export * from './core.js';
export { VodCoverPickerElement } from './elements/vod-cover-picker.js';
export { VodMediaStatusElement } from './elements/vod-media-status.js';
export { VodUploadButtonElement } from './elements/vod-upload-button.js';
export { VodUploadControlsElement } from './elements/vod-upload-controls.js';
export { VodUploadDetailsElement } from './elements/vod-upload-details.js';
export { VodUploadDropElement } from './elements/vod-upload-drop.js';
export { VodUploadItemElement } from './elements/vod-upload-item.js';
export { VodUploadListElement } from './elements/vod-upload-list.js';
export { VodUploadProgressElement } from './elements/vod-upload-progress.js';
export { VodUploadStatusElement } from './elements/vod-upload-status.js';
export { VodUploaderElement } from './elements/vod-uploader.js';
export { VodUrlImportElement } from './elements/vod-url-import.js';
export { registerElements } from './elements/register.js';
export { followMedia } from './follow-media.js';
export { english, type Text } from './words/text.js';
export type { VodUploadEventMap, CoverEventDetail, MediaEventDetail, UploadDetail } from './elements/events.js';
export type { Category } from './elements/category.js';
