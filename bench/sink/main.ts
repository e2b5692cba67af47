import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.js';
import { Bucket } from './bucket.js';
import { sumsOf } from './sums.js';
import { Tus } from './tus.js';

/** Started with the lengths whose checksums are wanted soon; tells its port to the process that forked it. */
for (const length of process.argv.slice(2)) sumsOf(Number(length));

const bucket = new Bucket();
const tus = new Tus();

const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'ETag, x-oss-request-id, x-oss-hash-crc64ecma, Location, Upload-Offset, Upload-Length, Tus-Resumable',
};

async function answer(req: IncomingMessage): Promise<Answer> {
  const url = new URL(`http://${req.headers.host ?? 'localhost'}${req.url ?? '/'}`);
  if (req.method === 'OPTIONS') return preflight(req);
  if (url.pathname === '/__sink/size') return size(url.searchParams.get('path') ?? '');
  return /^\/tus(\/|$)/.test(url.pathname) ? tus.answer(req, url) : bucket.answer(req, url);
}

const preflight = ({ headers }: IncomingMessage): Answer => ({
  status: 200,
  headers: {
    'access-control-allow-methods': 'GET, PUT, POST, DELETE, HEAD, PATCH',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
  },
});

const size = (path: string): Answer => ({
  status: 200,
  body: String(bucket.objects.get(path) ?? tus.size(path) ?? ''),
});

let requests = 0;

async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { status, headers, body } = await answer(req);
  requests += 1;
  res.writeHead(status, { ...OPEN, 'x-oss-request-id': `SINK${requests}`, ...headers });
  res.end(body);
}

const server = createServer((req, res) => {
  respond(req, res).catch(() => req.socket.destroy());
});
// A slow upload is not a stuck one.
server.requestTimeout = 0;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
