import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../scripts/find-browser.mjs';
import { ended, openPage, pick, told } from './support/browser-page.js';
import { startDemo, type DemoServer } from './support/demo-server.js';
import { paddedMp4 } from './support/padded-mp4.js';

const MIB = 1024 ** 2;
const SIZE = 160 * MIB;
/** Parts of 4 MiB, at most 6 of them in flight. */
const PARTS = 40;
const MOST_AGAIN = 16;

let demo: DemoServer;
let folder: string;
let film: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-crash-'));
  film = join(folder, 'film.mp4');
  await writeFile(film, paddedMp4(new Blob([readFileSync('test/media/clip.mp4')]), SIZE).stream());
  demo = await startDemo();
}, 60_000);

afterAll(async () => {
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function launch(): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  return puppeteer.launch({ executablePath, args, env, headless: true, userDataDir: join(folder, 'profile') });
}

async function log(): Promise<readonly { op: string; status: number }[]> {
  const response = await fetch(new URL('/__emulator/demo/log', demo.url));
  return (await response.json()) as [];
}

const count = async (op: string): Promise<number> =>
  (await log()).filter((entry) => entry.op === op && entry.status === 200).length;

async function slowDown(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

it('a browser that is killed in the middle goes on after a restart: same VideoId, little sent again, whole', async () => {
  const first = await launch();
  const before = await openPage(first, demo.url);
  await slowDown(before, 16 * MIB);
  await pick(before, film);
  await before.waitForFunction(
    (enough) => {
      const [upload] = document.querySelector('vod-uploader')!.uploads;
      return upload !== undefined && upload.confirmed > enough;
    },
    { timeout: 60_000 },
    SIZE * 0.4,
  );
  const videoId = (await told(before)).find(({ type }) => type === 'upload-created')?.videoId;
  first.process()!.kill('SIGKILL');

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

  const [object] = (await (await fetch(new URL('/__emulator/demo/objects', demo.url))).json()) as [{ sha256: string }];
  expect(object.sha256).toBe(createHash('sha256').update(readFileSync(film)).digest('hex'));
  expect(await count('CreateUploadVideo')).toBe(1);
  expect(await count('InitiateMultipartUpload')).toBe(1);
  expect(await count('UploadPart')).toBeLessThanOrEqual(PARTS + MOST_AGAIN);
}, 180_000);
