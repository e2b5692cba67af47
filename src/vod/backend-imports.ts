import type { ImportReceipt, ImportReport, ImportRequest } from '../engine/import-job.js';
import type { Abortable, Backend } from '../engine/ports.js';
import { understood, unsupported } from './answer.js';
import type { Ask } from './ask.js';
import { readCanceledJobs, readImportReports, readUploadJobs, type ImportReportsReading } from './import-jobs.js';
import type { Action } from './protocol.js';
import { defined, ids } from './quirks.js';

/** `ims`: Intelligent Media Services. */
export type ImportService = 'vod' | 'ims';

type Imports = Pick<Backend, 'submitImports' | 'reportImports' | 'findImports' | 'cancelImports'>;

/** Import by URL, by either service. */
export function importsOver(ask: Ask, service: ImportService): Imports {
  const submit: Action = service === 'ims' ? 'ims/UploadMediaByURL' : 'UploadMediaByURL';
  const look: Action = service === 'ims' ? 'ims/GetUrlUploadInfos' : 'GetURLUploadInfos';

  const asked = async (body: object, options: Abortable): Promise<ImportReportsReading> => {
    const reply = await ask(look, body, options);
    return understood(look, reply, readImportReports(reply.value));
  };

  return {
    async submitImports(requests, { sessionId, signal }) {
      const body = service === 'ims' ? imsRequest(requests) : vodRequest(requests, sessionId);
      const reply = await ask(submit, body, { signal, idempotencyKey: sessionId });
      const jobs = understood(submit, reply, readUploadJobs(reply.value));
      // By its URL; some backends encode it once more, so the place in the list says the rest.
      return requests.flatMap(({ url }, at): readonly ImportReceipt[] => {
        const job = jobs.find((each) => each.url === url) ?? (jobs.length === requests.length ? jobs[at] : undefined);
        return job?.jobId === undefined ? [] : [{ url, ...defined({ jobId: job.jobId, mediaId: job.mediaId }) }];
      });
    },
    async reportImports(jobIds, options) {
      const { reports, missing, requestId } = await asked({ JobIds: jobIds.join(',') }, options);
      const named = ids(missing);
      const absent = (jobId: string): ImportReport =>
        defined({ jobId, status: 'missing', rawStatus: named.includes(jobId) ? 'NonExists' : '', requestId });
      return jobIds.map((jobId) => reports.find((each) => each.jobId === jobId) ?? absent(jobId));
    },
    findImports: async (urls, options) => (await asked({ UploadURLs: encoded(urls) }, options)).reports,
    async cancelImports(jobIds, options) {
      // Intelligent Media Services have no such call.
      if (service === 'ims') throw unsupported('CancelUrlUploadJobs');
      const reply = await ask('CancelUrlUploadJobs', { JobIds: jobIds.join(',') }, options);
      return understood('CancelUrlUploadJobs', reply, readCanceledJobs(reply.value));
    },
  };
}

/** Each by itself, because a URL may have commas in it; the transport encodes the whole once more. */
const encoded = (urls: readonly string[]): string => urls.map(encodeURIComponent).join(',');

const urlsOf = (requests: readonly ImportRequest[]): string => encoded(requests.map(({ url }) => url));

/** What the requests of one call share: whoever puts them together sees to it. */
function shared([first]: readonly ImportRequest[]) {
  const { storageLocation, appId, extend } = first!.metadata;
  return { storageLocation, appId, userData: extend === undefined ? undefined : JSON.stringify({ Extend: extend }) };
}

function vodRequest(requests: readonly ImportRequest[], sessionId: string): object {
  const { storageLocation, appId, userData } = shared(requests);
  return defined({
    UploadURLs: urlsOf(requests),
    UploadMetadatas: JSON.stringify(requests.map(metadataOf)),
    StorageLocation: storageLocation,
    AppId: appId,
    UserData: userData,
    SessionId: sessionId,
  });
}

function imsRequest(requests: readonly ImportRequest[]): object {
  const { storageLocation, appId, userData } = shared(requests);
  const target = { StorageType: 'oss', StorageLocation: storageLocation };
  return defined({
    UploadURLs: urlsOf(requests),
    MediaMetaData: JSON.stringify(requests.map(metadataOf)),
    UploadTargetConfig: storageLocation === undefined ? undefined : JSON.stringify(target),
    AppId: appId,
    UserData: userData,
  });
}

const metadataOf = ({ url, metadata }: ImportRequest): object =>
  defined({
    SourceURL: url,
    Title: metadata.title,
    Description: metadata.description,
    CoverURL: metadata.coverUrl,
    CateId: metadata.cateId,
    Tags: metadata.tags?.length ? metadata.tags.join(',') : undefined,
    TemplateGroupId: metadata.templateGroupId,
    WorkflowId: metadata.workflowId,
    FileExtension: metadata.fileExtension,
  });
