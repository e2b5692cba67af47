import { UploadError } from '../../src/engine/error.js';
import type { ImportStatus } from '../../src/engine/import-job.js';
import type { MediaReport } from '../../src/engine/media.js';
import type { Importing, UploadState } from '../../src/engine/state.js';
import { uploadAt, type StateChange } from './upload-states.js';

const GIB = 1024 ** 3;

function importAt(id: string, name: string, importing: Importing, change: StateChange = {}): UploadState {
  const bare = { type: '', total: 0, sent: 0, confirmed: 0 };
  return uploadAt({
    ...bare,
    phase: 'authorized',
    id,
    name,
    importing: { jobId: `job-${id}`, ...importing },
    ...change,
  });
}

const failed = (status: ImportStatus, serviceCode: string, reason: string, retryable = true): StateChange => ({
  phase: 'failed',
  from: 'authorized',
  error: new UploadError(
    'import-failed',
    `The import ended with ${status}`,
    { operation: 'GetURLUploadInfos', serviceCode, values: { status, reason } },
    { retryable },
  ),
});

const media = {
  ...{ id: '5f4a6be1c2d74b0e9a1f3c8d7e6b5a40', title: 'Harbour at dawn', tags: ['harbour', 'dawn'], snapshots: [] },
  ...{ duration: 134, size: 1.2 * GIB, width: 1920, height: 1080, videoCodec: 'h264', audioCodec: 'aac', streams: [] },
};
const report: MediaReport = { id: media.id, status: 'normal', rawStatus: 'Normal', media };

/** One of each, as a list shows them. */
export const IMPORTS: readonly UploadState[] = [
  importAt('a', 'Lecture 1.mp4', { status: 'pending', rawStatus: 'PENDING' }),
  importAt('b', 'Lecture 2.mp4', { status: 'downloading', rawStatus: 'DOWNLOADING' }, { total: 2.4 * GIB }),
  importAt(
    'c',
    'Lecture 3.mp4',
    { status: 'downloading', rawStatus: 'DOWNLOADING', unstoppable: true },
    { total: 3.1 * GIB },
  ),
  importAt('d', 'Lecture 4.mov', { status: 'succeeded' }, { phase: 'processing', videoId: media.id, total: 0.7 * GIB }),
  importAt(
    'e',
    'Not there any more.mp4',
    { status: 'download-failed' },
    failed('download-failed', 'URLInvalidError', 'download video failed by the url, please check it'),
  ),
  importAt(
    'f',
    'Of an earlier page.mp4',
    { status: 'download-failed' },
    failed('download-failed', 'FileSizeExceeded', 'the file is larger than 20 GB', false),
  ),
  importAt(
    'g',
    'Harbour at dawn.mp4',
    { status: 'succeeded' },
    { phase: 'ready', playable: true, videoId: media.id, total: 1.2 * GIB, sent: 1.2 * GIB, report },
  ),
];
