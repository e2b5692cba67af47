import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { relative } from 'node:path';
import { build, type Rolldown } from 'vite';
import { hashWorker } from '../../scripts/hash-worker-plugin.mjs';

interface File {
  readonly type: string;
  readonly body: string | Uint8Array;
}

export interface StrictSite {
  readonly origin: string;
  /** Cookies that browsers sent. */
  readonly cookies: readonly string[];
  /** What browsers reported to be against the policy, of pages and of workers. */
  readonly reports: readonly string[];
  /** Sources of the lazy chunks that nobody has asked for. */
  unasked(): readonly string[];
  /** Whatever was asked, sent and reported. */
  forget(): void;
  close(): Promise<void>;
}

/** `define.js`, its lazy chunks and its worker as they ship; which source of ours each chunk is made of. */
async function built(): Promise<{ files: Map<string, File>; sources: Map<string, string> }> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [hashWorker()],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: { define: 'src/define.ts' },
        preserveEntrySignatures: 'allow-extension',
        external: ['ali-oss'],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  const { output } = made as Rolldown.RolldownOutput;
  const files = new Map<string, File>();
  const sources = new Map<string, string>();
  for (const file of output) {
    const path = `/${file.fileName}`;
    files.set(path, { type: 'text/javascript', body: file.type === 'chunk' ? file.code : file.source });
    const source = (file.type === 'chunk' && file.isDynamicEntry && file.facadeModuleId) || 'node_modules';
    if (!source.includes('node_modules')) sources.set(path, relative('.', source));
  }
  return { files, sources };
}

const TYPES: Readonly<Record<string, string>> = { css: 'text/css', mp4: 'video/mp4', svg: 'image/svg+xml' };

/** A site that sends `policy` with each file, sets no cookie, and has browsers report what is against the policy. */
export async function serveStrictly(pages: Readonly<Record<string, string>>, policy: string): Promise<StrictSite> {
  const { files, sources } = await built();
  for (const [path, body] of Object.entries({ ...pages, '/film.mp4': readFileSync('test/media/clip.mp4') }))
    files.set(path, { type: TYPES[path.split('.')[1] ?? ''] ?? 'text/html; charset=utf-8', body });
  const [asked, cookies, reports] = [new Set<string>(), new Array<string>(), new Array<string>()];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    asked.add(pathname);
    if (request.headers.cookie !== undefined) cookies.push(request.headers.cookie);
    const file = files.get(pathname);
    if (pathname === '/reports') void read(request).then((report) => reports.push(report));
    if (file === undefined) return void response.writeHead(pathname === '/reports' ? 204 : 404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-security-policy': `${policy}; report-uri /reports` });
    response.end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cookies,
    reports,
    unasked: () => [...sources].flatMap(([path, source]) => (asked.has(path) ? [] : [source])),
    forget() {
      asked.clear();
      for (const list of [cookies, reports]) list.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One line, such as `img-src https://elsewhere.example/a.png on /page`. */
async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const piece of request) body += String(piece);
  const { 'csp-report': report } = JSON.parse(body) as { 'csp-report': Record<string, string> };
  const directive = report['effective-directive'] ?? report['violated-directive'];
  return `${directive} ${report['blocked-uri']} on ${new URL(report['document-uri']!).pathname}`;
}
