import { parseJson } from '../vod/quirks.js';
import type { CheckOptions } from './options.js';

/** `nobody` has no session. */
export type Who = 'user' | 'other' | 'nobody';

export interface Question {
  readonly who?: Who;
  /** In words, what is odd about it: `without FileName`. */
  readonly about?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, in place of the parameters. */
  readonly body?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** One question and what the backend answered. */
export interface Heard {
  readonly action: string;
  /** The action, and in words what was odd about the question. */
  readonly asked: string;
  readonly method: string;
  readonly who: Who;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
  /** From question to answer. */
  readonly ms: number;
}

/** There was none within its time, or the connection failed. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Talk {
  /** `POST {endpoint}/{action}` as the page does it. Rejects with `NoAnswer`. */
  ask(action: string, params: object, question?: Question): Promise<Heard>;
  /** Everything so far. */
  readonly heard: readonly Heard[];
}

const TIMEOUT_MS = 20_000;
/** A backend that is asked too fast says so, and is asked again. */
const MOST_WAITS = 3;
const LONGEST_WAIT_MS = 10_000;

export const isGood = ({ status }: Heard): boolean => status >= 200 && status <= 299;

export function createTalk(options: CheckOptions): Talk {
  const { endpoint, headers = {}, otherHeaders = {}, timeoutMs = TIMEOUT_MS, now = Date.now } = options;
  const send = options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));
  const wait = options.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const sessions: Readonly<Record<Who, Readonly<Record<string, string>>>> = {
    user: headers,
    other: otherHeaders,
    nobody: {},
  };
  const heard: Heard[] = [];
  // Browsers name it in every POST, also to the page's own server.
  const origin = options.origin ?? new URL(endpoint).origin;

  const once = async (action: string, params: object, question: Question): Promise<Heard> => {
    const { who = 'user', about, method = 'POST', query = {} } = question;
    const asked = about === undefined ? action : `${action} ${about}`;
    const hasBody = method === 'POST';
    const startedAt = now();
    try {
      const response = await send(addressOf(endpoint, action, query), {
        method,
        headers: {
          accept: 'application/json',
          origin,
          ...(hasBody && { 'content-type': 'application/json' }),
          ...sessions[who],
          ...question.headers,
        },
        ...(hasBody && { body: question.body ?? JSON.stringify(params) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const body = await response.text();
      const { status } = response;
      return {
        ...{ action, asked, method, who, status, headers: response.headers, body, json: parseJson(body) },
        ms: now() - startedAt,
      };
    } catch (error) {
      throw new NoAnswer(`${asked} ${why(error, timeoutMs)}`);
    }
  };

  return {
    heard,
    async ask(action, params, question = {}) {
      for (let waits = 0; ; waits++) {
        const answer = await once(action, params, question);
        heard.push(answer);
        if (!isThrottled(answer) || waits === MOST_WAITS) return answer;
        const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
        await wait(Math.min(Number.isNaN(seconds) ? 1000 : seconds * 1000, LONGEST_WAIT_MS));
      }
    },
  };
}

/** Also in VOD's own words, which come with 400. */
const isThrottled = ({ status, body }: Heard): boolean =>
  status === 429 || (status >= 400 && /"code"\s*:\s*"Throttling/i.test(body));

/** As the page puts it together: a query of the endpoint's stays. */
function addressOf(endpoint: string, action: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(endpoint);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${action}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** In words: what Node says of it stands in the cause. */
function why(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'was not answered';
  if (error.name === 'TimeoutError') return `was not answered within ${timeoutMs / 1000} s`;
  const { code, message } = Object(error.cause ?? error) as { code?: unknown; message?: unknown };
  const said = typeof code === 'string' ? code : typeof message === 'string' ? message.slice(0, 120) : error.name;
  return `was not answered: ${WORDS[said] ?? said}`;
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens at that address (ECONNREFUSED)',
  ENOTFOUND: 'there is no host of that name (ENOTFOUND)',
  EAI_AGAIN: 'the host’s name could not be looked up (EAI_AGAIN)',
  ECONNRESET: 'the connection was cut (ECONNRESET)',
  EPIPE: 'the connection was cut (EPIPE)',
  UND_ERR_SOCKET: 'the connection was cut',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; NODE_EXTRA_CA_CERTS names one to trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate’s chain is not complete',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};
