import type { ErrorCode } from '../../engine/error.js';
import type { MediaStatus } from '../../engine/media.js';
import type { Phase, WaitReason } from '../../engine/state.js';
import { englishErrors } from './errors.js';
import { firstEnglish } from './first.js';
import { englishImports } from './imports.js';
import { englishRefusals } from './refusals.js';

/** What is read of uploads and imports, in the element and in its rows. `{name}` is filled in; `{most:bytes}` as a size. */
export const englishRows = {
  ...firstEnglish,

  list: 'Uploads',
  'rejected.one': 'One file was not added',
  'rejected.other': '{count} files were not added',
  'summary.one': '{done} of {count} file uploaded',
  'summary.other': '{done} of {count} files uploaded',
  'summary-failed': '{done} of {count} uploaded, {failed} failed',

  start: 'Start',
  pause: 'Pause',
  resume: 'Resume',
  continue: 'Continue',
  'choose-again': 'choose the file again to go on',
  retry: 'Retry',
  cancel: 'Cancel',
  remove: 'Remove',
  'ask-cancel': 'Cancel upload?',
  keep: 'Keep',
  'cancel-upload': 'Cancel upload',
  dismiss: 'Dismiss',
  of: '{action} {name}',
  'start-all': 'Start all',
  'pause-all': 'Pause all',
  'resume-all': 'Resume all',
  'retry-all': 'Retry all',
  'dismiss-all': 'Dismiss all',

  progress: 'Progress of {name}',
  'progress-all': 'Progress of all uploads',
  amount: '{sent} of {total}',
  'time-left': 'about {time} left',
  soon: 'a few seconds left',
  finishing: 'finishing',
  unplayable: 'Uploaded and stored',
  safe: 'waiting for the server',
  'callback-failed': 'stored, but this site’s server was not told',
  player: 'Play {name}',
  'unknown-status': 'the service says “{status}”',

  'said.start': 'Uploading {name}',
  'said.quarter': '{percent} of {name} uploaded',
  'said.paused': '{name} is paused',
  'said.resumed': '{name} goes on',
  'said.waiting': '{name} waits. {reason}',
  'said.uploaded': '{name} is uploaded',
  'said.ready': '{name} is ready',
  'said.canceled': '{name} was canceled',
  'said.failed': '{name}: {error}',
  'said.rejected': '{name} was not added: {error}',

  'phase.selected': 'Checking',
  'phase.validated': 'Ready to start',
  'phase.queued': 'In the queue',
  'phase.authorized': 'Connecting',
  'phase.uploading': 'Uploading',
  'phase.uploaded': 'Uploaded',
  'phase.verified': 'Uploaded',
  'phase.processing': 'Processing',
  'phase.ready': 'Ready to play',
  'phase.paused': 'Paused',
  'phase.waiting': 'Waiting',
  'phase.failed': 'Failed',
  'phase.canceled': 'Canceled',

  'reason.offline': 'You are offline. It goes on by itself when you are back.',
  'reason.stalled': 'The connection is stuck. It goes on by itself.',
  'reason.backing-off': 'The connection was interrupted. Trying again in a moment.',
  'reason.unreachable':
    'The storage does not answer this page (its CORS rule may not name this site). Trying again in a moment.',
  'reason.credentials': 'Renewing the permission to upload.',
  'reason.backend': 'This site’s server does not answer. Trying again in a moment.',
  'reason.sign-in': 'Your session has ended. Sign in again, then press Resume.',
  'reason.captive-portal': 'This network asks you to sign in first. Open any web page to do so.',
  'reason.other-tab': 'In another tab of this browser. If that is closed, it goes on here.',
  'reason.file-needed': 'Choose the same file again to go on.',
  'reason.permission': 'Press Continue and, if you are asked, allow access to the file.',

  'status.uploading': 'waiting for the file to arrive',
  'status.uploaded': 'the file has arrived',
  'status.transcoding': 'converting for playback',
  'status.checking': 'under review',
  'status.normal': 'ready to play',
  'status.blocked': 'blocked',
  'status.upload-failed': 'the upload failed',
  'status.transcode-failed': 'the conversion failed',
  'status.produce-failed': 'the production failed',
  'status.missing': 'not found',
  'status.forbidden': 'not visible to this site',
  'status.unknown': 'in progress',

  'clear-done': 'Remove finished',
  move: 'Move',
  'move-up': 'Move up',
  'move-down': 'Move down',
  'said.moved': '{name} is number {place} of {count} in the queue',
  'left-out.one': '{count} other file was left out',
  'left-out.other': '{count} other files were left out',

  ...englishImports,
  ...englishRefusals,
  ...englishErrors,
} as const satisfies Record<string, string> &
  Record<`phase.${Phase}` | `reason.${WaitReason}` | `status.${MediaStatus}` | `error.${ErrorCode}`, string>;
