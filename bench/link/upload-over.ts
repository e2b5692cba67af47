import type { Browser } from 'puppeteer-core';
import { bundle, servePages, withOfficialUploader, type Page, type PageServer } from '../harness/pages.js';
import type { Sink } from '../harness/sink.js';
import type { Job, Send } from '../pages/throughput/job.js';
import type { Exchange } from './exchanges.js';
import type { Links } from './links.js';
import { capacityMs, type Row } from './rows.js';

export interface Sender {
  readonly name: string;
  /** Its file in bench/pages/throughput. */
  readonly page: string;
  readonly options: Job['options'];
}

export interface Ground {
  readonly browser: Browser;
  readonly pages: PageServer;
  readonly sink: Sink;
  readonly links: Links;
  /** By bytes. */
  readonly films: ReadonlyMap<number, string>;
}

const OFFICIAL_PAGE = 'aliyun-upload-vod.mjs';

/** One page for each kind of sender, with an input for the file. */
export async function serveSenders(pages: Iterable<string>): Promise<PageServer> {
  const made = new Map<string, Page>();
  for (const page of new Set(pages)) {
    const bundled = await bundle(`throughput/${page}`, '<input type="file">');
    made.set(page, page === OFFICIAL_PAGE ? withOfficialUploader(bundled) : bundled);
  }
  return servePages(made);
}

export interface Passed {
  readonly exchanges: readonly Exchange[];
  /** From handing over the File to the client's word that the whole is there. */
  readonly wholeMs: number;
  /** In which the link could not keep up with itself: the machine was busy. */
  readonly lateMs: number;
}

/** Four times what stock `ali-oss` takes (10 MiB/s); what is slower than that has got stuck. */
const LEAST_BYTES_PER_MS = 2_500;
const STUCK_MS = 60_000;

let uploads = 0;

/**
 * One file from a page of its own, in a context of its own: no cookies, nothing stored, no connection open. Everything
 * that goes to OSS goes over a link of its own. Rejects where the bytes did not arrive.
 */
export async function uploadOver(ground: Ground, row: Row, sender: Sender): Promise<Passed> {
  const { browser, pages, sink, links, films } = ground;
  const link = await links.open(sink.port, row.shape);
  const context = await browser.createBrowserContext();
  try {
    const tab = await context.newPage();
    await tab.goto(pages.url(sender.page));
    await tab.waitForFunction(() => 'send' in globalThis);
    const input = (await tab.$('input'))!;
    await input.uploadFile(films.get(row.size)!);
    const key = `${sender.page}-${++uploads}.mp4`;
    const job: Job = {
      endpoint: `http://oss.localhost:${link.port}`,
      origin: `http://bench.oss.localhost:${link.port}`,
      key,
      options: sender.options,
    };
    const most = 4 * capacityMs(row) + row.size / LEAST_BYTES_PER_MS + STUCK_MS;
    const wholeMs = await tab.evaluate(handOver, job, most);
    const arrived = await sink.size(`/${key}`);
    if (arrived !== row.size) throw new Error(`${String(arrived)} of ${row.size} bytes arrived`);
    const { exchanges, lateMs } = await link.close();
    return { exchanges, wholeMs, lateMs };
  } catch (cause) {
    await link.close();
    throw new Error(`${sender.name} over ${row.name}`, { cause });
  } finally {
    await context.close();
  }
}

async function handOver(job: Job, mostMs: number): Promise<number> {
  const { send } = globalThis as unknown as { send: Send };
  const file = document.querySelector('input')!.files![0]!;
  const began = performance.now();
  const stuck = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`Not done after ${Math.round(mostMs / 1_000)} s`)), mostMs);
  });
  await Promise.race([send(file, job), stuck]);
  return performance.now() - began;
}
