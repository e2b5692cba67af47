import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { findBrowser } from '../scripts/find-browser.mjs';
import { named } from './faults/catalogue.js';
import { ended, openPage, pick } from './support/browser-page.js';
import { DemoControl } from './support/demo-control.js';
import { startBuiltDemo, type DemoServer } from './support/demo-server.js';
import { paddedMp4 } from './support/padded-mp4.js';

const MIB = 1024 ** 2;
const SIZE = 64 * MIB;
/** Parts that arrive before the page is left; those after them are held at the bucket. */
const FREELY = 10;
/** Parts of 4 MiB at most, and at most 6 of them in flight when the page is left. */
const MOST_AGAIN = 6 * 4 * MIB;

let demo: DemoServer;
let control: DemoControl;
let folder: string;
let film: string;
let browser: Browser;
let page: Page;
let session: CDPSession;
let asked: string[];
/** Parts that the page has begun to send. */
let begun: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-leaving-'));
  film = join(folder, 'film.mp4');
  await writeFile(film, paddedMp4(new Blob([readFileSync('test/media/clip.mp4')]), SIZE).stream());
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  demo = await startBuiltDemo();
  control = new DemoControl(demo.url);
  const { executablePath, args, env } = await findBrowser();
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  browser = await puppeteer.launch({ executablePath, args, env, ignoreDefaultArgs, headless: true });
  page = await openPage(browser, demo.url);
  await page.evaluateOnNewDocument(() => {
    const happened: string[] = [];
    Object.assign(globalThis, { happened });
    addEventListener('pageshow', ({ persisted }) => happened.push(persisted ? 'came back' : 'shown'));
    for (const type of ['freeze', 'resume']) document.addEventListener(type, () => happened.push(type));
    // The development server's own socket would keep the page out of the cache.
    Object.assign(globalThis, { WebSocket: EventTarget });
  });
  await page.reload();
  await page.waitForFunction(() => customElements.get('vod-uploader') !== undefined);
  asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  begun = 0;
  page.on('request', (request) => void (begun += request.method() === 'PUT' ? 1 : 0));
  session = await page.createCDPSession();
  // Without any click the browser would not ask whether the page may be left.
  await page.click('h1');
});

afterEach(async () => {
  await browser?.close();
  await demo?.stop();
});

const happened = () => page.evaluate(() => (globalThis as unknown as { happened: string[] }).happened);

async function count(op: string): Promise<number> {
  return (await control.log()).filter((entry) => entry.op === op && entry.status === 200).length;
}

/** Resolves in the middle of the upload, which stays there until `heal()`. */
async function sendSome(): Promise<void> {
  const where = { service: 'oss', op: 'UploadPart', nth: FREELY + 1 } as const;
  await control.fault({ what: 'delay', delayMs: 3_600_000, times: 0, where });
  await pick(page, film);
  await vi.waitFor(async () => expect(await count('UploadPart')).toBe(FREELY), { timeout: 60_000, interval: 50 });
}

/** Parts whose request has come to an end at the bucket. */
async function answered(): Promise<number> {
  return (await control.log()).filter(({ op, endedAt }) => op === 'UploadPart' && endedAt !== undefined).length;
}

async function stored(): Promise<number> {
  return (await control.log()).reduce((sum, { op, bytes = 0 }) => sum + (op === 'UploadPart' ? bytes : 0), 0);
}

async function expectWhole(): Promise<void> {
  const events = await ended(page, 'film.mp4', 90_000);
  expect(events.at(-1)).toMatchObject({ type: 'upload-ready' });
  expect(events.filter(({ type }) => type === 'upload-success')).toHaveLength(1);
  const objects = await control.objects();
  const digest = createHash('sha256').update(readFileSync(film)).digest('hex');
  expect(objects.map(({ sha256 }) => sha256)).toEqual([digest]);
  expect(await count('CreateUploadVideo')).toBe(1);
  expect(await count('InitiateMultipartUpload')).toBe(1);
  expect(await stored()).toBeLessThanOrEqual(SIZE + MOST_AGAIN);
}

it(named('A13', 'a page that is left and comes back from the back/forward cache goes on by itself'), async () => {
  await sendSome();
  await page.goto(new URL('/demo/icon.svg', demo.url).href);
  expect(asked).toEqual(['beforeunload']);
  const held = await page.evaluate(async () => (await navigator.locks.query()).held);
  expect(held).toEqual([]);
  await control.heal();
  await page.goBack();
  expect(await happened()).toEqual(['shown', 'freeze', 'resume', 'came back']);
  await expectWhole();
});

it(
  named('A13', 'a page that the browser freezes in the background goes on when a person comes back to it'),
  async () => {
    await sendSome();
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    const other = await browser.newPage();
    await control.heal();
    // What was in flight still arrives. A page that lives would have begun the next parts by then.
    await vi.waitFor(async () => expect(await answered()).toBe(begun), { timeout: 60_000, interval: 50 });
    const before = await stored();
    expect(before).toBeLessThan(SIZE);
    expect(await control.objects()).toEqual([]);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    // It sends without anybody looking; what becomes of the media is asked for a person alone.
    await vi.waitFor(async () => expect(await control.objects()).toHaveLength(1), { timeout: 60_000, interval: 50 });
    expect(await count('BatchGetMediaInfos')).toBe(0);
    await page.bringToFront();
    await expectWhole();
    expect(await happened()).toEqual(['shown', 'freeze', 'resume']);
    await other.close();
  },
);
