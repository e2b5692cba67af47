import type { CreateUploader, Diagnose } from './uploader-factory.js';
import { VodUploadButtonElement } from './vod-upload-button.js';
import { VodUploadControlsElement } from './vod-upload-controls.js';
import { VodUploadDropElement } from './vod-upload-drop.js';
import { VodUploadItemElement } from './vod-upload-item.js';
import { VodUploadListElement } from './vod-upload-list.js';
import { VodUploadProgressElement } from './vod-upload-progress.js';
import { VodUploadStatusElement } from './vod-upload-status.js';
import { VodUploaderElement } from './vod-uploader.js';

/** Providers of context come before those who ask them. */
const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'vod-uploader': VodUploaderElement,
  'vod-upload-item': VodUploadItemElement,
  'vod-upload-list': VodUploadListElement,
  'vod-upload-drop': VodUploadDropElement,
  'vod-upload-button': VodUploadButtonElement,
  'vod-upload-progress': VodUploadProgressElement,
  'vod-upload-status': VodUploadStatusElement,
  'vod-upload-controls': VodUploadControlsElement,
};

/**
 * Defines every element that is not defined yet; `createUploader` is what `<vod-uploader>` makes its uploader with,
 * `diagnose` what examines it.
 */
export function registerElements(createUploader: CreateUploader, diagnose?: Diagnose): void {
  VodUploaderElement.createUploader ??= createUploader;
  VodUploaderElement.examine ??= diagnose;
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (customElements.get(name) === undefined) customElements.define(name, element);
  }
}
