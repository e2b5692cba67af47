import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { findFirefox } from '../../scripts/find-firefox.mjs';
import { ended, openPage, pick } from '../support/browser-page.js';
import { DemoControl } from '../support/demo-control.js';
import { startDemo, type DemoServer } from '../support/demo-server.js';
import { named } from './catalogue.js';

const MIB = 1024 ** 2;
const SIZE = 24 * MIB;

const firefox = findFirefox();

let demo: DemoServer;
let browser: Browser;
let folder: string;
let film: string;

beforeAll(async () => {
  demo = await startDemo();
}, 60_000);
afterAll(() => demo?.stop());

beforeEach(async () => {
  if (firefox === undefined) return;
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-firefox-'));
  film = join(folder, 'film.mp4');
  await writeFile(film, randomBytes(SIZE));
  browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true });
}, 60_000);
afterEach(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

for (const [which, change, code] of [
  ['another film of the same size', () => writeFile(film, randomBytes(SIZE)), 'file-changed'],
  ['half of it', () => truncate(film, SIZE / 2), 'file-unreadable'],
] satisfies [string, () => Promise<void>, string][]) {
  const skip = firefox === undefined;
  it(named('C3', `in Firefox, which does not notice: ${which}`), { timeout: 120_000, skip }, async () => {
    const bucket = new DemoControl(demo.url);
    await bucket.wipe();
    await bucket.fault({ where: { service: 'oss', op: 'UploadPart' }, what: 'slow', bytesPerSecond: MIB, times: 0 });
    const page = await openPage(browser, demo.url);
    await pick(page, film);
    await page.waitForFunction(() => document.querySelector('vod-uploader')!.uploads[0]!.confirmed > 0);
    await change();
    await bucket.heal();
    expect((await ended(page, 'film.mp4', 60_000)).at(-1)).toMatchObject({ type: 'upload-error', code });
    expect(await bucket.objects()).toEqual([]);
    const asked = (await bucket.log()).map(({ op }) => op);
    expect(asked).toContain('UploadPart');
    expect(asked).not.toContain('CompleteMultipartUpload');
  });
}
