import { ceiling, startSink } from './harness/sink.js';
import { median, order } from './harness/measure.js';
import type { Chart, Column, Context, Measures, Result, Row as TableRow, Table } from './harness/question.js';
import { atOnce } from './link/at-once.js';
import { writeFilm } from './link/film.js';
import { startLinks } from './link/links.js';
import { capacityMs, nameOf, rows, type Row } from './link/rows.js';
import { transferOf } from './link/transfer.js';
import { serveSenders, uploadOver, type Ground, type Sender } from './link/upload-over.js';

export const name = 'shaped-links';
export const title = 'How much of a link is used, by round trip, rate and a cap for each connection';

const OURS: Sender = { name: 'vod-uploader', page: 'ours.ts', options: {} };
const UNCHECKED: Sender = { name: 'vod-uploader, no checksums', page: 'ours.ts', options: { checksum: 'none' } };
const OFFICIAL: Sender = { name: 'aliyun-upload-vod', page: 'aliyun-upload-vod.mjs', options: {} };
const RAW: Sender = { name: 'raw parts, 1 MB × 6', page: 'raw.ts', options: { partSize: 1_000_000, connections: 6 } };

/** So much at once leaves two cores half idle; a link of 500 Mbit/s has the machine to itself. */
const AT_ONCE_MBIT = 200;
const LEAST_WEIGHT_MBIT = 25;
/** Nobody is compared with these: one run tells. */
const ROUNDS_OF_OTHERS = 1;

interface Task {
  readonly row: Row;
  readonly sender: Sender;
}

/** By row, by sender, in order of rounds. */
type Runs = Map<string, Map<string, Measures[]>>;

export async function run(context: Context): Promise<Result> {
  const all = rows(context.quick);
  const sizes = [...new Set(all.map(({ size }) => size))];
  const films = new Map<number, string>();
  for (const size of sizes) films.set(size, await writeFilm(context.folder, size));
  const senders = [OURS, OFFICIAL, UNCHECKED, RAW];

  const sink = await startSink(sizes);
  const links = startLinks();
  const pages = await serveSenders(senders.map(({ page }) => page));
  try {
    const ground = { pages, sink, links, films, browser: await context.browser() };
    const ceilings = await ceilingsOf(ground, context);
    const runs: Runs = new Map();
    for (let round = 0; round < context.rounds; round += 1) {
      const others = round < ROUNDS_OF_OTHERS ? (context.quick ? [RAW] : [UNCHECKED, RAW]) : [];
      const here = [OURS, OFFICIAL, ...others];
      const tasks = all.flatMap((row) => order(here, round).map((sender) => ({ row, sender })));
      await atOnce(tasks, AT_ONCE_MBIT, weightOf, async (task) => {
        const measures = await measure(ground, task);
        keep(runs, task, measures);
        const { share, whole, late, idle } = measures;
        context.log(
          `${task.row.name}, ${task.sender.name}, round ${round + 1}: ${share!.toFixed(0)} %, ${whole!.toFixed(1)} s (no part under way ${idle!.toFixed(0)} %, link late ${late!.toFixed(1)} %)`,
        );
      });
    }
    return report(context, all, runs, ceilings);
  } finally {
    await Promise.all([pages.close(), links.close(), sink.close()]);
  }
}

const weightOf = ({ row }: Task): number => Math.max(LEAST_WEIGHT_MBIT, row.shape.mbitPerS);

async function measure(ground: Ground, { row, sender }: Task): Promise<Measures> {
  const { exchanges, wholeMs, lateMs } = await uploadOver(ground, row, sender);
  const { ms, idleMs, parts, preflights, failed } = transferOf(exchanges);
  return {
    late: (100 * lateMs) / ms,
    idle: (100 * idleMs) / ms,
    share: (100 * capacityMs(row)) / ms,
    transfer: ms / 1_000,
    whole: wholeMs / 1_000,
    parts,
    preflights,
    failed,
  };
}

function keep(runs: Runs, { row, sender }: Task, measures: Measures): void {
  const bySender = runs.get(row.name) ?? new Map<string, Measures[]>();
  runs.set(row.name, bySender);
  bySender.set(sender.name, [...(bySender.get(sender.name) ?? []), measures]);
}

/** What a plain Node client gets over the link: what the link itself, sink and machine can do. */
async function ceilingsOf({ links, sink }: Ground, { log }: Context): Promise<string[]> {
  const told: string[] = [];
  for (const mbitPerS of [20, 100, 500]) {
    for (const capShare of [undefined, 1 / 3]) {
      const shape = { roundTripMs: 20, mbitPerS, ...(capShare !== undefined && { capShare }) };
      const link = await links.open(sink.port, shape);
      const bytes = mbitPerS * 300_000;
      await ceiling({ ...sink, port: link.port }, bytes, 6);
      const { exchanges } = await link.close();
      const puts = exchanges.filter(({ method }) => method === 'PUT');
      const carried = puts.reduce((sum, put) => sum + put.bytes, 0);
      const ms = Math.max(...puts.map(({ sentAt }) => sentAt)) - Math.min(...puts.map(({ beganAt }) => beganAt));
      told.push(`${nameOf(shape)}: ${((100 * carried * 8) / (ms * mbitPerS * 1_000)).toFixed(0)} %`);
    }
  }
  log(`The link itself, from a Node client with 6 connections: ${told.join('; ')}`);
  return told;
}

const COLUMNS: readonly Column[] = [
  { key: 'share', title: 'of the link', unit: '%', digits: 0 },
  { key: 'transfer', title: 'parts', unit: 's', digits: 1 },
  { key: 'whole', title: 'whole', unit: 's', digits: 1 },
  { key: 'unchecked', title: 'of the link, no checksums', unit: '%', digits: 0 },
  { key: 'officialShare', title: 'aliyun-upload-vod', unit: '%', digits: 0 },
  { key: 'officialWhole', title: 'whole', unit: 's', digits: 1 },
  { key: 'times', title: 'faster', unit: '×', digits: 2 },
  { key: 'raw', title: 'raw parts of 1 MB × 6', unit: '%', digits: 0 },
];

/** One row for a link: what each round measured, and the middle of it. */
function tableRow(row: Row, bySender: ReadonlyMap<string, readonly Measures[]>): TableRow {
  const of = ({ name }: Sender): readonly Measures[] => bySender.get(name) ?? [];
  const samples = of(OURS).map((ours, round): Measures => {
    const official = of(OFFICIAL)[round];
    return {
      ...ours,
      unchecked: of(UNCHECKED)[round]?.share ?? null,
      officialShare: official?.share ?? null,
      officialWhole: official?.whole ?? null,
      times: official === undefined ? null : official.whole! / ours.whole!,
      raw: of(RAW)[round]?.share ?? null,
    };
  });
  const medians = Object.fromEntries(
    COLUMNS.map(({ key }) => {
      const known = samples.flatMap(({ [key]: value }) => value ?? []);
      return [key, known.length === 0 ? null : median(known)];
    }),
  );
  return { contestant: row.name, medians, ratios: {}, samples };
}

const lateness = (runs: Runs): number =>
  Math.max(0, ...[...runs.values()].flatMap((row) => [...row.values()].flat().map(({ late }) => late ?? 0)));

function report({ quick }: Context, all: readonly Row[], runs: Runs, ceilings: readonly string[]): Result {
  const table: Table = {
    title: quick ? 'One file over each link' : '200 MB over each link',
    baseline: '',
    columns: COLUMNS,
    rows: all.map((row) => tableRow(row, runs.get(row.name)!)),
  };
  const bars = (kind: 'ours' | 'baseline', key: string, chart: string): Chart => ({
    title: chart,
    unit: '% of the link',
    bars: table.rows.map(({ contestant, medians }) => ({
      label: contestant,
      value: medians[key] ?? 0,
      kind,
      ...(kind === 'ours' && medians.times != null && { remark: `${medians.times.toFixed(1)}×` }),
    })),
  });
  return {
    tables: [table],
    charts: [
      bars('ours', 'share', 'vod-uploader · times the official one'),
      bars('baseline', 'officialShare', 'aliyun-upload-vod, with its defaults'),
    ],
    notes: [
      'Share: what the link takes for the file’s bytes alone ÷ the time from the first part’s first byte on the link to the last part’s answer. Headers, preflights, handshakes and round trips count against it. On 500 Mbit/s × 200 ms the way of the last part and back alone is 6 %.',
      'Whole: from handing over the File to the client’s word that it is done; the median of the rounds’ ratios says how many times faster. Creating the media is answered at once, and the code is on the page, for both.',
      `The link itself, from a Node client with 6 connections (20 ms): ${ceilings.join('; ')}.`,
      'The link is a process between browser and server that delays each direction by half the round trip and paces both to the rate; connections take turns of 16 KB. A new connection moves nothing for one round trip. “A third each”: one connection gets at most a third of the rate.',
      'The model leaves out loss and retransmission (but for the cap), slow start and congestion windows, jitter, queues that grow with load, TLS and its round trips, and DNS. Real links are worse for anybody who opens connections late or waits for answers.',
      'What the link has not taken yet waits in the kernel’s socket buffers (up to some MB for each connection) and in 40 ms of the link: the page sees bytes as sent before they are, as on a real machine, though more of them.',
      `Slow links run at the same time (together at most ${AT_ONCE_MBIT} Mbit/s); a link of 500 Mbit/s has the machine to itself.`,
      `The link’s own process came late for ${lateness(runs).toFixed(1)} % of an upload at most, which counts against whoever sent then: more than 1 % means that the machine was busy.`,
      ...(quick ? ['Quick: fewer links, and 40 MB at 20 Mbit/s, so that beginnings and ends weigh more.'] : []),
    ],
  };
}
