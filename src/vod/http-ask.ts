import { untilAborted } from '../engine/until-aborted.js';
import { UploadError } from '../engine/error.js';
import { answerOf, readAnswer, unsupported } from './answer.js';
import type { Ask } from './ask.js';
import { CREATING_ACTIONS, IDEMPOTENCY_HEADER, type Action } from './protocol.js';

export type HeaderSource = Readonly<Record<string, string>> | ((action: Action) => HeadersInit | Promise<HeadersInit>);

export interface HttpBackendOptions {
  /** Base URL, absolute or relative to the page; actions are appended to its path. */
  readonly endpoint?: string;
  /** URLs of single actions, instead of `{endpoint}/{Action}`. */
  readonly urls?: Readonly<Partial<Record<Action, string>>>;
  /** Sent with every request; a function is asked every time, so a token can be renewed. */
  readonly headers?: HeaderSource;
  /** Sends cookies to another origin too. */
  readonly withCredentials?: boolean;
  /**
   * Sends `Idempotency-Key` on create. `auto`: to the page's own origin only, because elsewhere a backend that does not
   * list the header in its CORS rules would be unreachable.
   */
  readonly idempotency?: 'auto' | boolean;
  /** How long one answer is waited for. Default: 30,000 for a create, 20,000 for the rest. */
  readonly timeoutMs?: number;
  /** Aborts after so many ms. */
  readonly timeout?: (ms: number) => AbortSignal;
  readonly fetch?: typeof fetch;
  /** What relative URLs are relative to. Default: the page. */
  readonly base?: string;
  /** Wall time, ms. */
  readonly now?: () => number;
}

/** Generous: a backend may be waking up, and a create that was given up may still have made a media. */
const CREATE_TIMEOUT_MS = 30_000;
const TIMEOUT_MS = 20_000;

export function askOverHttp(options: HttpBackendOptions): Ask {
  const { idempotency = 'auto', now = Date.now, timeout: after = (ms) => AbortSignal.timeout(ms) } = options;
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));

  return async (action, body, { signal, idempotencyKey }) => {
    signal.throwIfAborted();
    const base = options.base ?? pageBase();
    const url = addressOf(action, options, base);
    const timeoutMs = options.timeoutMs ?? (CREATING_ACTIONS.includes(action) ? CREATE_TIMEOUT_MS : TIMEOUT_MS);
    const timeout = after(timeoutMs);
    const either = AbortSignal.any([signal, timeout]);
    try {
      // The page's own function: it may never answer.
      const headers = await untilAborted(readHeaders(options.headers, action), either);
      if (idempotencyKey !== undefined && (idempotency === 'auto' ? isSameOrigin(url, base) : idempotency)) {
        headers.set(IDEMPOTENCY_HEADER, idempotencyKey);
      }
      const response = await send(url.href, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        credentials: options.withCredentials ? 'include' : 'same-origin',
        cache: 'no-store',
        signal: either,
      });
      return readAnswer(action, await answerOf(response), now());
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UploadError) throw error;
      const why = timeout.aborted
        ? `was not answered within ${timeoutMs / 1000} s`
        : 'could not be sent or was not answered';
      throw new UploadError('backend-unreachable', `${action} ${why}`, { operation: action }, { cause: error });
    }
  };
}

/** Undefined outside a page. */
const pageBase = (): string | undefined => globalThis.document?.baseURI ?? globalThis.location?.href;

function addressOf(action: Action, { endpoint, urls }: HttpBackendOptions, base: string | undefined): URL {
  const own = urls?.[action];
  // With addresses of single actions alone, one that is not given is one that the backend does not have.
  if (!own && !endpoint && urls?.CreateUploadVideo) throw unsupported(action);
  const address = own || endpoint;
  if (!address) {
    throw new UploadError('no-endpoint', 'Nobody to ask for upload credentials: set endpoint or backend', {
      operation: action,
    });
  }
  try {
    const url = new URL(address, base);
    if (!own) url.pathname = `${url.pathname.replace(/\/+$/, '')}/${action}`;
    return url;
  } catch {
    throw new UploadError('no-endpoint', `The endpoint is no URL here: ${address.slice(0, 80)}`, { operation: action });
  }
}

async function readHeaders(source: HeaderSource | undefined, action: Action): Promise<Headers> {
  const headers = new Headers(typeof source === 'function' ? await source(action) : source);
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/json');
  return headers;
}

const isSameOrigin = (url: URL, base: string | undefined): boolean =>
  base !== undefined && new URL(base).origin === url.origin;
