import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashWorker } from '../../scripts/hash-worker-plugin.mjs';
import type { createHasher } from '../../src/web/hasher.js';
import { launchBrowser, newPage } from '../support/browser-page.js';

interface Watched {
  createHasher: typeof createHasher;
  violations: string[];
}

/** "abc", from RFC 1321. */
const ABC = 'kAFQmDzST7DWlj99KOF/cg==';
/** As OpenSSL has it. */
const HUNDRED_ZEROS = 'bQuwCVTOt/vuQ2u1WoOXqQ==';
const STRICT =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types vod-uploader lit-html";

describe('the hasher, built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vod-uploader-hasher-'));
  const servers: Server[] = [];
  let browser: Browser;

  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: 'error',
      base: './',
      plugins: [hashWorker()],
      build: {
        outDir: folder,
        emptyOutDir: true,
        modulePreload: false,
        rolldownOptions: {
          input: { hasher: 'src/web/hasher.ts' },
          preserveEntrySignatures: 'exports-only',
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The built files for every origin, and a page that watches its policy. */
  async function serve(policy: string, module = '/hasher.js'): Promise<string> {
    const files: Record<string, string> = {
      '/': '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script><input type="file">',
      '/page.js': `globalThis.violations = [];
        addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
        globalThis.createHasher = (await import(${JSON.stringify(module)})).createHasher;`,
    };
    const server = createServer((request, response) => {
      const path = request.url ?? '/';
      const inside = join(folder, path.includes('/chunks/') ? 'chunks' : '.', basename(path));
      response.setHeader('content-type', path === '/' ? 'text/html' : 'text/javascript');
      response.setHeader('access-control-allow-origin', '*');
      if (policy) response.setHeader('content-security-policy', policy);
      response.end(files[path] ?? readFileSync(inside));
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function open(url: string): Promise<Page> {
    const page = await newPage(browser);
    await page.goto(url, { waitUntil: 'networkidle0' });
    return page;
  }

  /** What the page got, and whatever its policy refused. */
  const hash = (page: Page): Promise<{ md5: string; violations: string[] }> =>
    page.evaluate(async () => {
      const { createHasher, violations } = globalThis as unknown as Watched;
      const md5 = await createHasher().md5(new Blob(['abc']), { signal: new AbortController().signal });
      return { md5, violations };
    });

  const allowsWasm = (page: Page): Promise<boolean> =>
    page.workers()[0]!.evaluate(() =>
      WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
        () => true,
        () => false,
      ),
    );

  it('uses a worker with WebAssembly where the page has no policy', async () => {
    const page = await open(await serve(''));
    expect(await hash(page)).toEqual({ md5: ABC, violations: [] });
    expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/\/hash-worker\.js$/)]);
    expect(await allowsWasm(page)).toBe(true);
  });

  it('uses a worker without WebAssembly under a strict policy, and violates nothing', async () => {
    const page = await open(await serve(STRICT));
    expect(await hash(page)).toEqual({ md5: ABC, violations: [] });
    expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/\/hash-worker\.js$/)]);
    expect(await allowsWasm(page)).toBe(false);
  });

  it('uses a blob: worker when its files come from another origin', async () => {
    const cdn = await serve('');
    const policy = `default-src 'none'; script-src 'self' ${cdn}; worker-src blob:; require-trusted-types-for 'script'; trusted-types vod-uploader`;
    const page = await open(await serve(policy, `${cdn}/hasher.js`));
    expect(await hash(page)).toEqual({ md5: ABC, violations: [] });
    expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/^blob:/)]);
  });

  it('hashes on the main thread where the policy forbids the worker', async () => {
    const cdn = await serve('');
    const page = await open(await serve(`script-src 'self' ${cdn}; worker-src 'self'`, `${cdn}/hasher.js`));
    expect(await hash(page)).toEqual({ md5: ABC, violations: ['worker-src'] });
    expect(page.workers()).toEqual([]);
  });

  it('hashes on the main thread where Trusted Types do not know our name', async () => {
    const page = await open(
      await serve("script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html"),
    );
    expect((await hash(page)).md5).toBe(ABC);
    expect(page.workers()).toEqual([]);
  });

  for (const [where, policy] of [
    ['a worker', ''],
    ['the main thread', "script-src 'self'; worker-src 'none'"],
  ] as const) {
    it(`says that a file changed on disk cannot be read, from ${where}`, async () => {
      const page = await open(await serve(policy));
      const file = join(folder, 'changing.bin');
      writeFileSync(file, new Uint8Array(100));
      const input = await page.$('input');
      await input!.uploadFile(file);
      const hashFile = () =>
        page.evaluate(async () => {
          const { createHasher } = globalThis as unknown as Watched;
          const [file] = document.querySelector('input')!.files!;
          const hashed = createHasher().md5(file!, { signal: new AbortController().signal });
          return hashed.catch((error: { code: string; name: string }) => ({ code: error.code, name: error.name }));
        });
      // Also because Chromium may note the file's size as late as at the first use
      expect(await hashFile()).toBe(HUNDRED_ZEROS);
      writeFileSync(file, new Uint8Array(50));
      const failure = await hashFile();
      expect(failure).toEqual({ code: 'file-unreadable', name: 'UploadError' });
    });
  }
});
