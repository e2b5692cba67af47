import { isDoubted, PERSONAL, type Phase, type UploadState } from '../engine/state.js';
import { isSealed } from './condition.js';

/** It waits, but not for bytes and not for a person: the file has arrived, and the rest comes by itself. */
export const isSafe = (upload: UploadState): boolean =>
  upload.phase === 'waiting' && isSealed(upload) && !PERSONAL.includes(upload.reason);

/** Another tab of this browser sends it, and this one shows how far it is. */
export const isElsewhere = (upload: UploadState): boolean =>
  upload.phase === 'waiting' && upload.reason === 'other-tab';

/** VOD is at it, or about to be, and nobody can tell how far it is. */
export const isFetched = (upload: UploadState): boolean =>
  upload.importing !== undefined && ['queued', 'authorized'].includes(upload.phase);

/** The phase that a person sees: not every wait is one for them, and what is in doubt waits for their word. */
export const shownPhase = (upload: UploadState): Phase =>
  isSafe(upload) ? 'uploaded' : isElsewhere(upload) ? 'uploading' : isDoubted(upload) ? 'waiting' : upload.phase;
