import type { UploadState } from '../engine/state.js';

/** It waits for its start or for its mending: what is said of it now is what VOD will be told. */
export const isDescribable = (upload: UploadState): boolean =>
  upload.videoId === undefined &&
  upload.importing?.jobId === undefined &&
  (upload.phase === 'validated' ||
    (upload.phase === 'failed' && upload.error.retryable && upload.error.code !== 'file-refused'));
