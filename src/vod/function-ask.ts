import { untilAborted } from '../engine/until-aborted.js';
import { UploadError } from '../engine/error.js';
import { answerOf, failureOf, readAnswer, unsupported } from './answer.js';
import type { Ask, AskOptions, Reply } from './ask.js';
import type {
  Action,
  BatchGetMediaInfosRequest,
  CancelUrlUploadJobsRequest,
  CreateUploadImageRequest,
  CreateUploadVideoRequest,
  DeleteMultipartUploadRequest,
  DeleteVideoRequest,
  GetUploadDetailsRequest,
  GetUrlUploadInfosRequest,
  ImsUploadMediaByUrlRequest,
  RefreshUploadVideoRequest,
  UploadMediaByUrlRequest,
} from './protocol.js';
import { field, isFields, number } from './quirks.js';

/** Returns, or resolves to, the API's reply in any of its spellings, or to the `Response` that holds it. */
export type BackendFunction<Request> = (request: Request, options: AskOptions) => unknown;

/** A backend as plain async functions. All but the first are optional; without one the upload does without. */
export interface BackendFunctions {
  readonly createUploadVideo: BackendFunction<CreateUploadVideoRequest>;
  readonly refreshUploadVideo?: BackendFunction<RefreshUploadVideoRequest>;
  readonly getUploadDetails?: BackendFunction<GetUploadDetailsRequest>;
  readonly batchGetMediaInfos?: BackendFunction<BatchGetMediaInfosRequest>;
  readonly createUploadImage?: BackendFunction<CreateUploadImageRequest>;
  readonly uploadMediaByURL?: BackendFunction<UploadMediaByUrlRequest>;
  readonly getURLUploadInfos?: BackendFunction<GetUrlUploadInfosRequest>;
  readonly cancelUrlUploadJobs?: BackendFunction<CancelUrlUploadJobsRequest>;
  /** Of Intelligent Media Services, with `service="ims"`. */
  readonly imsUploadMediaByURL?: BackendFunction<ImsUploadMediaByUrlRequest>;
  readonly imsGetUrlUploadInfos?: BackendFunction<GetUrlUploadInfosRequest>;
  readonly deleteMultipartUpload?: BackendFunction<DeleteMultipartUploadRequest>;
  readonly deleteVideo?: BackendFunction<DeleteVideoRequest>;
}

export interface FunctionBackendOptions {
  /** Aborts after so many ms. */
  readonly timeout?: (ms: number) => AbortSignal;
  /** Wall time, ms. */
  readonly now?: () => number;
}

/** Generous: the function may have a time limit, and tries, of its own. */
const TIMEOUT_MS = 60_000;

export function askFunctions(
  functions: BackendFunctions,
  { timeout: after = (ms) => AbortSignal.timeout(ms), now = Date.now }: FunctionBackendOptions = {},
): Ask {
  if (typeof functions.createUploadVideo !== 'function')
    throw new TypeError('A backend needs a createUploadVideo function');

  return async (action, body, options) => {
    options.signal.throwIfAborted();
    const own = functionFor(functions, action);
    if (!own) throw unsupported(action);
    const timeout = after(TIMEOUT_MS);
    const signal = AbortSignal.any([options.signal, timeout]);
    const answer = async (): Promise<Reply> => {
      const reply = await own(body, { ...options, signal });
      if (!(reply instanceof Response)) return { value: reply };
      return readAnswer(action, await answerOf(reply), now());
    };
    try {
      // A page's function may not heed the signal.
      return await untilAborted(answer(), signal);
    } catch (error) {
      options.signal.throwIfAborted();
      if (timeout.aborted) throw unreachable(action, `was not answered within ${TIMEOUT_MS / 1000} s`, error);
      throw translate(action, error, now());
    }
  };
}

function functionFor(functions: BackendFunctions, action: Action): BackendFunction<object> | undefined {
  const name = nameOf(action) as keyof BackendFunctions;
  // Called on its object: it may be a method.
  const own = functions[name] as BackendFunction<object> | undefined;
  return own && ((request, options) => own.call(functions, request, options));
}

/** `CreateUploadVideo` is `createUploadVideo`, `ims/UploadMediaByURL` is `imsUploadMediaByURL`. */
const nameOf = (action: Action): string => action[0]!.toLowerCase() + action.slice(1).replace('/', '');

/** An error that carries a status (axios, ky, the SDK) means what an answer with that status means. */
function translate(action: Action, error: unknown, now: number): UploadError {
  if (error instanceof UploadError) return error;
  const thrown = isFields(error) ? error : {};
  // axios and ky keep the answer in `response`, the SDK keeps its body in `data`.
  const response = field(thrown, 'response');
  const holder = isFields(response) ? response : thrown;
  const status = number(field(holder, 'status')) ?? number(field(holder, 'statusCode'));
  if (status !== undefined && status >= 400) {
    const data = field(holder, 'data');
    const body = isFields(data) ? data : { code: field(thrown, 'code'), message: field(thrown, 'message') };
    return failureOf(action, { status, body: JSON.stringify(body) }, now);
  }
  return unreachable(action, "failed in the page's own function", error);
}

const unreachable = (action: Action, how: string, cause: unknown): UploadError =>
  new UploadError('backend-unreachable', `${action} ${how}`, { operation: action }, { cause });
