import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findBrowser } from '../../../scripts/find-browser.mjs';
import { drop, openPage, pick } from '../../support/browser-page.js';
import { DemoControl, sha256Of } from '../../support/demo-control.js';
import { startBuiltDemo, type DemoServer } from '../../support/demo-server.js';
import { named } from '../catalogue.js';

const MIB = 1024 ** 2;
const SIZE = 24 * MIB;

let demo: DemoServer;
let bucket: DemoControl;
let browser: Browser;
let folder: string;
let film: string;
/** One person's: what another test left unfinished is not offered. */
let context: BrowserContext;

beforeAll(async () => {
  demo = await startBuiltDemo();
  bucket = new DemoControl(demo.url);
  const { executablePath, args, env } = await findBrowser();
  browser = await puppeteer.launch({ executablePath, args, env, headless: true });
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-disk-'));
  film = join(folder, 'film.mp4');
  await writeFile(film, randomBytes(SIZE));
  await bucket.wipe();
  context = await browser.createBrowserContext();
  return async () => {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  };
});

interface First {
  readonly phase: string;
  readonly confirmed: number;
  readonly code?: string;
}

const first = (page: Page): Promise<First | undefined> =>
  page.evaluate(() => {
    const [upload] = document.querySelector('vod-uploader')!.uploads;
    if (upload === undefined) return undefined;
    const { phase, confirmed } = upload;
    return { phase, confirmed, ...('error' in upload && { code: upload.error.code }) };
  });

const until = (holds: () => Promise<boolean>) => expect.poll(holds, { timeout: 90_000, interval: 100 }).toBe(true);

const words = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const read = (root: ParentNode): string =>
      [...root.querySelectorAll('*')]
        .filter((element) => element.localName !== 'style' && element.checkVisibility())
        .map((element) => {
          const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
          return (
            own.map(({ textContent }) => textContent).join(' ') + (element.shadowRoot ? read(element.shadowRoot) : '')
          );
        })
        .join(' ');
    return read(document.querySelector('vod-uploader')!.shadowRoot!).replace(/\s+/g, ' ');
  });

/** The first parts are in the bucket, and there is time to change the file. */
async function half(): Promise<Page> {
  const page = await openPage(context, demo.url);
  const session = await page.createCDPSession();
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3 * MIB };
  await session.send('Network.emulateNetworkConditions', slow);
  await pick(page, film);
  await until(async () => ((await first(page))?.confirmed ?? 0) > 0);
  return page;
}

const asked = async (op: string): Promise<number> =>
  (await bucket.log()).filter((entry) => entry.op === op && entry.status === 200).length;

async function expectRefused(page: Page): Promise<void> {
  await until(async () => (await first(page))?.phase === 'failed');
  expect(await first(page)).toMatchObject({ code: 'file-unreadable' });
  expect(await words(page)).toContain('The file can no longer be read: it was changed, moved or deleted');
  expect(await bucket.objects()).toEqual([]);
  expect(await asked('CompleteMultipartUpload')).toBe(0);
}

for (const [which, change] of [
  ['other bytes of the same size', () => writeFile(film, randomBytes(SIZE))],
  ['it grows', () => appendFile(film, 'more')],
  ['it is cut', () => truncate(film, SIZE / 2)],
  ['it is deleted', () => rm(film)],
] satisfies [string, () => Promise<unknown>][]) {
  it(named('C3', `in a real browser, while it is sent: ${which}`), async () => {
    const page = await half();
    await change();
    await expectRefused(page);
  });
}

it(named('C3', 'in a real browser, put back as it was: a retry goes on'), async () => {
  const page = await half();
  await rename(film, `${film}.away`);
  await expectRefused(page);
  await rename(`${film}.away`, film);
  await page.evaluate(() => document.querySelector('vod-uploader')!.retry());
  await until(async () => (await bucket.objects()).length === 1);
  expect((await bucket.objects())[0]!.sha256).toBe(await sha256Of(film));
  expect(await bucket.videos()).toHaveLength(1);
  expect(await asked('InitiateMultipartUpload')).toBe(1);
});

it(named('D8', 'an empty folder dropped in a real browser is refused, in words'), async () => {
  for (const name of ['holiday', 'holiday.mp4']) {
    await bucket.wipe();
    await mkdir(join(folder, name));
    const page = await openPage(context, demo.url);
    await drop(page, join(folder, name));
    await until(async () => /holiday.*is empty/.test(await words(page)));
    expect(await bucket.objects()).toEqual([]);
    expect(await asked('UploadPart')).toBe(0);
  }
});
