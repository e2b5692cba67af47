import { define } from './define-elements.js';
import { searchForPieces } from './late-pieces.js';
import type { CreateUploader, Diagnose } from './uploader-factory.js';
import { VodUploadButtonElement } from './vod-upload-button.js';
import { VodUploadDropElement } from './vod-upload-drop.js';
import { VodUploaderElement } from './vod-uploader.js';

/** Defines what a page shows before there is an upload; the other elements come when they are wanted. */
export function registerFirst(createUploader: CreateUploader, diagnose?: Diagnose): void {
  VodUploaderElement.createUploader ??= createUploader;
  VodUploaderElement.examine ??= diagnose;
  define({
    // Providers of context come before those who ask them.
    'vod-uploader': VodUploaderElement,
    'vod-upload-drop': VodUploadDropElement,
    'vod-upload-button': VodUploadButtonElement,
  });
  // Rendered on a server there is none.
  if (globalThis.document !== undefined) searchForPieces(document);
}
