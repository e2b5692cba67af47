import { UploadError } from '../engine/error.js';
import { answerOf, failureOf, readAnswer, unsupported } from './answer.js';
import type { Ask, AskOptions } from './ask.js';
import type {
  Action,
  BatchGetMediaInfosRequest,
  CreateUploadVideoRequest,
  GetUploadDetailsRequest,
  RefreshUploadVideoRequest,
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
}

export function askFunctions(functions: BackendFunctions, now: () => number = Date.now): Ask {
  if (typeof functions.createUploadVideo !== 'function')
    throw new TypeError('A backend needs a createUploadVideo function');

  return async (action, body, options) => {
    options.signal.throwIfAborted();
    const own = functionFor(functions, action);
    if (!own) throw unsupported(action);
    try {
      const reply = await settle(own(body, options), options.signal);
      if (!(reply instanceof Response)) return { value: reply };
      return readAnswer(action, await answerOf(reply), now());
    } catch (error) {
      options.signal.throwIfAborted();
      throw translate(action, error, now());
    }
  };
}

function functionFor(functions: BackendFunctions, action: Action): BackendFunction<object> | undefined {
  const name = (action[0]?.toLowerCase() + action.slice(1)) as keyof BackendFunctions;
  // Called on its object: it may be a method.
  const own = functions[name] as BackendFunction<object> | undefined;
  return own && ((request, options) => own.call(functions, request, options));
}

/** A page's function may not heed the signal. */
function settle(reply: unknown, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    Promise.resolve(reply)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

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
  return new UploadError(
    'backend-unreachable',
    `${action} failed in the page's own function`,
    { operation: action },
    { cause: error },
  );
}
