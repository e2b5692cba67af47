/** All that draws and says how uploads go, in one piece: loaded when a person shows intent, or there is one to draw. */
import { announcement, refusals } from './announcement.js';
import { Announcer } from './announcer.js';
import { hindrance, placeOf } from './form-report.js';
import { keepFocus } from './keep-focus.js';
import { pickWithHandles } from './handle-picker.js';
import { rows } from './layout-rows.js';
import { englishRows } from '../words/en/rows.js';
import { tellMistake, tellTrouble } from './tell-mistake.js';
import { Teller } from './teller.js';
import { UnloadGuard } from './unload-guard.js';
import { VodUploadControlsElement } from './vod-upload-controls.js';
import { VodUploadItemElement } from './vod-upload-item.js';
import { VodUploadListElement } from './vod-upload-list.js';
import { VodUploadProgressElement } from './vod-upload-progress.js';
import { VodUploadStatusElement } from './vod-upload-status.js';
import { WakeLockController } from './wake-lock-controller.js';

export const pieces = {
  Announcer,
  Teller,
  UnloadGuard,
  WakeLockController,
  announcement,
  hindrance,
  keepFocus,
  pickWithHandles,
  placeOf,
  tellMistake,
  tellTrouble,
  refusals,
  rows,
  words: englishRows,
  /** Providers of context come before those who ask them. */
  elements: {
    'vod-upload-item': VodUploadItemElement,
    'vod-upload-list': VodUploadListElement,
    'vod-upload-progress': VodUploadProgressElement,
    'vod-upload-status': VodUploadStatusElement,
    'vod-upload-controls': VodUploadControlsElement,
  },
};

export type Pieces = typeof pieces;
