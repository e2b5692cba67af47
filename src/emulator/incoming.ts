import { chunksOf, type Chunks } from './storage.js';

/** A request as every host of the emulator hands it over. */
export interface Incoming {
  readonly method: string;
  /** With the `Host` header's host: OSS tells buckets by it. */
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Chunks;
  readonly signal?: AbortSignal;
  /** The sender's IP address. */
  readonly peer?: string;
}

/** `Request.body` does not exist in Firefox (as of 153), hence the detour over a Blob there. */
export function incomingOf(request: Request): Incoming {
  return {
    method: request.method,
    url: new URL(request.url),
    headers: request.headers,
    body: bodyOf(request),
    signal: request.signal,
  };
}

async function* bodyOf(request: Request): Chunks & AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  if ('body' in request) yield* chunksOf(request.body);
  else yield* chunksOf((await (request as Request).blob()).stream());
}

/** Thrown where the wire is to be cut: a host closes the connection, `fetch` rejects. */
export class ConnectionCut extends TypeError {
  override readonly name = 'ConnectionCut';
  /** `reset`: with RST instead of FIN, where the host has sockets. */
  constructor(readonly reset = false) {
    super('the connection was cut');
  }
}

/** OSS and the API tell a name without `=` (`null`) from one with an empty value. */
export function queryOf(url: URL): Record<string, string | null> {
  const query: Record<string, string | null> = {};
  for (const pair of url.search.slice(1).split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    query[name] = at < 0 ? null : decode(pair.slice(at + 1));
  }
  return query;
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
