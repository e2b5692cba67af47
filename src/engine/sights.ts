import type { Backend } from './backend-port.js';
import { isImportOver, type ImportReport } from './import-job.js';
import type { MediaReport, MediaStatus } from './media.js';
import type { Sight } from './poller.js';

/** Limits of the calls behind them. */
const MEDIAS = 20;
const IMPORTS = 10;

/** `uploaded` may be the end, and `missing` the beginning: whoever looks decides. */
const OVER: readonly MediaStatus[] = [
  'normal',
  'blocked',
  'upload-failed',
  'transcode-failed',
  'produce-failed',
  'forbidden',
];

export const mediaSight = (backend: Backend): Sight<MediaReport> => ({
  most: MEDIAS,
  // GetUploadDetails and BatchGetMediaInfos.
  calls: 2,
  look: (ids, options) => backend.report(ids, options),
  isOver: ({ status }) => OVER.includes(status),
  hasMoved: (now, before) => now.status !== before.status || now.rawStatus !== before.rawStatus,
});

export const importSight = (backend: Backend): Sight<ImportReport> => ({
  most: IMPORTS,
  calls: 1,
  look: (ids, options) => backend.reportImports(ids, options),
  isOver: isImportOver,
  hasMoved: (now, before) => now.status !== before.status || now.mediaId !== before.mediaId,
});
