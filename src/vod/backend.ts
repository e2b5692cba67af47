import { UploadError } from '../engine/error.js';
import type { MediaReport } from '../engine/media.js';
import type { Abortable, Metadata } from '../engine/ports.js';
import { understood, unsupported } from './answer.js';
import type { Ask, AskOptions } from './ask.js';
import { askFunctions, type BackendFunctions, type FunctionBackendOptions } from './function-ask.js';
import { askOverHttp, type HttpBackendOptions } from './http-ask.js';
import { readMediaInfos } from './media-infos.js';
import { createImage, deleteMedia } from './backend-images.js';
import { importsOver, type ImportService } from './backend-imports.js';
import { namingExtension } from './parameter-faults.js';
import type { Action, CreateUploadVideoRequest } from './protocol.js';
import { LIMITS } from './protocol-limits.js';
import { defined, field, text, unwrap, type Fields } from './quirks.js';
import { findByReference, type VodBackend } from './references.js';
import { reportOn } from './report.js';
import { decodeTicket } from './ticket.js';
import { readUploadDetails } from './upload-details.js';

export type { BackendFunction, BackendFunctions } from './function-ask.js';
export type { HeaderSource, HttpBackendOptions } from './http-ask.js';
export type { ImportService } from './backend-imports.js';
export type { FoundMedia, VodBackend } from './references.js';

/** Which of the two services imports by URL. */
interface Served {
  readonly service?: ImportService;
}

/** A backend that answers `POST {endpoint}/{Action}`. */
export const createHttpBackend = (options: HttpBackendOptions & Served): VodBackend =>
  backendOver(askOverHttp(options), options);

/** A backend that the page brings as functions. Throws a `TypeError` without `createUploadVideo`. */
export const createFunctionBackend = (
  functions: BackendFunctions,
  options: FunctionBackendOptions & Served = {},
): VodBackend => backendOver(askFunctions(functions, options), options);

function backendOver(
  ask: Ask,
  { now = Date.now, service = 'vod' }: Served & { readonly now?: () => number },
): VodBackend {
  /** What this backend has said it does not have; not asked for again. */
  const missing = new Set<Action>();

  async function ticketFrom(action: Action, body: object, options: AskOptions) {
    const reply = await ask(action, body, options);
    const fields = understood(action, reply, unwrap(reply.value, ['UploadAuth', 'UploadAddress']));
    const [videoId, requestId] = ['VideoId', 'RequestId'].map((name) => text(field(fields, name)));
    return { reply, videoId, requestId, ticket: decodeTicket(fields, now()) };
  }

  /** Undefined: the backend cannot tell, now or ever. What may pass is thrown. */
  async function look<T>(action: Action, body: object, options: Abortable, read: (reply: unknown) => T | undefined) {
    if (missing.has(action)) return undefined;
    try {
      const reply = await ask(action, body, options);
      return { read: understood(action, reply, read(reply.value)) };
    } catch (error) {
      if (!(error instanceof UploadError)) throw error;
      if (error.code === 'backend-unsupported') missing.add(action);
      else if (error.code !== 'backend-refused') throw error;
      return { refusal: error };
    }
  }

  async function reportBatch(batch: readonly string[], options: Abortable): Promise<readonly MediaReport[]> {
    const body = { MediaIds: batch.join(',') };
    const [details, infos] = await Promise.all([
      look('GetUploadDetails', { ...body, MediaType: 'video' }, options, readUploadDetails),
      look('BatchGetMediaInfos', body, options, readMediaInfos),
    ]);
    if (!details?.read && !infos?.read) throw worst(details?.refusal, infos?.refusal);
    return batch.map((id) => reportOn(id, details?.read, infos?.read));
  }

  return {
    create: async (metadata, options) => {
      const asking = ticketFrom('CreateUploadVideo', requestFor(metadata), options);
      const { reply, videoId, ...made } = await asking.catch((thrown: unknown) => {
        throw namingExtension(thrown, metadata.fileName);
      });
      return { videoId: understood('CreateUploadVideo', reply, videoId), ...defined(made) };
    },
    refresh: async (videoId, options) => {
      const { videoId: told = videoId, ticket } = await ticketFrom('RefreshUploadVideo', { VideoId: videoId }, options);
      if (told === videoId) return ticket;
      throw new UploadError('ticket-changed', 'RefreshUploadVideo was answered for another media', {
        operation: 'RefreshUploadVideo',
      });
    },
    report: async (videoIds, options) => {
      const reports: MediaReport[] = [];
      for (const batch of batchesOf(videoIds)) reports.push(...(await reportBatch(batch, options)));
      return reports;
    },
    findByReference: (referenceIds, options) => findByReference(ask, referenceIds, options),
    ...importsOver(ask, service),
    createImage: (request, options) => createImage(ask, request, options, now),
    deleteMedia: (videoId, options) => deleteMedia(ask, videoId, options),
  };
}

const batchesOf = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / LIMITS.ids) }, (_, at) =>
    ids.slice(at * LIMITS.ids, (at + 1) * LIMITS.ids),
  );

/** A refusal says more than "does not have it". */
const worst = (...refusals: (UploadError | undefined)[]): UploadError =>
  refusals.find((each) => each?.code === 'backend-refused') ?? unsupported('GetUploadDetails');

/** Everything that the API takes; what was not given is not sent. */
function requestFor(metadata: Metadata): CreateUploadVideoRequest & Fields {
  const { tags, extend } = metadata;
  return defined({
    Title: metadata.title,
    FileName: metadata.fileName,
    FileSize: metadata.fileSize,
    Description: metadata.description,
    CoverURL: metadata.coverUrl,
    CateId: metadata.cateId,
    Tags: tags?.length ? tags.join(',') : undefined,
    UserData: extend === undefined ? undefined : JSON.stringify({ Extend: extend }),
    TemplateGroupId: metadata.templateGroupId,
    WorkflowId: metadata.workflowId,
    StorageLocation: metadata.storageLocation,
    AppId: metadata.appId,
    ReferenceId: metadata.referenceId,
  });
}
