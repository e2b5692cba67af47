import { englishMore } from '../words/en/more.js';
import { VodCoverPickerElement } from './vod-cover-picker.js';
import { VodMediaStatusElement } from './vod-media-status.js';
import { VodUploadDetailsElement } from './vod-upload-details.js';
import { VodUrlImportElement } from './vod-url-import.js';

/** Elements that only some pages have, in one piece: loaded when there is a tag of theirs. */
export const morePieces = {
  words: englishMore,
  elements: {
    'vod-cover-picker': VodCoverPickerElement,
    'vod-media-status': VodMediaStatusElement,
    'vod-upload-details': VodUploadDetailsElement,
    'vod-url-import': VodUrlImportElement,
  },
};

export type MorePieces = typeof morePieces;
