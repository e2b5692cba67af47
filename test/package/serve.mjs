// The server of a fresh app: static files, the backend kit, the emulator. It sees the installed package alone.
//   node serve.mjs <folder> [policy]
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { createVodHandler } from 'vod-uploader/server';
import { toNodeHandler } from 'vod-uploader/server/node';
import { createEmulator } from 'vod-uploader/testing';

const WORLD = 'package';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const [folder, policy] = process.argv.slice(2);
const root = resolve(folder);

const emulator = createEmulator();
const api = createVodHandler({ client: emulator.client(WORLD), authorize: () => ({ userId: 'someone' }), owns: 'any' });
const service = toNodeHandler((request) => emulator.fetch(request));
const backend = toNodeHandler(api);

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
  const ofService = /\.?oss\.localhost/.test(request.headers.host) || pathname.startsWith('/__emulator/');
  if (ofService) void service(request, response);
  else if (pathname.startsWith('/api/vod/')) void backend(request, response);
  else page(decodeURIComponent(pathname), response);
});
server.listen(0, '127.0.0.1', () => console.log(`http://localhost:${server.address().port}/`));
