import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { hashWorker } from '../../scripts/hash-worker-plugin.mjs';

/** What a page loads, by path. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

export interface Page {
  readonly files: Files;
  /** Inside `<body>`. */
  readonly body?: string;
  /** Paths of what the document itself names: plain scripts before modules. */
  readonly plain?: readonly string[];
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** Bundles `bench/pages/<entry>` as an app would: minified, split where the source splits. */
export async function bundle(entry: string, body = ''): Promise<Page> {
  const { output } = (await build({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    base: './',
    logLevel: 'error',
    plugins: [hashWorker()],
    build: {
      target: 'es2022',
      write: false,
      minify: true,
      modulePreload: false,
      chunkSizeWarningLimit: Infinity,
      rolldownOptions: { input: { main: fileURLToPath(new URL(`../pages/${entry}`, import.meta.url)) } },
    },
  })) as Rolldown.RolldownOutput;
  const files = new Map<string, string | Uint8Array>();
  for (const file of output) files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
  const main = output.filter((file) => file.type === 'chunk' && file.isEntry).map(({ fileName }) => fileName);
  return { files, body, scripts: main, styles: [...files.keys()].filter((name) => name.endsWith('.css')) };
}

/** A file of one of the compared packages, for a page that loads it as its authors tell people to. */
const packageFile = (path: string): Uint8Array => readFileSync(new URL(`../node_modules/${path}`, import.meta.url));

/** The official uploader does not run inside a bundle: its Buffer wants `this` to be the window. */
export function withOfficialUploader(page: Page): Page {
  const files = new Map<string, string | Uint8Array>([
    ['ali-oss.js', packageFile('ali-oss/dist/aliyun-oss-sdk.min.js')],
    ['name.js', "window['ali-oss'] = window.OSS;"],
    ['aliyun-upload-vod.js', packageFile('aliyun-upload-vod/dist/aliyun-upload-vod.min.js')],
  ]);
  return { ...page, files: new Map([...files, ...page.files]), plain: [...files.keys()] };
}

export interface Loaded {
  /** Of bodies as they are sent (gzip), without headers. */
  readonly bytes: number;
  readonly requests: number;
}

export interface PageServer {
  url(name: string): string;
  /** What was asked for since the last call. */
  loaded(): Loaded;
  close(): Promise<void>;
}

/** Serves each page under its name, compressed once and before anybody asks. */
export async function servePages(pages: ReadonlyMap<string, Page>): Promise<PageServer> {
  const served = new Map<string, { readonly type: string; readonly body: Buffer }>();
  for (const [name, page] of pages) {
    served.set(`/${name}/`, { type: 'text/html; charset=utf-8', body: gzipSync(documentOf(page)) });
    for (const [path, content] of page.files) {
      served.set(`/${name}/${path}`, { type: typeOf(path), body: gzipSync(content, { level: 9 }) });
    }
  }
  let loaded: Loaded = { bytes: 0, requests: 0 };
  const answer = (path: string, res: ServerResponse): void => {
    const found = served.get(path);
    if (found === undefined) return void res.writeHead(404).end();
    loaded = { bytes: loaded.bytes + found.body.length, requests: loaded.requests + 1 };
    res.writeHead(200, { 'content-type': found.type, 'content-encoding': 'gzip', 'content-length': found.body.length });
    res.end(found.body);
  };
  const server = createServer((req, res) => answer(new URL(req.url ?? '/', 'http://pages').pathname, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `http://localhost:${port}/${name}/`,
    loaded() {
      const told = loaded;
      loaded = { bytes: 0, requests: 0 };
      return told;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const documentOf = ({ body = '', plain = [], scripts, styles }: Page): string =>
  [
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">',
    ...styles.map((path) => `<link rel="stylesheet" href="${path}">`),
    ...plain.map((path) => `<script src="${path}"></script>`),
    ...scripts.map((path) => `<script type="module" src="${path}"></script>`),
    `<body>${body}</body></html>`,
  ].join('\n');

const typeOf = (path: string): string =>
  path.endsWith('.css') ? 'text/css' : /\.m?js$/.test(path) ? 'text/javascript' : 'application/octet-stream';
