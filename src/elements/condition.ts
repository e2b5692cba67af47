import { underlying, type UploadState } from '../engine/state.js';

/** The bytes are safe in OSS. */
export function isSealed(upload: UploadState): boolean {
  const phase = upload.phase === 'failed' ? upload.from : underlying(upload);
  return ['uploaded', 'verified', 'processing', 'ready'].includes(phase);
}

/** No byte of it is under way from here: it was paused, another tab sends it, or its file has to be found first. */
export const isAtRest = (upload: UploadState): boolean =>
  upload.phase === 'paused' ||
  (upload.phase === 'waiting' && ['other-tab', 'file-needed', 'permission'].includes(upload.reason));
