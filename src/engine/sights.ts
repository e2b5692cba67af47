import type { Backend } from './backend-port.js';
import { isImportOver, type ImportReport } from './import-job.js';
import type { MediaReport, MediaStatus } from './media.js';
import type { Sight } from './poller.js';

/** Limits of the calls behind them. */
const MEDIAS = 20;
const IMPORTS = 10;

const OVER: readonly MediaStatus[] = [
  'normal',
  'blocked',
  'upload-failed',
  'transcode-failed',
  'produce-failed',
  'forbidden',
];

/** `UploadSucc` that has not moved for this long is final: no transcoding is configured. */
const SETTLED_MS = 10 * 60_000;
/** VOD may not know a media for a moment after it was created. */
const MISSING_MS = 60_000;

/** What may be a station has been so for so long that it is the end. */
export const isSettled = ({ status }: MediaReport, unmovedMs: number): boolean =>
  (status === 'uploaded' && unmovedMs >= SETTLED_MS) || (status === 'missing' && unmovedMs >= MISSING_MS);

export const mediaSight = (backend: Backend): Sight<MediaReport> => ({
  most: MEDIAS,
  // GetUploadDetails and BatchGetMediaInfos.
  calls: 2,
  look: (ids, options) => backend.report(ids, options),
  isOver: (report, unmovedMs) => OVER.includes(report.status) || isSettled(report, unmovedMs),
  hasMoved: (now, before) => now.status !== before.status || now.rawStatus !== before.rawStatus,
});

export const importSight = (backend: Backend): Sight<ImportReport> => ({
  most: IMPORTS,
  calls: 1,
  look: (ids, options) => backend.reportImports(ids, options),
  isOver: isImportOver,
  hasMoved: (now, before) => now.status !== before.status || now.mediaId !== before.mediaId,
});
