/** `vod-uploader/define`: registers every element; the package's only side effect. */
import { createVodUploader, whenRunIsWanted } from './create-uploader.js';
import { diagnose } from './diagnose.js';
import { pieces } from './elements/late-pieces.js';
import { registerFirst } from './elements/register-first.js';
import { followMedia } from './follow-media.js';

// Attributes are words; the element reads them.
registerFirst({ createUploader: (options) => createVodUploader(options), diagnose, followMedia });
// Also for an uploader of the page's own, whose pieces may be in a shadow tree that nobody here knows.
whenRunIsWanted(() => pieces.preload());

export * from './core.js';
export { VodUploadButtonElement } from './elements/vod-upload-button.js';
export { VodUploadDropElement } from './elements/vod-upload-drop.js';
export { VodUploaderElement } from './elements/vod-uploader.js';
export type * from './index.js';
