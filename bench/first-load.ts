import { cdnFiles } from './first-load/cdn.js';
import { CONTESTANTS, type Contestant } from './first-load/contestants.js';
import { barChart, interleave, tabulate, type Samples } from './harness/measure.js';
import { bundle, servePages, withOfficialUploader, type Page, type PageServer } from './harness/pages.js';
import type { Column, Context, Measures, Result, Table } from './harness/question.js';

export const name = 'first-load';
export const title = 'What does a page load and run until a file can be given to it';

const KIB = 1024;

const COLUMNS: readonly Column[] = [
  { key: 'bytes', title: 'transferred', unit: 'KiB gzip', ratio: true },
  { key: 'requests', title: 'requests', unit: '', digits: 0 },
  { key: 'script', title: 'scripts', unit: 'ms', ratio: true },
  { key: 'busy', title: 'main thread', unit: 'ms', ratio: true },
  { key: 'usable', title: 'usable after', unit: 'ms', digits: 0 },
];

export async function run(context: Context): Promise<Result> {
  const pages = new Map<string, Page>();
  for (const contestant of CONTESTANTS) pages.set(contestant.page, await pageOf(contestant, context));
  const server = await servePages(pages);
  try {
    const samples = await interleave(CONTESTANTS, context.rounds, (contestant) => load(context, server, contestant));
    return report(samples);
  } finally {
    await server.close();
  }
}

async function pageOf({ page, body }: Contestant, { log }: Context): Promise<Page> {
  const bundled = await bundle(`first-load/${page}`, body);
  if (page === 'aliyun-upload-vod.mjs') return withOfficialUploader(bundled);
  if (page !== 'cdn.mjs') return bundled;
  return {
    ...bundled,
    files: new Map([...bundled.files, ...cdnFiles(log)]),
    scripts: ['cdn.js', ...bundled.scripts],
  };
}

async function load(context: Context, server: PageServer, { name: of, page }: Contestant): Promise<Measures> {
  const browser = await context.browser();
  try {
    const tab = await browser.newPage();
    const session = await tab.createCDPSession();
    // processor time: what other processes take from the page meanwhile does not count
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const figure = async (): Promise<(key: string) => number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (key) => metrics.find((metric) => metric.name === key)?.value ?? 0;
    };
    const before = await figure();
    server.loaded();
    await tab.goto(server.url(page));
    const usable = await tab.evaluate(() => (globalThis as unknown as { usable: Promise<number> }).usable);
    const after = await figure();
    const spent = (...keys: string[]) => keys.reduce((sum, key) => sum + (after(key) - before(key)) * 1000, 0);
    // what comes by itself once the page is at rest belongs to the first load too
    await tab.waitForNetworkIdle({ idleTime: 500 });
    const { bytes, requests } = server.loaded();
    context.log(`${of}: ${(bytes / KIB).toFixed(1)} KiB`);
    return {
      bytes: bytes / KIB,
      requests,
      script: spent('ScriptDuration', 'V8CompileDuration'),
      busy: spent('TaskDuration'),
      usable,
    };
  } catch (cause) {
    throw new Error(`${of} did not load`, { cause });
  } finally {
    await browser.close();
  }
}

function report(samples: Samples): Result {
  const table = (about: string, hasInterface: boolean): Table => {
    const among = CONTESTANTS.filter((contestant) => contestant.hasInterface === hasInterface);
    return tabulate(about, COLUMNS, new Map(among.map(({ name: of }) => [of, samples.get(of) ?? []])));
  };
  const complete = table('With something to click and drop upon', true);
  const bare = table('With a bare file input', false);
  const ours = (of: string) => /^<?vod-uploader/.test(of);
  const unit = 'KiB gzip, less is better';
  return {
    tables: [complete, bare],
    charts: [
      barChart(complete, 'bytes', ours, { title: 'First load of a complete uploader', unit }),
      barChart(bare, 'bytes', ours, { title: 'First load of a client without interface', unit }),
    ],
    notes: [
      'Each product is bundled and minified by Vite, alone on a page; cdn is the built file itself, the official uploader with ali-oss are plain scripts, as their authors say (it does not run inside a bundle).',
      'Bytes are those of bodies at gzip level 9, document and stylesheets included, until the network has been at rest for half a second after the page became usable. Headers are left out.',
      'Usable: what a person clicks or drops upon takes room on the page. Scripts (compiling included) and main thread are processor time until then, in a new browser with a new profile.',
      'Loopback has no round trip: a product that loads in steps pays for each of them elsewhere. No processor is slowed down here; a phone takes several times as long, in about the same ratios.',
      'The products do not do the same: what they lack in comparison (resume, checksums, a queue, signatures, words in another language) is not weighed.',
    ],
  };
}
