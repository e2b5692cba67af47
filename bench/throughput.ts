import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page as Tab } from 'puppeteer-core';
import { barChart, interleave, median, tabulate, type Samples } from './harness/measure.js';
import { bundle, servePages, withOfficialUploader, type PageServer } from './harness/pages.js';
import { cpuSeconds, watchMemory } from './harness/processes.js';
import type { Column, Context, Measures, Result } from './harness/question.js';
import { ceiling, startSink, type Sink } from './harness/sink.js';
import { CONTESTANTS, type Contestant } from './throughput/contestants.js';
import type { Job, Send } from './pages/throughput/job.js';
import { FILLER } from './sink/sums.js';

export const name = 'throughput';
export const title = 'How fast does one large file leave, and what does the page pay for it';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** For one run: stock ali-oss takes a minute on a quiet machine. */
const LIMIT_MS = 600_000;

const SPEED: readonly Column[] = [
  { key: 'speed', title: 'throughput', unit: 'MiB/s', digits: 0, ratio: true },
  { key: 'seconds', title: 'time', unit: 's', digits: 2 },
];
const COST: readonly Column[] = [
  { key: 'busy', title: 'main thread busy', unit: 's/GiB', digits: 2, ratio: true },
  { key: 'renderer', title: 'renderer CPU', unit: 's/GiB', digits: 2, ratio: true },
  { key: 'cpu', title: 'CPU of the whole browser', unit: 's/GiB', digits: 2, ratio: true },
  { key: 'memory', title: 'peak memory', unit: 'MiB', digits: 0 },
  { key: 'above', title: 'of it above the idle page', unit: 'MiB', digits: 0 },
];

interface Stage {
  readonly context: Context;
  readonly sink: Sink;
  readonly pages: PageServer;
  /** Bytes → path. */
  readonly films: ReadonlyMap<number, string>;
}

export async function run(context: Context): Promise<Result> {
  const whole = (context.quick ? 256 : 512) * MIB;
  const contestants = CONTESTANTS.filter(({ onlyInFull }) => !(context.quick && onlyInFull));
  const sizeFor = ({ slow }: Contestant): number => (context.quick && slow ? whole / 8 : whole);
  const sizes = [...new Set(contestants.map(sizeFor))];
  const films = new Map<number, string>();
  for (const size of sizes) films.set(size, await film(join(context.folder, `${size / MIB} MiB.mp4`), size));

  const sink = await startSink(sizes);
  const pages = await servePages(await bundles(contestants));
  try {
    const stage = { context, sink, pages, films };
    const most = [];
    for (let round = 0; round < 3; round += 1) most.push(await ceiling(sink, whole, 6));
    context.log(`The sink takes ${median(most).toFixed(0)} MiB/s from a Node client with 6 connections`);
    const samples = await interleave(contestants, context.rounds, (contestant, round) =>
      measure(stage, contestant, round, sizeFor(contestant)),
    );
    return report(context, whole, samples, median(most));
  } finally {
    await Promise.all([pages.close(), sink.close()]);
  }
}

/** On a disk, as a person's is, and in the system's cache, so that no contestant waits for the disk. */
async function film(path: string, size: number): Promise<string> {
  const file = await open(path, 'w');
  const block = Buffer.alloc(MIB, FILLER);
  for (let at = 0; at < size; at += block.length) await file.write(block);
  await file.close();
  return path;
}

async function bundles(contestants: readonly Contestant[]) {
  const made = new Map<string, Awaited<ReturnType<typeof bundle>>>();
  for (const page of new Set(contestants.map((contestant) => contestant.page))) {
    const bundled = await bundle(`throughput/${page}`, '<input type="file">');
    made.set(page, page.startsWith('aliyun-upload-vod') ? withOfficialUploader(bundled) : bundled);
  }
  return made;
}

async function measure(stage: Stage, contestant: Contestant, round: number, size: number): Promise<Measures> {
  const { context, sink, pages, films } = stage;
  const browser = await context.browser();
  try {
    const tab = await browser.newPage();
    await tab.goto(pages.url(contestant.page));
    await tab.waitForFunction(() => 'send' in globalThis);
    const input = (await tab.$('input'))!;
    await input.uploadFile(films.get(size)!);

    const key = `${contestant.page}-${contestant.name.replaceAll(/\W+/g, '-')}-${round}.mp4`;
    const job: Job = { endpoint: sink.endpoint, origin: sink.origin, key, options: contestant.options };
    const main = browser.process()!.pid!;
    const session = await tab.createCDPSession();
    // its processor time: what other processes take from it meanwhile does not count
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busySeconds = async (): Promise<number> =>
      (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')!.value;
    const idle = watchMemory(main).stop();
    const before = { busy: await busySeconds(), cpu: cpuSeconds(main) };
    const memory = watchMemory(main);
    const { seconds, path } = await upload(tab, job);
    const after = { busy: await busySeconds(), cpu: cpuSeconds(main) };
    const peak = memory.stop();

    const arrived = await sink.size(path ?? `/${key}`);
    if (arrived !== size) throw new Error(`${contestant.name}: ${arrived} of ${size} bytes arrived`);
    const speed = size / MIB / seconds;
    context.log(`${contestant.name}, round ${round + 1}: ${speed.toFixed(0)} MiB/s`);
    const perGiB = GIB / size;
    const spent = (of: 'renderers' | 'all') => before.cpu && after.cpu && (after.cpu[of] - before.cpu[of]) * perGiB;
    return {
      speed,
      seconds,
      busy: (after.busy - before.busy) * perGiB,
      renderer: spent('renderers'),
      cpu: spent('all'),
      memory: peak,
      above: peak === null || idle === null ? null : peak - idle,
    };
  } catch (cause) {
    throw new Error(`${contestant.name} failed in round ${round + 1}`, { cause });
  } finally {
    await browser.close();
  }
}

/** `path` where the client chose it itself. */
const upload = (tab: Tab, job: Job): Promise<{ seconds: number; path?: string }> =>
  tab.evaluate(
    async (job, limitMs) => {
      const { send } = globalThis as unknown as { send: Send };
      const file = document.querySelector('input')!.files![0]!;
      const start = performance.now();
      const late = new Promise((_, reject) => setTimeout(reject, limitMs, new Error(`not done after ${limitMs} ms`)));
      const path = await Promise.race([send(file, job), late]);
      const seconds = (performance.now() - start) / 1000;
      return typeof path === 'string' && path.startsWith('/') ? { seconds, path } : { seconds };
    },
    job,
    LIMIT_MS,
  );

function report({ quick }: Context, whole: number, samples: Samples, most: number): Result {
  const size = `${whole / MIB} MiB`;
  const raw = CONTESTANTS.filter(({ rawParts, name: of }) => rawParts && samples.has(of)).map(({ name: of }) => of);
  const speedOf = (of: string) => median(samples.get(of)!.map(({ speed }) => speed!));
  const best = raw.reduce((a, b) => (speedOf(b) > speedOf(a) ? b : a));
  const ours = (of: string) => /^<?vod-uploader/.test(of);
  const speed = tabulate(`${size} over loopback`, SPEED, samples, best);
  const cost = tabulate(`What the page pays for ${size}`, COST, samples, 'raw parts, 8 MiB × 5');
  return {
    tables: [speed, cost],
    charts: [
      barChart(speed, 'speed', ours, { title: `${size} over loopback`, unit: 'MiB/s, more is better' }),
      barChart(cost, 'busy', ours, { title: 'Main thread of the page', unit: 's of work for 1 GiB, less is better' }),
    ],
    notes: [
      `The sink takes ${most.toFixed(0)} MiB/s from a Node client with 6 connections: its own ceiling.`,
      'Ratios of throughput are to the best raw parallel parts, of cost to raw parts of 8 MiB, five at a time.',
      'The sink counts bodies and throws them away; it hashes nothing. Every byte of the file is the same, so it knows all checksums by length, answers with true ETags and CRCs, and refuses a wrong Content-MD5. It does not look at signatures.',
      'Sink, browser and harness share one machine and its loopback interface: no round trip, no loss, no TLS, HTTP/1.1. A link slower than this hides what a client costs; that is another question (shaped-links).',
      'Each run has a new browser with a new profile; the file lies in the cache of the operating system. The clients’ code is on the page by then (what loading it costs is another question: first-load), for vod-uploader as after a person has turned to the element; nothing was sent with it before. Time runs from handing over the File to the answer that the whole is there; creating the media is answered at once.',
      'Main thread: CDP TaskDuration of the page, in processor time. Memory: PSS of renderers and browser process, looked at five times a second; the network process is not in it.',
      'The media probe of the element does not find a film in this file.',
      ...(quick
        ? ['Quick: slow clients sent an eighth of the file, so their time and memory are not comparable.']
        : []),
    ],
  };
}
