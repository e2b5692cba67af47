import { resolve } from 'node:path';
import puppeteer, { type Browser, type EvaluateFunc, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findFirefox } from '../scripts/find-firefox.mjs';
import { LANGUAGES } from '../src/elements/languages.js';
import { startEmulator, type RunningEmulator } from '../src/emulator/node.js';
import { launchBrowser, newPage } from './support/browser-page.js';
import { serveStrictly, type StrictSite } from './support/strict-site.js';

/** The header of docs/security.md, with the emulator for the backend, the bucket and the play domain. */
const policyFor = ({ url, port }: RunningEmulator): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `connect-src 'self' ${url} http://*.localhost:${port}`,
    `img-src 'self' blob: http://*.localhost:${port}`,
    `media-src 'self' blob: http://*.localhost:${port}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html vod-uploader',
  ].join('; ');

const HEAD = '<!doctype html><html lang="en"><link rel="icon" href="/icon.svg">';
const pagesFor = (endpoint: string): Readonly<Record<string, string>> => ({
  '/': `${HEAD}<title>Edit</title><script type="module" src="/define.js"></script>
    <form action="/saved">
      <vod-uploader name="video" required multiple details endpoint="${endpoint}"></vod-uploader>
      <button id="save">Save</button>
    </form>
    <vod-url-import endpoint="${endpoint}"></vod-url-import>
    <vod-media-status endpoint="${endpoint}" card></vod-media-status>`,
  '/saved': `${HEAD}<title>Saved</title>`,
  '/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
});

/** Only where something does not work, or was chosen. */
const ELSEWHERE = ['src/oss/ali-oss-store.ts', 'src/web/main-lane.ts'];

/** In the page, before its own scripts. One that was left comes back as a new one: with such a listener it is not kept. */
const PREPARE = `
  globalThis.deep = (selector, root = document) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.matches(selector) ? [each] : []),
    ...(each.shadowRoot ? deep(selector, each.shadowRoot) : []),
  ]);
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
    violations.push([effectiveDirective, blockedURI, sourceFile, lineNumber].join(' ')));
  addEventListener('unload', () => undefined);`;
declare const deep: (selector: string, root?: ParentNode) => HTMLElement[];
declare const violations: readonly string[];

interface Stored {
  readonly cookie: string;
  readonly databases: readonly string[];
  /** Of localStorage, sessionStorage, the cache and the database. */
  readonly records: number;
}

async function stored(): Promise<Stored> {
  const databases = (await indexedDB.databases()).map(({ name }) => name!);
  const count = (name: string): Promise<number> =>
    new Promise((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        const { result } = opening;
        const counting = result.transaction(result.objectStoreNames).objectStore(result.objectStoreNames[0]!).count();
        counting.onsuccess = () => (result.close(), resolve(counting.result));
      };
    });
  const counts = await Promise.all(databases.map(count));
  const others = [localStorage.length, sessionStorage.length, (await caches.keys()).length];
  return { cookie: document.cookie, databases, records: [...others, ...counts].reduce((sum, n) => sum + n) };
}

let emulator: RunningEmulator;
let site: StrictSite;

beforeAll(async () => {
  const settings = { analyseMs: 0, transcodeMs: 100, importPendingMs: 0 };
  emulator = await startEmulator({ storage: 'memory', settings });
  site = await serveStrictly(pagesFor(`${emulator.url}/__emulator/demo/api/vod`), policyFor(emulator));
});
afterAll(async () => {
  await site?.close();
  await emulator?.close();
});

const firefox = findFirefox();
const launchFirefox = () => puppeteer.launch({ browser: 'firefox', executablePath: firefox!, headless: true });
const BROWSERS: readonly (readonly [name: string, launch: () => Promise<Browser>, isMissing: boolean])[] = [
  ['Chromium', launchBrowser, false],
  ['Firefox', launchFirefox, firefox === undefined],
];

for (const [name, launch, isMissing] of BROWSERS) {
  describe.skipIf(isMissing)(`a strict page in ${name}${isMissing ? ' (skipped: it is not here)' : ''}`, () => {
    let browser: Browser;
    let page: Page;
    const asked: string[] = [];
    /** What a console, a page or a header should not say. */
    const wrong: string[] = [];

    beforeAll(async () => {
      site.forget();
      browser = await launch();
      page = await newPage(browser);
      page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
      page.on('pageerror', (error) => wrong.push(String(error)));
      page.on('request', (request) => asked.push(request.url()));
      page.on('response', (response) => 'set-cookie' in response.headers() && wrong.push(`cookie: ${response.url()}`));
      await page.evaluateOnNewDocument(PREPARE);
      await page.goto(site.origin);
    });
    afterAll(() => browser?.close());

    // Each goes on where the one before it has come to.
    let hasFailed = false;
    beforeEach(({ skip, onTestFailed }) => {
      skip(hasFailed, 'what came before has failed');
      onTestFailed(() => void (hasFailed = true));
    });

    /** Not `waitForFunction`, which needs `eval`. */
    async function until<Args extends unknown[]>(isSo: EvaluateFunc<Args>, ...args: Args): Promise<void> {
      const message = `${String(isSo)} of ${args.join()}`;
      await expect.poll(() => page.evaluate(isSo, ...args), { message }).toBeTruthy();
    }
    const there = (selector: string) => until((css) => deep(css).length > 0, selector);
    const click = async (selector: string): Promise<void> => {
      await there(selector);
      await page.evaluate((css) => deep(css)[0]!.click(), selector);
    };
    async function choose(...names: readonly string[]): Promise<void> {
      await there('vod-upload-drop');
      const root = await page.evaluateHandle(() => document.querySelector('vod-uploader')!.shadowRoot!);
      const input = await root.evaluateHandle((shadow) => shadow.querySelector('input')!);
      await input.uploadFile(...names.map((name) => resolve('test/media', name)));
    }
    const valueOf = () => page.evaluate(() => document.querySelector('vod-uploader')!.value);

    it('uploads a film with a cover, and plays it', async () => {
      await choose('clip.mp4');
      await click('[part~=cover]');
      await click('[part~=use]');
      await there('[part~=preview]');
      await click('[aria-label="Start clip.mp4"]');
      await until(() => deep('video').some((video) => (video as HTMLVideoElement).src.startsWith('http')));
      await expect.poll(() => asked.filter((url) => /localhost.*\.mp4/.test(url))).not.toEqual([]);
    });

    it('looks into files of other kinds, and offers itself for what is dragged', async () => {
      await choose('clip.mkv', 'clip.mp3');
      await until(() => deep('vod-upload-details').length >= 2);
      await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['…'], 'film.mp4', { type: 'video/mp4' }));
        for (const type of ['dragenter', 'dragover', 'dragleave'])
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true }));
      });
    });

    it('imports another', async () => {
      await page.evaluate(() => {
        const [text] = deep('textarea', document.querySelector('vod-url-import')!.shadowRoot!);
        (text as HTMLTextAreaElement).value = `${location.origin}/film.mp4`;
        text!.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
      });
      await until(() => {
        const element = document.querySelector('vod-url-import')!;
        if (element.uploads.length === 0) deep('[type=submit]', element.shadowRoot!)[0]!.click();
        return element.uploads.some(({ phase }) => phase === 'ready');
      });
    });

    it('shows what became of a media', async () => {
      await page.evaluate((id) => void (document.querySelector('vod-media-status')!.mediaId = id), await valueOf());
      await until(() => deep('img', document.querySelector('vod-media-status')!.shadowRoot!).length > 0);
    });

    it.each(Object.keys(LANGUAGES))('speaks %s', async (tag) => {
      await page.evaluate((lang) => void (document.documentElement.lang = lang), tag);
      await expect.poll(() => site.unasked()).not.toContain(`src/words/${tag.toLowerCase()}.ts`);
    });

    it('is examined', async () => {
      const { ok, text } = await page.evaluate(() => document.querySelector('vod-uploader')!.diagnose());
      expect(ok, text).toBe(true);
    });

    it('has loaded all that there is', () => expect(site.unasked()).toEqual(ELSEWHERE));

    it('is left by its form, and has its value when the person comes back', async () => {
      const value = await page.evaluate(() => {
        const element = document.querySelector('vod-uploader')!;
        for (const { id, phase } of element.uploads) if (phase !== 'ready') element.removeUpload(id);
        return element.value;
      });
      expect(value).toMatch(/^\w+$/);
      expect(await page.evaluate(() => violations)).toEqual([]);
      await Promise.all([page.waitForNavigation(), click('#save')]);
      expect(page.url()).toBe(`${site.origin}/saved?video=${value}`);
      await page.goBack();
      await expect.poll(valueOf).toBe(value);
      // Another page with the same form, not the one that was left.
      await until(
        () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).type !== 'navigate',
      );
      await until(() => document.querySelector('form')!.checkValidity());
    });

    it('has violated nothing, asked nobody else, and left nothing behind', async () => {
      expect(await page.evaluate(() => violations)).toEqual([]);
      expect(wrong).toEqual([]);
      // The worker has to try: whether it may use WebAssembly cannot be asked.
      expect(
        [...new Set(site.reports)].filter((report) => report !== 'script-src wasm-eval on /hash-worker.js'),
      ).toEqual([]);
      expect(asked.filter((url) => !isOurs(url))).toEqual([]);
      expect(site.cookies).toEqual([]);
      expect(await page.evaluate(stored)).toEqual({ cookie: '', databases: ['vod-uploader'], records: 0 });
    });
  });
}

/** Of the site, of the emulator, or nobody's: of the page itself, and the pictures of the browser's own player. */
function isOurs(url: string): boolean {
  const { origin, protocol } = new URL(url);
  if (['blob:', 'data:', 'chrome:'].includes(protocol)) return true;
  return (
    origin === site.origin || new RegExp(`^http://(127[.]0[.]0[.]1|[^/]+[.]localhost):${emulator.port}$`).test(origin)
  );
}
