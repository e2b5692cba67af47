import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { barChart, interleave, tabulate } from './harness/measure.js';
import type { Column, Context, Measures, Result } from './harness/question.js';
import type { Hooks } from './many-files/page.js';

export const name = 'many-files';
export const title = 'How smooth is the page while many files are added, and while each tells of its progress';

const COUNTS = [1, 10, 100, 1_000];
const QUICK_COUNTS = [1, 100];
const STORM_SECONDS = 5;
/** For each of adding, starting and storm: a page that is at it for longer hangs. */
const LONGEST_MS = 60_000;
const LONG_TASK_MS = 50;
const VIEWPORT = { width: 1280, height: 800 };

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

interface Tasks {
  readonly long: number;
  readonly longestMs: number;
  /** Share of the time in which the main thread had work. */
  readonly busy: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds on the processor. */
  readonly tdur?: number;
}

/**
 * The page's main-thread tasks while `act` is under way, in time on the processor: what other programs take from a
 * machine that is not quiet is no fault of the page. Undefined where the page does not come to an end of it.
 */
async function traced<T>(page: Page, act: () => Promise<T>): Promise<{ result: T; tasks: Tasks } | undefined> {
  await page.tracing.start({ categories: ['toplevel'] });
  const from = performance.now();
  const acted = await inTime(act().then((result) => ({ result })));
  const tookMs = performance.now() - from;
  const trace = await inTime(page.tracing.stop());
  if (acted === undefined || trace === undefined) return undefined;
  const { traceEvents } = JSON.parse(Buffer.from(trace).toString()) as { traceEvents: readonly TraceEvent[] };
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const tasksMs = traceEvents
    .filter(
      ({ name, ph, pid, tid }) =>
        ph === 'X' && name.endsWith('RunTask') && threads.some((t) => t.pid === pid && t.tid === tid),
    )
    .map(({ tdur = 0 }) => tdur / 1000);
  return {
    ...acted,
    tasks: {
      long: tasksMs.filter((ms) => ms > LONG_TASK_MS).length,
      longestMs: tasksMs.reduce((longest, ms) => Math.max(longest, ms), 0),
      busy: tasksMs.reduce((sum, ms) => sum + ms, 0) / tookMs,
    },
  };
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

const COLUMNS: readonly Column[] = [
  { key: 'paint', title: 'adding: first rows painted', unit: 'ms', digits: 0 },
  { key: 'rows', title: 'all rows drawn', unit: 'ms', digits: 0 },
  { key: 'addLong', title: 'tasks over 50 ms', unit: '', digits: 0 },
  { key: 'addLongest', title: 'longest', unit: 'ms', digits: 0 },
  { key: 'startLong', title: 'starting all: tasks over 50 ms', unit: '', digits: 0 },
  { key: 'startLongest', title: 'longest', unit: 'ms', digits: 0 },
  { key: 'stormLong', title: 'storm: tasks over 50 ms', unit: '', digits: 0 },
  { key: 'stormLongest', title: 'longest', unit: 'ms', digits: 0 },
  { key: 'busy', title: 'main thread', unit: '%', digits: 0 },
  { key: 'frames', title: 'frames', unit: '/s', digits: 0 },
  { key: 'events', title: 'progress events', unit: '/s', digits: 0 },
  { key: 'draws', title: 'draws of a row in sight', unit: '/s' },
  { key: 'settle', title: 'all rows right after', unit: 'ms', digits: 0 },
];

async function measure(browser: Browser, url: string, count: number): Promise<Measures> {
  const page = await browser.newPage();
  try {
    await page.setViewport(VIEWPORT);
    await page.goto(url);
    await page.waitForFunction(() => 'storm' in globalThis);
    await page.evaluate((n) => (globalThis as unknown as Hooks).prepare(n), count);
    const adding = await traced(page, () => page.evaluate((n) => (globalThis as unknown as Hooks).add(n), count));
    const starting =
      adding && (await traced(page, () => page.evaluate((n) => (globalThis as unknown as Hooks).start(n), count)));
    const storming =
      starting &&
      (await traced(page, () => page.evaluate((s) => (globalThis as unknown as Hooks).storm(s), STORM_SECONDS)));
    const shown = storming?.result;
    return {
      paint: adding?.result.paintMs ?? null,
      rows: adding?.result.rowsMs ?? null,
      addLong: adding?.tasks.long ?? null,
      addLongest: adding?.tasks.longestMs ?? null,
      startLong: starting?.tasks.long ?? null,
      startLongest: starting?.tasks.longestMs ?? null,
      stormLong: storming?.tasks.long ?? null,
      stormLongest: storming?.tasks.longestMs ?? null,
      busy: storming ? storming.tasks.busy * 100 : null,
      frames: shown ? shown.frames / shown.seconds : null,
      events: shown ? shown.events / shown.seconds : null,
      draws: shown ? shown.firstRowDraws / shown.seconds : null,
      settle: shown?.settleMs ?? null,
    };
  } finally {
    await page.close();
  }
}

export async function run(context: Context): Promise<Result> {
  const script = await bundled();
  const counts = context.quick ? QUICK_COUNTS : COUNTS;
  const contestants = counts.map((count) => ({ name: count === 1 ? '1 file' : `${count} files`, count }));
  return served(script, async (url) => {
    const browser = await context.browser();
    // What a browser does only once is in none of the rows.
    await measure(browser, url, 1);
    const samples = await interleave(contestants, context.rounds, (contestant) => {
      context.log(contestant.name);
      return measure(browser, url, contestant.count);
    });
    const table = tabulate('Files in one list', COLUMNS, samples);
    return {
      tables: [table],
      charts: [barChart(table, 'stormLongest', () => true, { title: 'Longest task while all files tell of progress' })],
      notes: [
        "The store of the page tells of progress ten times a second for each file and sends nothing, so only the page's own work is measured; a dash is a page that hangs for a minute.",
        `The storm lasts ${STORM_SECONDS} s. Tasks are measured in time on the processor: what other programs take from the machine is not the page's. In a storm of 1,000 files their 1,000 timers are most of the work.`,
      ],
    };
  });
}
