import { define } from './define-elements.js';
import { searchForPieces } from './late-pieces.js';
import { outside, type Outside } from './outside.js';
import { VodUploadButtonElement } from './vod-upload-button.js';
import { VodUploadDropElement } from './vod-upload-drop.js';
import { VodUploaderElement } from './vod-uploader.js';

/** Defines what a page shows before there is an upload; the other elements come when they are wanted. */
export function registerFirst(given: Outside): void {
  Object.assign(outside, { ...given, ...outside });
  define({
    // Providers of context come before those who ask them.
    'vod-uploader': VodUploaderElement,
    'vod-upload-drop': VodUploadDropElement,
    'vod-upload-button': VodUploadButtonElement,
  });
  // Rendered on a server there is none.
  if (globalThis.document !== undefined) searchForPieces(document);
}
