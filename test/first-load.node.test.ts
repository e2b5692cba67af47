import { resolve } from 'node:path';
import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { reach } from '../scripts/reach.mjs';
import { ended, launchBrowser, openPage, pick, told } from './support/browser-page.js';
import { startDemo, type DemoServer } from './support/demo-server.js';

const CLIP = resolve('test/media/clip.mp4');
const RUN = 'src/run-code.ts';
const PIECES = 'src/elements/pieces.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let demo: DemoServer;
let browser: Browser;
let page: Page;
/** Modules of ours that the page asked for, with their query. */
let asked: string[];
/** Requests that the network loses; the first that match. */
let lost: string[];

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

beforeEach(async () => {
  asked = [];
  lost = [];
  page = await openPage(browser, demo.url, async (fresh) => {
    await fresh.setRequestInterception(true);
    fresh.on('request', answer);
  });
  await page.waitForSelector('vod-uploader >>> .zone');
  await page.waitForNetworkIdle({ idleTime: 500 });
});

afterEach(() => page.close());

function answer(request: HTTPRequest): void {
  const { pathname, search } = new URL(request.url());
  const path = pathname.slice(1);
  if (path.startsWith('src/')) asked.push(path + search);
  const at = lost.indexOf(path);
  if (at < 0) return void request.continue();
  lost.splice(at, 1);
  void request.abort('connectionreset');
}

const came = (path: string) => asked.some((each) => each.startsWith(path));
const until = (isSo: () => boolean) => expect.poll(isSo).toBe(true);

describe('a page that nobody has turned to', () => {
  it('has loaded the first modules, and nothing of what sends or draws uploads', async () => {
    const first = await reach('demo/main.ts');
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((path) => !first.has(path))).toEqual([]);
    expect(
      [...first].filter((path) => /engine\/pipeline|src\/oss\/(?!late)|upload-list|text-errors/.test(path)),
    ).toEqual([]);
    expect(asked).toContain('src/web/checkpoint-probe.ts');
    expect(await page.evaluate(() => customElements.get('vod-upload-list'))).toBeUndefined();
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a pointer', () => page.hover('vod-uploader')],
    ['the focus', () => page.focus('vod-uploader >>> button')],
    ['a drag over the page', drag],
  ])('loads the rest for %s', async (_, intent) => {
    expect([came(RUN), came(PIECES)]).toEqual([false, false]);
    await intent();
    await until(() => came(RUN) && came(PIECES));
    await page.waitForFunction(() => customElements.get('vod-upload-controls') !== undefined);
  });

  it('loads what draws uploads for a tag of the page’s own, which keeps what it was told before', async () => {
    const shown = await page.evaluate(async () => {
      document.querySelector('vod-uploader')!.id = 'there';
      const bar = Object.assign(document.createElement('vod-upload-progress'), { htmlFor: 'there' });
      // As frameworks do: somewhere in what they insert.
      const box = document.createElement('div');
      box.append(bar);
      document.body.append(box);
      await customElements.whenDefined('vod-upload-progress');
      await bar.updateComplete;
      const track = bar.shadowRoot!.querySelector('[role=progressbar]')!;
      return { htmlFor: bar.htmlFor, own: Object.hasOwn(bar, 'htmlFor'), label: track.ariaLabel };
    });
    expect(shown).toEqual({ htmlFor: 'there', own: false, label: 'Progress of all uploads' });
    expect(came(RUN)).toBe(false);
  });
});

describe('on a bad network', () => {
  it('a file that was added waits for the code, gets it under another URL, and arrives', async () => {
    lost = [RUN, RUN, PIECES];
    await pick(page, CLIP);
    const events = await ended(page, 'clip.mp4', 60_000);
    expect(events.at(-1)).toMatchObject({ type: 'upload-ready' });
    expect(events.filter(({ type }) => type === 'upload-waiting')).toHaveLength(1);
    // Who asks at the same moment may ask once more, under a third URL: never twice under one.
    const [runs, pieces] = [RUN, PIECES].map((file) => asked.filter((path) => path.startsWith(file)));
    expect(runs!.slice(0, 3)).toEqual([RUN, `${RUN}?again=1`, `${RUN}?again=2`]);
    expect(pieces!.slice(0, 2)).toEqual([PIECES, `${PIECES}?again=1`]);
    for (const urls of [runs!, pieces!]) expect(new Set(urls).size).toBe(urls.length);
    await page.waitForSelector('vod-uploader >>> vod-upload-item >>> [data-phase=ready]');
  });

  it('an intent whose code was lost costs nothing: the next one loads it', async () => {
    lost = [RUN, PIECES];
    await page.hover('vod-uploader');
    await until(() => came(RUN) && came(PIECES));
    await page.hover('h1');
    await page.hover('vod-uploader');
    await until(() => came(`${RUN}?again=1`) && came(`${PIECES}?again=1`));
    await page.waitForFunction(() => customElements.get('vod-upload-list') !== undefined);
    expect(await told(page)).toEqual([]);
  });
});

/** Files that come from outside and are not over the element yet. */
async function drag(): Promise<void> {
  const session = await page.createCDPSession();
  const data = { items: [], files: [CLIP], dragOperationsMask: 1 };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 5, y: 5, data });
  await session.detach();
}
