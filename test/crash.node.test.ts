import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../scripts/find-browser.mjs';
import { named } from './faults/catalogue.js';
import { ended, openPage, pick, told } from './support/browser-page.js';
import { DemoControl, sha256Of } from './support/demo-control.js';
import { startBuiltDemo, type DemoServer } from './support/demo-server.js';
import { writeFilm } from './support/film.js';
import { confirmed, killBrowser, MIB } from './support/survival.js';

const SIZE = 160 * MIB;
/** At most 6 parts of 4 MiB were in flight, and as many may have arrived without this page's knowing. */
const MOST_AGAIN = 48 * MIB;

let demo: DemoServer;
let folder: string;
let film: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-crash-'));
  film = await writeFilm(join(folder, 'film.mp4'), SIZE);
  demo = await startBuiltDemo();
});

afterAll(async () => {
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function launch(): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  return puppeteer.launch({ executablePath, args, env, headless: true, userDataDir: join(folder, 'profile') });
}

async function slowDown(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

it(named('E2', 'SIGKILL in the middle: same VideoId, little sent again, whole'), async () => {
  const first = await launch();
  const before = await openPage(first, demo.url);
  await slowDown(before, 16 * MIB);
  await pick(before, film);
  await confirmed(before, 0.4, 60_000);
  const videoId = (await told(before)).find(({ type }) => type === 'upload-created')?.videoId;
  await killBrowser(first);

  const second = await launch();
  try {
    const after = await openPage(second, demo.url);
    await after.waitForSelector('vod-uploader >>> button[aria-label^="Continue"]');
    await pick(after, film);
    const events = await ended(after, 'film.mp4', 90_000);
    expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId });
    expect(events.filter(({ type }) => type === 'upload-success')).toHaveLength(1);
  } finally {
    await second.close();
  }

  const control = new DemoControl(demo.url);
  const good = (await control.log()).filter(({ status }) => status === 200);
  const count = (wanted: string): number => good.filter(({ op }) => op === wanted).length;
  const stored = good.reduce((sum, { op, bytes = 0 }) => sum + (op === 'UploadPart' ? bytes : 0), 0);
  expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
  expect(count('CreateUploadVideo')).toBe(1);
  expect(count('InitiateMultipartUpload')).toBe(1);
  expect(stored).toBeLessThanOrEqual(SIZE + MOST_AGAIN);
});
