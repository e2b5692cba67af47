import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { launchBrowser, openPage, pick, told } from './support/browser-page.js';
import { DemoControl } from './support/demo-control.js';
import { startBuiltDemo, type DemoServer } from './support/demo-server.js';
import { paddedMp4 } from './support/padded-mp4.js';

const MIB = 1024 ** 2;
const CLIP = 'test/media/clip.mp4';
const AGES_MS = 3_600_000;
const TIMEOUT = 60_000;

let demo: DemoServer;
let browser: Browser;
let context: BrowserContext;
let control: DemoControl;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-reload-'));
  [demo, browser] = await Promise.all([startBuiltDemo(), launchBrowser()]);
  control = new DemoControl(demo.url);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await control.wipe();
  context = await browser.createBrowserContext();
  page = await openPage(context, demo.url, prepare);
});
afterEach(() => context?.close());

/** The page shows its uploader and, once there is a media, what became of that, by its id alone. */
async function prepare(fresh: Page): Promise<void> {
  fresh.on('dialog', (dialog) => void dialog.accept());
  await fresh.evaluateOnNewDocument(() => {
    const show = (mediaId: string | null) => {
      if (mediaId === null || document.querySelector('vod-media-status')) return;
      const status = document.createElement('vod-media-status');
      status.setAttribute('endpoint', '/api/vod');
      status.setAttribute('media-id', mediaId);
      document.querySelector('vod-uploader')!.after(status);
    };
    addEventListener('DOMContentLoaded', () => show(sessionStorage.getItem('media')));
    document.addEventListener('upload-created', (event) => {
      const { upload } = (event as CustomEvent<{ upload: { videoId?: string } }>).detail;
      sessionStorage.setItem('media', upload.videoId!);
      show(upload.videoId!);
    });
  });
}

/** What a person reads: the row, and the media's own words; undefined where there is none. */
interface Shown {
  readonly row?: string;
  readonly media?: string;
  /** What a form would send. */
  readonly value: string;
}

const shown = (): Promise<Shown> =>
  page.evaluate(() => {
    const deep = (root: ParentNode, selector: string): Element[] =>
      [...root.querySelectorAll('*')].flatMap((each) => [
        ...(each.matches(selector) ? [each] : []),
        ...(each.shadowRoot ? deep(each.shadowRoot, selector) : []),
      ]);
    const text = (each: Element) => each.textContent?.trim() ?? '';
    const [row] = deep(document, 'vod-upload-item');
    const words = row && deep(row.shadowRoot!, '[part=phase], [part=detail]').map(text).join(' · ');
    const [status] = deep(document, 'vod-media-status');
    const [media] = status ? deep(status.shadowRoot!, '[part=status]') : [];
    return {
      ...(words && { row: words }),
      ...(media && { media: text(media) }),
      value: document.querySelector('vod-uploader')!.value,
    };
  });

const untilShown = (wanted: Partial<Shown>): Promise<Shown> =>
  vi.waitFor(
    async () => {
      const now = await shown();
      expect([now.row, now.media]).toEqual([wanted.row, wanted.media]);
      return now;
    },
    { timeout: TIMEOUT, interval: 50 },
  );

/** Resolves when nothing is stored any more that the next page could bring back: that is written after it was told. */
async function forgotten(): Promise<void> {
  const keys = () =>
    page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('vod-uploader');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error!);
      });
      const counting = db.transaction('checkpoints').objectStore('checkpoints').count();
      const count = await new Promise<number>((resolve) => (counting.onsuccess = () => resolve(counting.result)));
      db.close();
      return count;
    });
  await vi.waitFor(async () => expect(await keys()).toBe(0), { timeout: TIMEOUT, interval: 50 });
}

async function reload(): Promise<void> {
  await page.reload();
  await page.waitForFunction(() => customElements.get('vod-uploader') !== undefined);
}

it('a page that is reloaded while VOD is at work shows what it showed before, at each station', async () => {
  await control.settings({ noticeMs: AGES_MS });
  await pick(page, CLIP);
  const stations = [
    [{}, 'Processing · waiting for the file', 'waiting for the file'],
    [{ noticeMs: 0, analyseMs: AGES_MS }, 'Processing · file received', 'file received'],
    [{ analyseMs: 0, transcodeMs: AGES_MS }, 'Processing · converting for playback', 'converting for playback'],
  ] as const;
  for (const [settings, row, media] of stations) {
    await control.settings(settings);
    const before = await untilShown({ row, media });
    expect(before.value).not.toBe('');
    await reload();
    expect(await untilShown({ row, media })).toEqual(before);
    // Its bytes are safe: nothing is asked, and nothing is sent again.
    const types = (await told(page)).map(({ type }) => type);
    expect(types).not.toContain('upload-waiting');
    expect(types.filter((type) => type === 'upload-success')).toHaveLength(1);
  }
  await control.settings({ transcodeMs: 0 });
  await page.waitForFunction(
    () => (globalThis as unknown as { told: { type: string }[] }).told.some(({ type }) => type === 'upload-ready'),
    { timeout: TIMEOUT },
  );
  const ready = await vi.waitFor(
    async () => {
      const now = await shown();
      expect(now.row).toMatch(/^Ready to play · /);
      return now;
    },
    { timeout: TIMEOUT, interval: 50 },
  );
  await untilShown({ row: ready.row!, media: 'ready to play' });
  await forgotten();
  await reload();
  // The upload is over, and its row with it; the media is there by its id.
  expect(await untilShown({ media: 'ready to play' })).toEqual({ media: 'ready to play', value: '' });
  const ops = (await control.log()).filter(({ service }) => service !== 'backend').map(({ op }) => op);
  expect(ops.filter((op) => op === 'CreateUploadVideo' || op === 'InitiateMultipartUpload')).toHaveLength(2);
}, 180_000);

it('one whose upload was paused shows it paused, and the media waits for its file', async () => {
  const film = join(folder, 'film.mp4');
  await writeFile(film, paddedMp4(new Blob([readFileSync(CLIP)]), 8 * MIB).stream());
  const session = await page.createCDPSession();
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 2 * MIB };
  await session.send('Network.emulateNetworkConditions', slow);
  await pick(page, film);
  await page.waitForFunction(
    (enough) => {
      const uploader = document.querySelector('vod-uploader')!;
      if ((uploader.uploads[0]?.confirmed ?? 0) < enough) return false;
      uploader.pause();
      return true;
    },
    { timeout: TIMEOUT },
    MIB,
  );
  const media = 'waiting for the file';
  await page.waitForFunction(() => document.querySelector('vod-media-status')?.report?.status === 'uploading', {
    timeout: TIMEOUT,
  });
  const before = await shown();
  expect(before).toMatchObject({ media, row: expect.stringMatching(/^Paused · /) as string });
  await page.click('h1');
  await reload();
  await page.waitForFunction(() => document.querySelector('vod-uploader')!.uploads[0]?.phase === 'paused', {
    timeout: TIMEOUT,
  });
  await page.waitForFunction(() => document.querySelector('vod-media-status')?.report?.status === 'uploading', {
    timeout: TIMEOUT,
  });
  const after = await shown();
  expect(after).toMatchObject({
    media,
    value: before.value,
    row: expect.stringMatching(/^Paused · .* of 8 MB/) as string,
  });
  expect(after.row).toContain('choose the file again');
}, 180_000);

it('one whose film VOD could not use says so of the media', async () => {
  await control.settings({ failTranscode: true, analyseMs: 0, transcodeMs: 0 });
  await pick(page, CLIP);
  // What is drawn follows what has happened.
  const row = await vi.waitFor(
    async () => {
      const { row = '' } = await shown();
      expect(row).toMatch(/^Failed · /);
      return row;
    },
    { timeout: TIMEOUT, interval: 50 },
  );
  await untilShown({ row, media: 'conversion failed' });
  await reload();
  await untilShown({ media: 'conversion failed' });
}, 180_000);
