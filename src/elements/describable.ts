import type { UploadState } from '../engine/state.js';

/** It stands still before VOD has heard of it: what is said of it now is what VOD will be told. */
export const isDescribable = (upload: UploadState): boolean =>
  upload.videoId === undefined &&
  upload.importing?.jobId === undefined &&
  (upload.phase === 'validated' ||
    upload.phase === 'paused' ||
    (upload.phase === 'failed' && upload.error.retryable && upload.error.code !== 'file-refused'));
