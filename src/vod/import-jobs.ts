import type { ImportReceipt, ImportReport } from '../engine/import-job.js';
import { importStatus } from './import-status.js';
import { amount, defined, field, ids, rows, text, texts, unwrap, type Fields } from './quirks.js';

export interface ImportReportsReading {
  readonly reports: readonly ImportReport[];
  /** Job ids or URLs, whichever was asked for. */
  readonly missing: readonly string[];
  readonly requestId: string | undefined;
}

/** Reads a reply of UploadMediaByURL, of either service; nothing when it is not one. */
export function readUploadJobs(reply: unknown): readonly Partial<ImportReceipt>[] | undefined {
  const fields = unwrap(reply, ['UploadJobs']);
  if (!fields || field(fields, 'UploadJobs') === undefined) return undefined;
  return rows(field(fields, 'UploadJobs')).map((job) =>
    defined({
      jobId: text(field(job, 'JobId')),
      url: text(field(job, 'SourceURL')),
      mediaId: text(field(job, 'MediaId')),
    }),
  );
}

/** Reads a reply of GetURLUploadInfos (VOD) or GetUrlUploadInfos (Intelligent Media Services). */
export function readImportReports(reply: unknown): ImportReportsReading | undefined {
  const fields = unwrap(reply, ['URLUploadInfoList', 'NonExists']);
  if (!fields) return undefined;
  const requestId = text(field(fields, 'RequestId'));
  return {
    reports: rows(field(fields, 'URLUploadInfoList')).flatMap((info) => readReport(info, requestId)),
    missing: texts(field(fields, 'NonExists')),
    requestId,
  };
}

/** Reads a reply of CancelUrlUploadJobs; the documents show all ids in one string. */
export function readCanceledJobs(reply: unknown): readonly string[] | undefined {
  const fields = unwrap(reply, ['CanceledJobs', 'NonExists']);
  return fields && ids(field(fields, 'CanceledJobs'));
}

function readReport(info: Fields, requestId: string | undefined): readonly ImportReport[] {
  const words = (name: string): string | undefined => text(field(info, name));
  const jobId = words('JobId');
  if (jobId === undefined) return [];
  const { status, raw } = importStatus(words('Status'));
  return [
    defined<ImportReport>({
      jobId,
      status,
      rawStatus: raw,
      url: words('UploadURL'),
      mediaId: words('MediaId'),
      registeredMediaId: words('RegisteredMediaId'),
      size: amount(field(info, 'FileSize')),
      errorCode: words('ErrorCode'),
      errorMessage: words('ErrorMessage'),
      createdAt: moment(words('CreationTime')),
      completedAt: moment(words('CompleteTime')),
      userData: words('UserData'),
      requestId,
    }),
  ];
}

/** `2021-11-26 21:47:37`, as Intelligent Media Services say it, has no zone, and gets none. */
const moment = (raw: string | undefined): string | undefined => raw?.replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T');
