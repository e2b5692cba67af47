import type { Page as Tab } from 'puppeteer-core';
import { axes, slopes, type Axis, type Scale } from './growth/scales.js';
import { interleave, tabulate, type Samples } from './harness/measure.js';
import { bundle, servePages, type PageServer } from './harness/pages.js';
import { watchMemory } from './harness/processes.js';
import type { Chart, Column, Context, Measures, Result, Table } from './harness/question.js';
import { startSink, type Sink } from './harness/sink.js';
import { writeFilm } from './link/film.js';
import type { grow, GrowthJob } from './pages/growth/page.js';

export const name = 'cost-of-growth';
export const title = 'What does a further gigabyte, part or file cost when there are many already';

/** On disk; larger files are made of it over and over. */
const PICKED_BYTES = 100_000_000;

interface Stage {
  readonly context: Context;
  readonly sink: Sink;
  readonly pages: PageServer;
  readonly film: string;
}

export async function run(context: Context): Promise<Result> {
  const plan = axes(context.quick);
  const film = await writeFilm(context.folder, PICKED_BYTES);
  const sizes = plan.flatMap(({ scales }) => scales.map(({ size }) => size));
  const sink = await startSink([...new Set(sizes)]);
  const page = await bundle('growth/page.ts', '<input type="file">');
  const pages = await servePages(new Map([['growth', page]]));
  try {
    const stage = { context, sink, pages, film };
    const tables: Table[] = [];
    for (const [at, axis] of plan.entries()) {
      const samples = await interleave(axis.scales, context.rounds, (scale, round) =>
        measure(stage, axis, scale, round),
      );
      tables.push(tabulate(axis.title, columnsOf(axis), withSlopes(axis, samples)));
      context.log(`${at + 1} of ${plan.length}: ${axis.title}, done`);
    }
    return { tables, charts: tables.map(chartOf), notes: notes(context) };
  } finally {
    await Promise.all([pages.close(), sink.close()]);
  }
}

async function measure(stage: Stage, { per }: Axis, scale: Scale, round: number): Promise<Measures> {
  const { context, sink, pages, film } = stage;
  const browser = await context.browser();
  try {
    const tab = await browser.newPage();
    await tab.goto(pages.url('growth'));
    await tab.waitForFunction(() => 'grow' in globalThis);
    await (await tab.$('input'))!.uploadFile(film);
    const prefix = `${scale.name.replaceAll(/\W+/g, '-')}-${per.replaceAll(/\W+/g, '-')}-${round}.mp4`;
    const { files, size, partSize } = scale;
    const job: GrowthJob = { endpoint: sink.endpoint, prefix, files, size, options: partSize ? { partSize } : {} };

    const session = await tab.createCDPSession();
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busySeconds = async (): Promise<number> =>
      (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')!.value;
    const main = browser.process()!.pid!;
    const idle = watchMemory(main).stop();
    const before = await busySeconds();
    const memory = watchMemory(main);
    const seconds = (await send(tab, job)) / 1_000;
    const busy = (await busySeconds()) - before;
    const peak = memory.stop();
    for (let n = 0; n < files; n += 1) {
      const arrived = await sink.size(`/${prefix}-${n}`);
      if (arrived !== size) throw new Error(`Of file ${n}, ${String(arrived)} of ${size} bytes arrived`);
    }
    context.log(`${scale.name}, round ${round + 1}: ${seconds.toFixed(2)} s, main thread ${busy.toFixed(2)} s`);
    return { seconds, busy, above: peak === null || idle === null ? null : peak - idle };
  } catch (cause) {
    throw new Error(`${scale.name} failed in round ${round + 1}`, { cause });
  } finally {
    await browser.close();
  }
}

const send = (tab: Tab, job: GrowthJob): Promise<number> =>
  tab.evaluate((job) => {
    const page = globalThis as unknown as { grow: typeof grow };
    return page.grow(document.querySelector('input')!.files![0]!, job);
  }, job);

/** The cost of what was added since the scale before, and that as a multiple of what the first step cost. */
function withSlopes({ scales }: Axis, samples: Samples): Samples {
  const runs = scales.map((scale) => samples.get(scale.name) ?? []);
  const of = (round: number, key: 'seconds' | 'busy') =>
    slopes(
      scales,
      runs.map((each) => each[round]![key]!),
    );
  return new Map(
    scales.map((scale, at) => [
      scale.name,
      runs[at]!.map((measures, round): Measures => {
        const [each, eachBusy] = [of(round, 'seconds'), of(round, 'busy')];
        const [slope, first] = [each[at] ?? null, each[1] ?? null];
        return {
          ...measures,
          each: slope,
          eachBusy: eachBusy[at] ?? null,
          flat: slope === null || first === null ? null : slope / first,
        };
      }),
    ]),
  );
}

const columnsOf = ({ per }: Axis): Column[] => [
  { key: 'seconds', title: 'time', unit: 's', digits: 2 },
  { key: 'each', title: 'for each further', unit: `s/${per}`, digits: 2 },
  { key: 'flat', title: 'slope over the first one’s', unit: '×', digits: 2 },
  { key: 'busy', title: 'main thread busy', unit: 's', digits: 2 },
  { key: 'eachBusy', title: 'for each further', unit: `s/${per}`, digits: 2 },
  { key: 'above', title: 'memory above the idle page', unit: 'MiB', digits: 0 },
];

const chartOf = ({ title: chart, rows, columns }: Table): Chart => ({
  title: `${chart}: what each further one costs (equal bars are linear)`,
  unit: columns.find(({ key }) => key === 'each')!.unit,
  bars: rows.flatMap(({ contestant, medians: { each, flat } }) =>
    each == null
      ? []
      : [{ label: `up to ${contestant}`, value: each, kind: 'ours', remark: `${(flat ?? 1).toFixed(2)}×` }],
  ),
});

const notes = ({ quick }: Context): string[] => [
  'Linear means: the slope stays 1.00×. It is the time of what was added since the row above, by what was added; so what every upload costs once (asking for credentials, opening, sealing, starting the worker) is not in it.',
  'One uploader in its defaults, checksums on, over loopback into a sink that throws bodies away; parts of 256 KiB by part-size. Files go two at a time.',
  'A file of 100 MB lies on disk; larger ones are a File made of it over and over, so that anybody has room for them.',
  'Main thread: CDP TaskDuration, in processor time. Memory: PSS of renderers and browser process, above the idle page.',
  ...(quick ? ['Quick: up to 1 GB, 1,000 parts, 100 files.'] : []),
];
