// The built Storybook: making it, and serving its plain files on loopback.
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
TYPES['.svg'] = 'image/svg+xml';

/** Into this folder; throws what the builder said where it fails. */
export function buildStorybook(folder) {
  for (const args of [
    ['node_modules/@custom-elements-manifest/analyzer/cem.js', 'analyze', '--config'].concat(
      'custom-elements-manifest.config.mjs',
      '--quiet',
    ),
    ['node_modules/storybook/dist/bin/dispatcher.js', 'build', '--quiet', '-o', folder],
  ]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the build failed\n${stdout}\n${stderr}`);
  }
}

/** @returns {Promise<import('node:http').Server>} on a free port of 127.0.0.1 */
export async function serveFolder(folder) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    // Asked for by the browser, not by the stories
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    const file = join(root, decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    if (!file.startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
