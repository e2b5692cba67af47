/**
 * `node --import tsx bench/many-files.ts [files…]`: how smooth is the page while 1 to 1,000 files are added, and while
 * each of them tells of its progress ten times a second?
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findBrowser } from '../scripts/find-browser.mjs';
import type { Hooks } from './many-files/page.js';

const COUNTS = [1, 10, 100, 1_000];
const STORM_SECONDS = 5;
/** For each of adding, starting and storm: a page that is at it for longer hangs. */
const LONGEST_MS = 60_000;
const VIEWPORT = { width: 1280, height: 800 };

type Figures = Record<string, string | number>;

async function bundled(): Promise<string> {
  const page = join(fileURLToPath(new URL('.', import.meta.url)), 'many-files/page.ts');
  const options = { bundle: true, write: false, format: 'esm', minify: true } as const;
  const { outputFiles } = await build({ ...options, entryPoints: [page], external: ['ali-oss'], logLevel: 'error' });
  return outputFiles[0]!.text;
}

/** Loopback, so that the page is a secure context. */
async function served<T>(script: string, act: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(({ url }, answer) => {
    const isScript = url === '/page.js';
    answer.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    answer.end(isScript ? script : '<!doctype html><meta charset=utf-8><script type=module src=/page.js></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Main-thread time so far, in ms. */
async function busyMs(page: Page): Promise<number> {
  const { TaskDuration = 0 } = await page.metrics();
  return TaskDuration * 1000;
}

/** Undefined where the page does not come to an end of it. */
async function inTime<T>(act: Promise<T>): Promise<T | undefined> {
  const late = new AbortController();
  const given = setTimeout(LONGEST_MS, undefined, { signal: late.signal }).catch(() => undefined);
  try {
    return await Promise.race([act, given]);
  } finally {
    late.abort();
    act.catch(() => undefined);
  }
}

const whole = (figure: number | undefined): string | number => (figure === undefined ? 'hangs' : Math.round(figure));

async function measure(browser: Browser, url: string, count: number): Promise<Figures> {
  const page = await browser.newPage();
  try {
    await page.setViewport(VIEWPORT);
    await page.goto(url);
    await page.waitForFunction(() => 'storm' in globalThis);
    const adding = await inTime(page.evaluate((n) => (globalThis as unknown as Hooks).add(n), count));
    const starting = adding && (await inTime(page.evaluate((n) => (globalThis as unknown as Hooks).start(n), count)));
    const before = starting && (await busyMs(page));
    const storming =
      starting &&
      (await inTime(page.evaluate((seconds) => (globalThis as unknown as Hooks).storm(seconds), STORM_SECONDS)));
    const busy = storming && ((await busyMs(page)) - before!) / (storming.seconds * 10);
    return {
      files: count,
      'first paint ms': whole(adding?.paintMs),
      'all rows ms': whole(adding?.rowsMs),
      'add: tasks > 50 ms': whole(adding?.tasks.long),
      'add: longest ms': whole(adding?.tasks.longestMs),
      'start: tasks > 50 ms': whole(starting?.tasks.long),
      'start: longest ms': whole(starting?.tasks.longestMs),
      'storm: tasks > 50 ms': whole(storming?.tasks.long),
      'storm: longest ms': whole(storming?.tasks.longestMs),
      'storm: frames dropped %': whole(storming && Math.max(0, 1 - storming.frames / (storming.seconds * 60)) * 100),
      'storm: longest frame ms': whole(storming?.longestFrameMs),
      'storm: main thread %': whole(busy),
      'storm: draws in 5 s of a row in sight': whole(storming?.firstRowDraws),
      'storm: all rows right after ms': whole(storming?.settleMs),
    };
  } finally {
    await page.close();
  }
}

export async function run(counts: readonly number[] = COUNTS): Promise<{ rows: Figures[] }> {
  const { executablePath, args, env } = await findBrowser();
  const browser = await puppeteer.launch({ executablePath, args, env, headless: true, protocolTimeout: 300_000 });
  try {
    const script = await bundled();
    return await served(script, async (url) => {
      // What a browser does only once is in none of the rows.
      await measure(browser, url, 1);
      const rows: Figures[] = [];
      for (const count of counts) rows.push(await measure(browser, url, count));
      return { rows };
    });
  } finally {
    await browser.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { rows } = await run(process.argv.slice(2).length > 0 ? process.argv.slice(2).map(Number) : COUNTS);
  for (const key of Object.keys(rows[0] ?? {})) {
    console.log(key.padEnd(40) + rows.map((row) => String(row[key]).padStart(9)).join(''));
  }
}
