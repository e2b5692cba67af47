/**
 * `npx tsx bench/link/watch.ts 200 100 [third] [page] [size in MB]`: one upload over one link, and what went over it when.
 * Columns: connection, first byte on the link, last byte, answer (ms), status, what.
 */
import { openContext } from '../harness/context.js';
import { startSink } from '../harness/sink.js';
import { writeFilm } from './film.js';
import { startLinks } from './links.js';
import { capacityMs, nameOf } from './rows.js';
import { timeline, transferOf } from './transfer.js';
import { serveSenders, uploadOver, type Sender } from './upload-over.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const words = process.argv.slice(2);
const third = words.includes('third');
const [roundTripMs = 200, mbitPerS = 100, megabytes = 200] = words.filter((word) => /^\d+$/.test(word)).map(Number);
const page = words.find((word) => /\.m?[jt]s$/.test(word)) ?? 'ours.ts';

const shape = { roundTripMs, mbitPerS, ...(third && { capShare: 1 / 3 }) };
const size = megabytes * 1_000_000;
const row = { name: nameOf(shape), shape, size };
const context = await openContext({ quick: true, rounds: 1, log: say });
const sink = await startSink([size]);
const links = startLinks();
const pages = await serveSenders([page]);
try {
  const films = new Map([[size, await writeFilm(context.folder, size)]]);
  const browser = await context.browser();
  const options: Sender['options'] = page === 'raw.ts' ? { partSize: 1_048_576, connections: 6 } : {};
  const { exchanges, wholeMs } = await uploadOver({ browser, pages, sink, links, films }, row, {
    name: page,
    page,
    options,
  });
  timeline(exchanges).forEach(say);
  const transfer = transferOf(exchanges);
  say(`${row.name}: ${JSON.stringify(transfer)}, whole ${wholeMs.toFixed(0)} ms`);
  say(`${((100 * capacityMs(row)) / transfer.ms).toFixed(1)} % of the link's capacity`);
} finally {
  await Promise.all([pages.close(), links.close(), sink.close(), context.close()]);
}
