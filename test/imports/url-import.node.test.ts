import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser, openPage } from '../support/browser-page.js';
import { DemoControl } from '../support/demo-control.js';
import { startBuiltDemo, type DemoServer } from '../support/demo-server.js';
import { startFilms, type FilmServer } from '../support/film-server.js';

let demo: DemoServer;
let browser: Browser;
/** Of a person who was never here before. */
let person: BrowserContext;
let control: DemoControl;
let films: FilmServer;

beforeAll(async () => {
  [demo, browser, films] = await Promise.all([startBuiltDemo(), launchBrowser(), startFilms()]);
  control = new DemoControl(demo.url);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await films?.close();
});
afterEach(() => person.close());
beforeEach(async () => {
  person = await browser.createBrowserContext();
  await control.wipe();
  await control.settings({
    ...{ analyseMs: 0, transcodeMs: 300, importPendingMs: 200, importStepMs: 50, importTimeoutMs: 3_000 },
    quirks: false,
  });
});

const SECRET = 'Signature=dont%2Ftell';
const film = (n: number) => `${films.origin}/film-${n}.mp4?${SECRET}`;
const gone = () => `${films.origin}/gone.mp4?${SECRET}`;
const hangs = () => `${films.origin}/hang.mp4?${SECRET}`;
const huge = () => `${films.origin}/huge.mp4?${SECRET}`;

/** Twenty that are well, three that fail, one that is no address and one that comes twice. */
const pasted = () =>
  [...Array.from({ length: 20 }, (_, n) => film(n)), gone(), 'no address', hangs(), huge(), film(3)].join('\n');

interface Call {
  readonly action: string;
  readonly count: number;
}

/** A page with the element, and what it asks of its backend. */
async function open(attributes: Readonly<Record<string, string>> = {}) {
  const page = await openPage(person, demo.url);
  const calls: Call[] = [];
  page.on('request', (request) => {
    const action = request.url().split('/api/vod/')[1];
    const text = request.postData();
    if (action === undefined || text === undefined) return;
    const { UploadURLs, JobIds, MediaIds } = JSON.parse(text) as Record<string, string | undefined>;
    calls.push({ action, count: (JobIds ?? UploadURLs ?? MediaIds ?? '').split(',').length });
  });
  await show(page, attributes);
  return { page, calls };
}

async function show(page: Page, attributes: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((given) => {
    const element = document.createElement('vod-url-import');
    for (const [name, value] of Object.entries({ endpoint: '/api/vod', ...given })) element.setAttribute(name, value);
    document.querySelector('main')!.prepend(element);
  }, attributes);
  await seen(page, 'textarea');
}

/** Anywhere in it, through shadow roots, whose changes a selector is not told of. */
const seen = (page: Page, selector: string) =>
  page.waitForFunction(
    (wanted) => {
      const has = (root: ParentNode | null | undefined): boolean =>
        root != null &&
        (root.querySelector(wanted) !== null || [...root.querySelectorAll('*')].some((each) => has(each.shadowRoot)));
      return has(document.querySelector('vod-url-import')?.shadowRoot);
    },
    { polling: 50 },
    selector,
  );

/** A person presses a button of a row. */
async function press(page: Page, label: string): Promise<void> {
  await seen(page, `[aria-label="${label}"]`);
  await (await page.$(`vod-url-import >>> [aria-label="${label}"]`))!.click();
}

/** As the clipboard does: all at once. */
async function paste(page: Page, text: string): Promise<void> {
  const field = (await page.$('vod-url-import >>> textarea'))!;
  await field.focus();
  await page.keyboard.sendCharacter(text);
}

const import_ = async (page: Page) => (await page.$('vod-url-import >>> button[type=submit]'))!.click();

/** Each row in words: name, then what it says. What is over is shown as a media. */
const rows = (page: Page, list = 'vod-url-import'): Promise<Record<string, string>> =>
  page.$$eval(`${list} >>> vod-upload-item`, (items) =>
    Object.fromEntries(
      items.map(({ shadowRoot }) => {
        const media = shadowRoot!.querySelector('vod-media-status')?.shadowRoot;
        const name = (media ?? shadowRoot!).querySelector<HTMLElement>('.name, .title')!.title;
        const said = media?.querySelector('.words') ?? shadowRoot!.querySelector('vod-upload-status')!.shadowRoot!;
        return [name, said.textContent.replace(/\s+/g, ' ').trim()];
      }),
    ),
  );

/** The rows when they say so: to draw takes a page a moment longer than to know. Only a hang is a failure. */
async function drawn(
  page: Page,
  read: () => Promise<Record<string, string>>,
  holds: (said: Record<string, string>) => boolean,
): Promise<Record<string, string>> {
  for (;;) {
    // A row whose media has no code yet cannot be read.
    const said = await read().catch(() => undefined);
    if (said && holds(said)) return said;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

const over = (said: Record<string, string>): boolean =>
  Object.values(said).every((text) => /ready to play|^Failed/.test(text));

const phases = (page: Page): Promise<string[]> =>
  page.$eval('vod-url-import', (element) => element.uploads.map(({ phase }) => phase));

const allOver = (page: Page) =>
  page.waitForFunction(
    (over) => {
      const { uploads } = document.querySelector('vod-url-import')!;
      return uploads.length > 0 && uploads.every(({ phase }) => over.includes(phase));
    },
    { polling: 50 },
    ['ready', 'failed'],
  );

/** All that the browser keeps of the page, as text. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of database.objectStoreNames) {
        const asked = database.transaction(store).objectStore(store).getAll();
        kept.push(await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result))));
      }
      database.close();
    }
    return JSON.stringify(kept);
  });

interface Way {
  readonly way: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly settings: object;
  readonly submit: string;
  readonly look: string;
}

const WAYS: readonly Way[] = [
  { way: 'by VOD', attributes: {}, settings: {}, submit: 'UploadMediaByURL', look: 'GetURLUploadInfos' },
  {
    way: 'by VOD, with replies as odd as the documents',
    attributes: {},
    settings: { quirks: true },
    submit: 'UploadMediaByURL',
    look: 'GetURLUploadInfos',
  },
  {
    way: 'by Intelligent Media Services, with odd replies',
    attributes: { service: 'ims' },
    settings: { quirks: true },
    submit: 'ims/UploadMediaByURL',
    look: 'ims/GetUrlUploadInfos',
  },
];

describe('25 addresses, of which three fail, one is none and one comes twice', () => {
  it.each(WAYS)('are imported $way, and each says what became of it', async (case_) => {
    const { attributes, settings, submit, look } = case_;
    await control.settings(settings);
    const { page, calls } = await open(attributes);
    await paste(page, pasted());
    await seen(page, '[part=problem]');
    const lines = () =>
      page.$$eval('vod-url-import >>> [part=problem]', (all) => all.map(({ textContent }) => words(textContent)));
    await page.evaluate(() => Object.assign(globalThis, { words: (text: string) => text.replace(/\s+/g, ' ').trim() }));
    expect(await lines()).toEqual([
      expect.stringMatching(/^Line 22 no address This cannot be imported/),
      expect.stringMatching(/^Line 25 film-3\.mp4 This is the same address as on line 4\./),
    ]);
    expect(await page.$eval('vod-url-import >>> button[type=submit]', (button) => button.textContent.trim())).toBe(
      'Import 23 files',
    );
    await import_(page);
    await allOver(page);

    const said = await drawn(page, () => rows(page), over);
    expect(Object.keys(said)).toHaveLength(23);
    for (let n = 0; n < 20; n += 1) expect(said[`film-${n}`], `film ${n}`).toMatch(/^film-\d+ ready to play/);
    expect(said['gone.mp4']).toMatch(
      /^Failed.*could not be fetched.*download video failed by the url.*URLInvalidError/,
    );
    expect(said['hang.mp4']).toMatch(/^Failed.*timed out.*DownloadTimeout/);
    expect(said['huge.mp4']).toMatch(/^Failed.*larger than 20 GB.*FileSizeExceeded/);
    const left = await page.$eval('vod-url-import >>> textarea', (field) => field.value);
    expect(left.split('\n')).toEqual(['no address', film(3)]);
    // The twin of a row that is done may be imported once more.
    expect(await lines()).toEqual([expect.stringMatching(/^Line 1 no address/)]);

    const counts = (action: string) => calls.filter((call) => call.action === action).map(({ count }) => count);
    expect(counts(submit)).toEqual([20, 3]);
    expect(counts(look).length).toBeGreaterThan(0);
    expect(Math.max(...counts(look))).toBeLessThanOrEqual(10);
    expect(new Set(calls.map(({ action }) => action))).toEqual(
      new Set([submit, look, 'GetUploadDetails', 'BatchGetMediaInfos']),
    );
    expect(await control.videos()).toHaveLength(attributes['service'] === 'ims' ? 23 : 20);
    expect(await stored(page)).not.toMatch(/dont|film-0\.mp4\?|127\.0\.0\.1/);
  });
});

declare const words: (text: string) => string;

it('goes on after a reload, and an import that fails then is pasted again', async () => {
  await control.settings({ importPendingMs: 1_500 });
  const { page } = await open();
  await paste(page, [film(1), film(2), gone()].join('\n'));
  const asked = films.asked.length;
  await import_(page);
  await page.waitForFunction(
    () =>
      document.querySelector('vod-url-import')!.uploads.filter(({ importing }) => importing?.jobId !== undefined)
        .length === 3,
  );
  await page.reload();
  await page.waitForFunction(() => customElements.get('vod-uploader') !== undefined);
  await show(page, {});
  await allOver(page);
  expect(await phases(page)).toEqual(['ready', 'ready', 'failed']);
  const said = await drawn(page, () => rows(page), over);
  expect(said['film-1']).toMatch(/^film-1 ready to play/);
  expect(said['gone.mp4']).toMatch(/^Failed.*paste it again/);
  const buttons = await page.$$eval('vod-url-import >>> vod-upload-item >>> button[aria-label]', (all) =>
    all.map((button) => button.ariaLabel),
  );
  expect(buttons.filter((label) => label?.startsWith('Retry'))).toEqual([]);
  expect(films.asked.slice(asked).filter((url) => url.startsWith('/gone'))).toHaveLength(1);
  const log = await control.log();
  expect(log.filter(({ op, service }) => op === 'UploadMediaByURL' && service === 'vod')).toHaveLength(1);

  // Nobody else's list has them.
  expect(await page.$eval('vod-uploader', (element) => element.uploads.length)).toBe(0);
});

it('takes back what has not begun, and says of the rest that it cannot be stopped', async () => {
  await control.settings({ importPendingMs: 60_000 });
  const { page } = await open();
  await paste(page, film(1));
  await import_(page);
  await press(page, 'Cancel film-1.mp4');

  await page.waitForFunction(() => document.querySelector('vod-url-import')!.uploads[0]?.phase === 'canceled');
  await control.settings({ importPendingMs: 0, importTimeoutMs: 60_000 });
  await paste(page, hangs());
  await import_(page);
  await page.waitForFunction(
    () => document.querySelector('vod-url-import')!.uploads[1]?.importing?.status === 'downloading',
  );
  await press(page, 'Cancel hang.mp4');
  await page.waitForFunction(
    () => document.querySelector('vod-url-import')!.uploads[1]?.importing?.unstoppable === true,
  );
  await seen(page, '[aria-label="Remove hang.mp4"]');
  await drawn(
    page,
    () => rows(page),
    (said) => /can no longer be canceled/.test(said['hang.mp4'] ?? ''),
  );
});

it('puts imports into the list of a <vod-uploader> elsewhere, beside files', async () => {
  const page = await openPage(person, demo.url);
  await page.$eval('vod-uploader', (element) => {
    element.id = 'main';
    element.addFiles([new File(['x'.repeat(200_000)], 'own.mp4', { type: 'video/mp4' })]);
  });
  await show(page, { for: 'main' });
  await paste(page, film(7));
  await import_(page);
  await page.waitForFunction(
    () =>
      document.querySelector('vod-uploader')!.uploads.filter(({ phase }) => phase === 'ready' || phase === 'failed')
        .length === 2,
  );
  await drawn(
    page,
    () => rows(page, 'vod-uploader'),
    (said) => 'film-7' in said,
  );
  expect(Object.keys(await rows(page, 'vod-uploader'))).toEqual(['own.mp4', 'film-7']);
  expect(await page.$('vod-url-import >>> vod-upload-list')).toBeNull();
});
