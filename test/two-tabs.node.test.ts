import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { named } from './faults/catalogue.js';
import { ended, launchBrowser, openPage, pick } from './support/browser-page.js';
import { DemoControl, sha256Of } from './support/demo-control.js';
import { startBuiltDemo, type DemoServer } from './support/demo-server.js';
import { paddedMp4 } from './support/padded-mp4.js';

const MIB = 1024 ** 2;
const SIZE = 40 * MIB;
/** Parts of 4 MiB; at most 6 of them in flight when the first tab is closed. */
const MOST_AGAIN = 6 * 4 * MIB;

let demo: DemoServer;
let browser: Browser;
let control: DemoControl;
let folder: string;
let film: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-tabs-'));
  film = join(folder, 'film.mp4');
  await writeFile(film, paddedMp4(new Blob([readFileSync('test/media/clip.mp4')]), SIZE).stream());
  [demo, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
  control = new DemoControl(demo.url);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

const first = (page: Page) =>
  page.evaluate(() => {
    const [upload] = document.querySelector('vod-uploader')!.uploads;
    const { phase, videoId, sent = 0 } = upload ?? {};
    return { phase, videoId, sent, reason: upload?.phase === 'waiting' ? upload.reason : undefined };
  });

const until = (page: Page, sent: number) =>
  page.waitForFunction(
    (least) => (document.querySelector('vod-uploader')!.uploads[0]?.sent ?? 0) >= least,
    { timeout: 90_000, polling: 50 },
    sent,
  );

const words = (page: Page): Promise<string> =>
  page.$eval('vod-uploader >>> vod-upload-status', (status) => status.shadowRoot!.textContent.trim());

it(named('E4', 'the second follows, and finishes when the first is closed'), async () => {
  const one = await openPage(browser, demo.url);
  const session = await one.createCDPSession();
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 6 * MIB };
  await session.send('Network.emulateNetworkConditions', slow);
  await pick(one, film);
  await until(one, SIZE * 0.2);

  const two = await openPage(browser, demo.url);
  await two.waitForSelector('vod-uploader >>> vod-upload-item >>> [data-phase=waiting]');
  const { videoId } = await first(one);
  const early = await first(two);
  expect(early).toMatchObject({ phase: 'waiting', reason: 'other-tab', videoId });
  expect(await words(two)).toContain('In another browser tab');
  await pick(two, film);
  await until(two, Math.max(early.sent, SIZE * 0.2) + 8 * MIB);
  expect(await first(two)).toMatchObject({ phase: 'waiting', reason: 'other-tab', videoId });

  await one.close();
  const events = await ended(two, 'film.mp4', 30_000);
  expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId });
  expect(await two.evaluate(() => document.querySelector('vod-uploader')!.uploads.length)).toBe(1);

  const [object, ...others] = await control.objects();
  expect([object!.sha256, others]).toEqual([await sha256Of(film), []]);
  const good = (await control.log()).filter(({ status }) => status === 200);
  const done = good.map(({ op }) => op);
  expect(done.filter((op) => op === 'CreateUploadVideo')).toHaveLength(1);
  expect(done.filter((op) => op === 'InitiateMultipartUpload')).toHaveLength(1);
  const stored = good.reduce((sum, { op, bytes = 0 }) => sum + (op === 'UploadPart' ? bytes : 0), 0);
  expect(stored).toBeLessThanOrEqual(SIZE + MOST_AGAIN);
  expect(await control.uploads()).toEqual([]);
});
