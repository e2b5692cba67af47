import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { named } from './faults/catalogue.js';
import { ended, launchBrowser, openPage, pick } from './support/browser-page.js';
import { startBuiltDemo, type DemoServer } from './support/demo-server.js';
import { paddedMp4 } from './support/padded-mp4.js';

const MIB = 1024 ** 2;
const SIZE = 24 * MIB;

let demo: DemoServer;
let folder: string;
let film: string;
let browser: Browser;
let page: Page;
let session: CDPSession;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-storage-'));
  film = join(folder, 'film.mp4');
  await writeFile(film, paddedMp4(new Blob([readFileSync('test/media/clip.mp4')]), SIZE).stream());
});

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  demo = await startBuiltDemo();
  origin = new URL(demo.url).origin;
  browser = await launchBrowser();
  page = await openPage(browser, demo.url);
  session = await page.createCDPSession();
});

afterEach(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Resolves when something is in the bucket, and not all. */
async function sendSlowly(): Promise<void> {
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 8 * MIB };
  await session.send('Network.emulateNetworkConditions', slow);
  await pick(page, film);
  await page.waitForFunction(() => (document.querySelector('vod-uploader')!.uploads[0]?.confirmed ?? 0) > 0);
}

async function expectWhole(): Promise<void> {
  const events = await ended(page, 'film.mp4', 90_000);
  expect(events.at(-1)).toMatchObject({ type: 'upload-ready' });
  const objects = (await (await fetch(new URL('/__emulator/demo/objects', demo.url))).json()) as { sha256: string }[];
  const digest = createHash('sha256').update(readFileSync(film)).digest('hex');
  expect(objects.map(({ sha256 }) => sha256)).toEqual([digest]);
}

const MOST_ASKED = 10;

/** Asks the page of its storage; again, where Chromium has dropped the question while it cleared that. */
async function asked<T>(question: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times += 1) {
    try {
      return await page.evaluate(question);
    } catch (error) {
      if (times === MOST_ASKED || !(error as Error).message.includes('Promise was collected')) throw error;
    }
  }
}

/** What the browser itself has of our checkpoints; undefined where it has no such database. */
const stored = () =>
  asked(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('vod-uploader')) return undefined;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('vod-uploader');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error!);
    });
    const all = db.transaction('checkpoints').objectStore('checkpoints').getAllKeys();
    const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
      all.onsuccess = () => resolve(all.result);
      all.transaction!.onabort = () => reject(new Error('The storage was cleared meanwhile'));
    });
    db.close();
    // Parts are records of their own, under the upload's id and their number.
    return keys.filter((key) => typeof key === 'string').length;
  });

describe(named('E3', 'an upload goes on'), () => {
  it('when the browser’s quota is used up', async () => {
    await session.send('Storage.overrideQuotaForOrigin', { origin: demo.url, quotaSize: 1 });
    await sendSlowly();
    expect((await stored()) ?? 0).toBe(0);
    await expectWhole();
  });

  it('when the site’s data is cleared in the middle, and its checkpoint is written anew', async () => {
    await sendSlowly();
    expect(await stored()).toBe(1);
    // The upload writes on, so that its own database may be back before anybody looks.
    await page.evaluate(() => void indexedDB.open('somebody else’s'));
    const databases = () => asked(async () => (await indexedDB.databases()).map(({ name }) => name));
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 2);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    expect(await databases()).not.toContain('somebody else’s');
    await page.waitForFunction(async () => (await indexedDB.databases()).some(({ name }) => name === 'vod-uploader'), {
      timeout: 60_000,
      polling: 100,
    });
    expect(await stored()).toBe(1);
    await expectWhole();
  });

  it('when the code that stores cannot be loaded', async () => {
    await session.send('Network.enable');
    await session.send('Network.setBlockedURLs', {
      urlPatterns: [{ urlPattern: '*://*:*/*idb-stores*', block: true }],
    });
    await pick(page, film);
    await expectWhole();
    expect(await stored()).toBeUndefined();
  });
});
