import { VodUploadMoveElement } from './vod-upload-move.js';
import { VodUploadTrayElement } from './vod-upload-tray.js';

/** Elements that only some moments need, in one piece: several uploads that wait, a list behind a button. */
export const extraPieces = {
  elements: {
    'vod-upload-move': VodUploadMoveElement,
    'vod-upload-tray': VodUploadTrayElement,
  },
};

export type ExtraPieces = typeof extraPieces;
