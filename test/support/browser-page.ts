import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../../scripts/find-browser.mjs';

export async function launchBrowser(...more: readonly string[]): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  return puppeteer.launch({ executablePath, args: [...args, ...more], env, headless: true });
}

/** What the page's own listeners saw of one upload. */
export interface Told {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly phase: string;
  readonly videoId?: string;
  readonly code?: string;
}

export const EVENTS = [
  'upload-created',
  'upload-start',
  'upload-waiting',
  'upload-success',
  'upload-ready',
  'upload-error',
  'upload-cancel',
] as const;

/** An empty one. A wait in it ends with its condition, also where other tests keep the machine busy. */
export async function newPage(browser: Pick<Browser, 'newPage'>): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(170_000);
  return page;
}

/** A page that writes down every upload event. `prepare` comes before the page's own scripts. */
export async function openPage(
  browser: Pick<Browser, 'newPage'>,
  url: string,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const page = await newPage(browser);
  await prepare?.(page);
  await page.evaluateOnNewDocument((types: readonly string[]) => {
    const told: unknown[] = [];
    const rejected: unknown[] = [];
    Object.assign(globalThis, { told, rejected });
    const listen = (type: string) =>
      document.addEventListener(type, (event) => {
        const { upload, error, name } = (event as CustomEvent<Record<string, Record<string, unknown>>>).detail;
        if (type === 'file-reject') return void rejected.push({ name, code: error?.['code'] });
        const { id, name: file, phase, videoId, error: failure } = upload as Record<string, unknown>;
        told.push({ type, id, name: file, phase, videoId, code: (failure as { code?: string } | undefined)?.code });
      });
    for (const type of [...types, 'file-reject']) listen(type);
  }, EVENTS);
  await page.goto(url);
  await page.waitForFunction(() => customElements.get('vod-uploader') !== undefined);
  return page;
}

export const told = (page: Page): Promise<Told[]> =>
  page.evaluate(() => (globalThis as unknown as { told: Told[] }).told);

/** Resolves when the file's upload has ended well or badly. */
export async function ended(page: Page, name: string, timeout: number): Promise<Told[]> {
  await page.waitForFunction(
    (file) =>
      (globalThis as unknown as { told: Told[] }).told.some(
        (t) => t.name === file && (t.type === 'upload-ready' || t.type === 'upload-error'),
      ),
    { timeout, polling: 100 },
    name,
  );
  return (await told(page)).filter((t) => t.name === name);
}

/** The person picks files in the browser's own chooser. */
export async function pick(page: Page, ...paths: string[]): Promise<void> {
  const found = await page.$('vod-uploader >>> input[type=file]');
  const input = found && (await found.toElement('input'));
  if (input === null) throw new Error('No file input in <vod-uploader>');
  await input.uploadFile(...paths);
}

/** The person drags files from a folder onto the element. */
export async function drop(page: Page, ...files: string[]): Promise<void> {
  const element = (await page.$('vod-uploader'))!;
  await element.scrollIntoView();
  const box = (await (await page.$('vod-uploader >>> vod-upload-drop'))!.boundingBox())!;
  const point = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + Math.min(60, box.height / 2)) };
  const session = await page.createCDPSession();
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...point, data });
  }
  await session.detach();
}
