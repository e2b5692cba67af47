import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConnectionCut, type Incoming } from './incoming.js';
import { chunksOf, type Bytes } from './storage.js';

/** `undefined` when the request line or `Host` makes no URL. */
export function urlOf(req: IncomingMessage): URL | undefined {
  const { host = 'localhost' } = req.headers;
  // Path and query are appended as text: URL would take `//x` for a host.
  return URL.canParse(`http://${host}${req.url ?? '/'}`) ? new URL(`http://${host}${req.url ?? '/'}`) : undefined;
}

export function headersOf(req: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < req.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = req.rawHeaders.slice(at, at + 2);
    headers.append(name, value);
  }
  return headers;
}

/** Bodies stream in both directions, at the pace of the slower side; a cut closes the socket, or resets it. */
export async function serveNode(
  req: IncomingMessage,
  res: ServerResponse,
  handle: (incoming: Incoming) => Promise<Response>,
): Promise<void> {
  const url = urlOf(req);
  if (!url) {
    res.writeHead(400).end();
    return;
  }
  const gone = new AbortController();
  res.once('close', () => {
    gone.abort();
  });
  const incoming = {
    method: req.method ?? 'GET',
    url,
    headers: headersOf(req),
    body: bodyOf(req),
    signal: gone.signal,
    peer: req.socket.remoteAddress ?? '',
  };
  try {
    await write(res, await handle(incoming));
    // What a refusal left unread would hold the connection.
    req.resume();
  } catch (error) {
    if (error instanceof ConnectionCut && error.reset) req.socket.resetAndDestroy();
    else req.socket.destroy();
    if (error instanceof ConnectionCut || gone.signal.aborted) return;
    throw error;
  }
}

/** Untouched until somebody reads. Breaks off with an error when the sender does. */
async function* bodyOf(req: IncomingMessage): AsyncGenerator<Bytes, void, undefined> {
  for await (const chunk of req.iterator({ destroyOnReturn: false })) yield chunk as Bytes;
  if (!req.complete) throw new ConnectionCut();
}

async function write(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) res.setHeader(name, value);
  const closed = once(res, 'close').then(() => {
    throw new ConnectionCut();
  });
  closed.catch(() => undefined);
  // Each chunk leaves before the next is asked for: what came before a body's error is to arrive.
  for await (const chunk of chunksOf(response.body)) {
    await Promise.race([sent(res, chunk), closed]);
  }
  res.end();
}

const sent = (res: ServerResponse, chunk: Bytes): Promise<void> =>
  new Promise((resolve, reject) => {
    res.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
