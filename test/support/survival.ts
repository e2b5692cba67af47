import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { ended, openPage, type Told } from './browser-page.js';
import { chronicle, type Chronicle } from './chronicle.js';
import { DemoControl } from './demo-control.js';
import { startDemo, type DemoServer } from './demo-server.js';
import { NetworkPath } from './network-path.js';

export const MIB = 1024 ** 2;

/** What `npm start` starts, with a network before it: one way to the page and its backend, one to the bucket. */
export interface Stage {
  readonly folder: string;
  readonly control: DemoControl;
  readonly page: NetworkPath;
  readonly bucket: NetworkPath;
  readonly url: string;
  launch(options?: LaunchOptions): Promise<Browser>;
  close(): Promise<void>;
}

export async function setStage(settings: object = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'vod-uploader-survival-'));
  const demo: DemoServer = await startDemo();
  const port = Number(new URL(demo.url).port);
  const [page, bucket] = await Promise.all([NetworkPath.open(port), NetworkPath.open(port)]);
  const control = new DemoControl(demo.url);
  await control.settings({ ossEndpoint: `http://oss.localhost:${bucket.port}`, ...settings });
  const browsers = new Set<Browser>();
  return {
    folder,
    control,
    page,
    bucket,
    url: `http://localhost:${page.port}/`,
    async launch(options = {}) {
      const { executablePath, args, env } = await findBrowser();
      const userDataDir = join(folder, 'profile');
      const browser = await puppeteer.launch({
        executablePath,
        args,
        env,
        headless: true,
        userDataDir,
        protocolTimeout: 0,
        ...options,
      });
      browsers.add(browser);
      browser.once('disconnected', () => browsers.delete(browser));
      return browser;
    },
    async close() {
      await Promise.all([...browsers].map((browser) => browser.close()));
      await Promise.all([page.close(), bucket.close()]);
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Watched {
  readonly page: Page;
  readonly told: () => Promise<Chronicle>;
}

/** Opens the page and writes down what it shows. `prepare` comes before any script of the page. */
export async function watchPage(
  browser: Browser,
  url: string,
  prepare?: (page: Page) => Promise<unknown>,
): Promise<Watched> {
  let told: (() => Promise<Chronicle>) | undefined;
  const page = await openPage(browser, url, async (made) => {
    await made.evaluateOnNewDocument(withoutDevServer);
    told = await chronicle(made);
    await prepare?.(made);
  });
  return { page, told: told! };
}

/** Vite's own script reloads the page when its socket comes back or a source file is saved, as no real page does. */
function withoutDevServer(): void {
  Object.assign(globalThis, {
    WebSocket: class extends EventTarget {
      readonly readyState = 0;
      send(): void {}
      close(): void {}
    },
  });
}

/** The first upload's own events, or what its row has shown when it did not end in time. */
export async function finished({ page, told }: Watched, name: string, timeout: number): Promise<readonly Told[]> {
  return ended(page, name, timeout).catch(async (error: unknown) => {
    throw new Error(`${name} did not end: ${JSON.stringify(await told())}`, { cause: error });
  });
}

/** Resolves when this share of the first upload is confirmed by the bucket. */
export const confirmed = (page: Page, share: number, timeout: number): Promise<unknown> =>
  page.waitForFunction(
    (least) => {
      const upload = document.querySelector('vod-uploader')?.uploads[0];
      return upload !== undefined && upload.confirmed >= least * upload.total;
    },
    { timeout, polling: 100 },
    share,
  );

/** Not a polite end: the whole process group, as when the machine loses its power. */
export async function killBrowser(browser: Browser): Promise<void> {
  const main = browser.process()!;
  const gone = new Promise((resolve) => main.once('exit', resolve));
  process.kill(-main.pid!, 'SIGKILL');
  await gone;
}

/** Figures of a run, for people. */
export const say = (title: string, figures: object): void =>
  void process.stdout.write(
    `\n${title}\n${Object.entries(figures)
      .map(([name, value]) => `  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
      .join('')}`,
  );

export const inMiB = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

/** One after the other, with the seconds at which each began. */
export const phasesOf = ({ moments }: Chronicle): string =>
  moments.map(({ at, phase }) => `${(at / 1000).toFixed(1)} s ${phase}`).join(' → ');
