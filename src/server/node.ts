import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { readBefore } from './misconfigured.js';

export { createNodeClient, type NodeClientOptions } from './node-client.js';

/** A handler for `http.createServer`, Express, Connect and Vite's middlewares. Nobody has to wait for it. */
export type NodeHandler = (req: IncomingMessage, res: ServerResponse, next?: (error?: unknown) => void) => void;

/** How long what is left of a request is read after its answer. */
const LINGER_MS = 2_000;

/**
 * Lets a web-standard handler answer Node's requests. A body that a parser such as `express.json()` has already read is
 * taken from `req.body`; of one that was read and is nowhere, the handler hears when it reads it. What the handler throws
 * goes to `next`, without one to a plain 500.
 */
export function toNodeHandler(handler: (request: Request) => Response | Promise<Response>): NodeHandler {
  const answer = async (...[req, res, next]: Parameters<NodeHandler>): Promise<void> => {
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    try {
      await write(res, await handler(toRequest(req, gone.signal)));
      drain(req);
    } catch (error) {
      if (gone.signal.aborted) return;
      if (next) return next(error);
      if (!res.headersSent) res.statusCode = 500;
      res.end();
    }
  };
  return (req, res, next) => void answer(req, res, next);
}

interface ParsedRequest extends IncomingMessage {
  /** Express and Connect: the URL before a mounted path was cut off. */
  readonly originalUrl?: string;
  readonly body?: unknown;
}

function toRequest(req: ParsedRequest, signal: AbortSignal): Request {
  const { method = 'GET' } = req;
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) {
    // HTTP/2's `:path` and the like are no headers.
    if (name.startsWith(':') || value === undefined) continue;
    for (const each of [value].flat()) headers.append(name, each);
  }
  const url = new URL(`http://${req.headers.host ?? 'localhost'}`);
  const [path = '/', query] = (req.originalUrl ?? req.url ?? '/').split(/\?(.*)/s);
  url.pathname = path;
  url.search = query ?? '';
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  const init = { method, headers, signal, duplex: 'half', body: bodyOf(req) };
  // TypeScript's RequestInit does not know `duplex`, which Node needs for a stream.
  return new Request(url, init);
}

function bodyOf(req: ParsedRequest): BodyInit {
  if (req.readableEnded || req.readableDidRead) return parsedBody(req);
  let unwanted = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      req.on('data', (chunk: Uint8Array) => {
        if (unwanted) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) req.pause();
      });
      req.once('end', () => unwanted || controller.close());
      req.once('close', () => req.complete || controller.error(new Error('The request was cut off')));
      req.pause();
    },
    pull: () => void req.resume(),
    // Not by destroying the request, as Readable.toWeb does: its socket still has to carry the answer.
    cancel: () => void (unwanted = true),
  });
}

/** What whoever read it left of it: an ended stream says no more, and would be waited for in vain. */
function parsedBody({ body, readableDidRead }: ParsedRequest): BodyInit {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (body !== undefined) return JSON.stringify(body);
  if (!readableDidRead) return '';
  return new ReadableStream({ pull: (controller) => controller.error(readBefore()) });
}

/** Reads on past the answer, so that a page which still sends gets to read it; for a moment, so that nobody sends for ever. */
function drain(req: IncomingMessage): void {
  if (req.complete) return;
  req.removeAllListeners('data').resume();
  const timer = setTimeout(() => req.complete || req.destroy(), LINGER_MS).unref();
  req.once('close', () => clearTimeout(timer));
}

async function write(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader('set-cookie', cookies);
  if (!response.body) return void res.end();
  await pipeline(Readable.fromWeb(response.body as NodeReadableStream<Uint8Array>), res);
}
