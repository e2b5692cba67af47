import { VodMediaStatusElement } from './vod-media-status.js';
import { VodUrlImportElement } from './vod-url-import.js';

/** Elements that only some pages have, in one piece: loaded when there is a tag of theirs. */
export const morePieces: Readonly<Record<string, CustomElementConstructor>> = {
  'vod-media-status': VodMediaStatusElement,
  'vod-url-import': VodUrlImportElement,
};
