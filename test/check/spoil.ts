import type { Params, VodClient, VodHandlerOptions } from '../../src/server/index.js';
import { ENDPOINT, type Handler } from './good-backend.js';

/** One thing that is wrong with a backend, and what a check has to say of it. */
export interface Broken {
  /** Spoils how the kit is set up. */
  readonly set?: (options: VodHandlerOptions<string>) => VodHandlerOptions<string>;
  /** Spoils what it answers. */
  readonly spoil?: (good: Handler) => Handler;
  /** `section: name` of all that fails, and of nothing else. */
  readonly fails?: readonly string[];
  /** Likewise of all that it warns of. */
  readonly warns?: readonly string[];
  /** What one of them says. */
  readonly says: RegExp;
}

type Reply = Record<string, unknown>;

export const actionIn = (request: Request): string =>
  new URL(request.url).pathname.slice(new URL(ENDPOINT).pathname.length + 1);

/** Another reply in place of a good one; `change` may be the change itself. */
export const replies =
  (action: string, change: (reply: Reply, asked: Reply) => unknown): NonNullable<Broken['spoil']> =>
  (good) =>
  async (request) => {
    const asked = actionIn(request) === action && request.method === 'POST' ? await textOf(request.clone()) : undefined;
    const response = await good(request);
    if (asked === undefined || !response.ok) return response;
    const reply = change((await response.json()) as Reply, asked);
    return answer(response.status, reply, response.headers);
  };

/** Other headers, or another status, of any answer; `asked` has no body left. */
export const answers =
  (change: (response: Response, asked: Request) => Response | Promise<Response>): NonNullable<Broken['spoil']> =>
  (good) =>
  async (request) => {
    const { url, method, headers } = request;
    return change(await good(request), new Request(url, { method, headers }));
  };

/** Something else answers, where it wants to. */
export const instead =
  (other: (request: Request) => Response | undefined | Promise<Response | undefined>): NonNullable<Broken['spoil']> =>
  (good) =>
  async (request) => {
    const { url, method, headers } = request;
    // Twice from the same bytes: a clone that nobody reads holds back the other.
    const body = method === 'POST' ? await request.text() : undefined;
    const again = (): Request => new Request(url, { method, headers, ...(body !== undefined && { body }) });
    return (await other(again())) ?? good(again());
  };

export function answer(status: number, body: unknown, headers: HeadersInit = {}): Response {
  const all = new Headers(headers);
  all.delete('content-length');
  if (!all.has('content-type')) all.set('content-type', 'application/json');
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: all });
}

/** What the handler's CORS rules would have added to an answer of somebody else's. */
export const readable = (request: Request): Record<string, string> => ({
  'access-control-allow-origin': request.headers.get('origin') ?? '*',
  'access-control-allow-credentials': 'true',
  vary: 'Origin',
});

export const encode = (fields: object): string => btoa(JSON.stringify(fields));
export const decode = (base64: unknown): Record<string, string> =>
  JSON.parse(atob(String(base64))) as Record<string, string>;

/** UploadAuth with other fields. */
export const withAuth = (change: (auth: Record<string, string>) => object): NonNullable<Broken['spoil']> =>
  replies('CreateUploadVideo', (reply) => ({ ...reply, UploadAuth: encode(change(decode(reply.UploadAuth))) }));

/** A client in between that changes what the service is asked. */
export const through =
  (change: (action: string, params: Params) => Params) =>
  (options: VodHandlerOptions<string>): VodHandlerOptions<string> => {
    const client: VodClient = {
      call: (service, action, params) => options.client.call(service, action, change(action, { ...params })),
    };
    return { ...options, client };
  };

async function textOf(request: Request): Promise<Reply> {
  try {
    return Object(JSON.parse(await request.text())) as Reply;
  } catch {
    return {};
  }
}
