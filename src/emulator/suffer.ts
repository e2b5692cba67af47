import type { Fault } from './faults.js';
import { ConnectionCut } from './incoming.js';

const PORTAL =
  '<!doctype html><html><head><title>Welcome</title></head><body><h1>Log in to the network</h1></body></html>';

export type Refuse = (status: number | undefined, code: string | undefined, message: string | undefined) => Response;

export interface Sufferer {
  /** In the service's own words; what is `undefined` is up to it. */
  readonly refuse: Refuse;
  readonly expired: () => Response;
  readonly act: () => Promise<Response>;
  readonly signal?: AbortSignal | undefined;
}

/** Does what is asked for, or what the faults make of it. */
export async function suffer(faults: readonly Fault[], { refuse, expired, act, signal }: Sufferer): Promise<Response> {
  for (const { what, status, code, message, delayMs, headers } of faults) {
    switch (what) {
      case 'delay':
        await delay(delayMs ?? 0, signal);
        break;
      case 'cut-before':
        throw new ConnectionCut();
      case 'status':
      case 'xml-code':
        return adorned(refuse(status ?? (what === 'status' ? 503 : undefined), code, message), headers);
      case 'expired-token':
        return adorned(expired(), headers);
      case 'html':
        return adorned(
          new Response(PORTAL, { status: status ?? 200, headers: { 'content-type': 'text/html' } }),
          headers,
        );
      case 'empty':
        return adorned(new Response(null, { status: status ?? 200 }), headers);
      case 'cut-after':
        break;
    }
  }
  const response = await act();
  if (!faults.some(({ what }) => what === 'cut-after')) return response;
  await response.body?.cancel();
  throw new ConnectionCut();
}

function adorned(response: Response, headers: Readonly<Record<string, string>> = {}): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function delay(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new ConnectionCut());
      },
      { once: true },
    );
  });
}
