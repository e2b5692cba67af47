import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './support/browser-page.js';
import { startBuiltDemo, type DemoServer } from './support/demo-server.js';

/** Three calls of 20 for each round and action. */
const MEDIAS = 45;
const CALLS = 3;

let demo: DemoServer;
let browser: Browser;

beforeAll(async () => {
  demo = await startBuiltDemo();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A tab that follows medias which VOD does not know yet, at an address of its own so that the log tells the tabs apart. */
async function openTab(name: string): Promise<{ page: Page; calls: () => Promise<number> }> {
  const endpoint = new URL(`/__emulator/${name}/api/vod`, demo.url).href;
  const page = await browser.newPage();
  await page.goto(demo.url);
  await page.evaluate(
    (address, count) => {
      document.body.replaceChildren(
        ...Array.from({ length: count }, (_, n) => {
          const element = document.createElement('vod-media-status');
          element.setAttribute('endpoint', address);
          element.setAttribute('media-id', `media-${n}`);
          return element;
        }),
      );
    },
    endpoint,
    MEDIAS,
  );
  const calls = async () => {
    const log = (await (await fetch(new URL(`/__emulator/${name}/log`, demo.url))).json()) as { op: string }[];
    return log.filter(({ op }) => op === 'BatchGetMediaInfos').length;
  };
  return { page, calls };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

it('a tab behind another one asks for nothing, and goes on when a person comes back to it', async () => {
  const behind = await openTab('behind');
  await until(async () => (await behind.calls()) >= CALLS);

  const inFront = await openTab('in-front');
  await inFront.page.bringToFront();
  await behind.page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 50 });
  // What was on its way when it was hidden has arrived by the time that the other tab has asked for the first time.
  await until(async () => (await inFront.calls()) >= CALLS);
  const before = await behind.calls();
  // Meanwhile the same rounds go on in front.
  await until(async () => (await inFront.calls()) >= 4 * CALLS);
  expect(await behind.calls()).toBe(before);

  await behind.page.bringToFront();
  await until(async () => (await behind.calls()) >= before + CALLS);
});
