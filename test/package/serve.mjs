// The server of a fresh app: static files and the backend kit; the emulator on a port of its own. It sees the installed
// package alone. Prints where the page is and where the emulator tells what its buckets hold.
//   node serve.mjs <folder> [content security policy]
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { createVodHandler } from 'vod-uploader/server';
import { toNodeHandler } from 'vod-uploader/server/node';
import { startEmulator } from 'vod-uploader/testing/node';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const [folder, policy] = process.argv.slice(2);
const root = resolve(folder);

const emulator = await startEmulator();
const backend = toNodeHandler(
  createVodHandler({ client: emulator.client('package'), authorize: () => true, owns: 'any' }),
);

function page(path, response) {
  const file = join(root, path.endsWith('/') ? `${path}index.html` : path);
  if (!file.startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' };
  if (policy) headers['content-security-policy'] = policy;
  response.writeHead(200, headers);
  createReadStream(file).pipe(response);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname.startsWith('/api/vod/')) void backend(request, response);
  else if (request.method === 'POST') request.resume().once('end', () => response.writeHead(201).end('{}'));
  else page(decodeURIComponent(pathname), response);
});
server.listen(0, '127.0.0.1', () => {
  const url = `http://localhost:${server.address().port}/`;
  console.log(JSON.stringify({ url, objects: `${emulator.url}/__emulator/package/objects` }));
});
process.once('SIGTERM', () => void emulator.close().then(() => process.exit()));
