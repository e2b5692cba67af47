import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { chartSvg } from '../../bench/harness/chart.js';
import { tabulate } from '../../bench/harness/measure.js';
import type { Question, Result } from '../../bench/harness/question.js';
import { markdownTable, plainTable } from '../../bench/harness/table.js';
import { keepResults, writeResults } from '../../bench/harness/write-results.js';
import { childrenOf, parseXml } from '../../src/oss/xml.js';

const TABLE = tabulate(
  '512 MiB',
  [
    { key: 'speed', title: 'throughput', unit: 'MiB/s', digits: 0, ratio: true },
    { key: 'cpu', title: 'CPU', unit: '' },
  ],
  new Map([
    ['raw', [{ speed: 200, cpu: null }]],
    ['<vod-uploader> | x', [{ speed: 2400, cpu: 0.25 }]],
  ]),
);

const CHART = {
  title: 'Speed & <more>',
  unit: 'MiB/s',
  bars: [
    { label: '<vod-uploader>', value: 200, kind: 'ours' as const, remark: '2.00×' },
    { label: 'raw', value: 100, kind: 'baseline' as const },
    { label: 'nothing', value: 0 },
  ],
};

let folder: string | undefined;

afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  folder = undefined;
});

describe('What a benchmark shows', () => {
  it('is a table with its columns under each other, a dash for what is not known', () => {
    expect(plainTable(TABLE).split('\n')).toEqual([
      '512 MiB',
      '                    throughput, MiB/s  CPU',
      '──────────────────  ─────────────────  ───',
      'raw                       200 (1.00×)    –',
      '<vod-uploader> | x         2400 (12×)  0.3',
    ]);
  });

  it('is the same in Markdown, where neither a pipe nor a tag breaks out', () => {
    expect(markdownTable(TABLE).split('\n')).toEqual([
      '|  | throughput, MiB/s | CPU |',
      '| --- | ---: | ---: |',
      '| raw | 200 (1.00×) | – |',
      '| \\<vod-uploader> \\| x | 2400 (12×) | 0.3 |',
    ]);
  });

  it('is a chart: well-formed, bars as long as their figures, for light and dark', () => {
    const svg = chartSvg([CHART, CHART]);
    const root = parseXml(svg);
    expect(root.name).toBe('svg');
    const texts = childrenOf(root, 'text').map(({ text }) => text);
    expect(texts.slice(0, 4)).toEqual(['Speed & <more>', 'MiB/s', '<vod-uploader>', '200 · 2.00×']);
    const width = (kind: string) => Number(new RegExp(`class="${kind}" x="12" width="([\\d.]+)"`).exec(svg)?.[1]);
    expect(width('baseline') / width('ours')).toBeCloseTo(0.5);
    expect(width('other')).toBe(2);
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  it('stays inside its paper, down to the last bar', () => {
    const svg = chartSvg([CHART, CHART]);
    const height = Number(/<svg[^>]* height="(\d+)"/.exec(svg)?.[1]);
    const ends = [...svg.matchAll(/<rect class="rail"[^>]* y="(\d+)" height="(\d+)"/g)].map(
      ([, y, h]) => Number(y) + Number(h),
    );
    expect(ends).toHaveLength(6);
    expect(Math.max(...ends)).toBeLessThan(height);
  });

  it('is written as JSON with every run, as Markdown and as SVG', async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-results-'));
    const result: Result = { tables: [TABLE], charts: [CHART], notes: ['No loss.'] };
    const question: Question = { name: 'speed', title: 'How fast', run: () => Promise.resolve(result) };
    const origin = {
      date: '2026-01-02T03:04:05Z',
      browser: 'Chrome/1',
      node: 'v20',
      machine: '2 × CPU',
      loadBefore: 0.25,
    };
    const paths = writeResults(question, { quick: true, rounds: 1 }, origin, result, `${folder}/`);
    expect(paths.map((path) => path.slice(folder!.length + 1))).toEqual(['speed.json', 'speed.md', 'speed.svg']);
    const json = JSON.parse(await readFile(paths[0]!, 'utf8')) as Result & { origin: unknown; rounds: number };
    expect(json).toMatchObject({ name: 'speed', quick: true, rounds: 1, origin });
    expect(json.tables[0]?.rows[1]?.samples).toEqual([{ speed: 2400, cpu: 0.25 }]);
    expect(await readFile(paths[1]!, 'utf8')).toContain(
      '2026-01-02, Chrome/1, 2 × CPU, load 0.3 before; one round, quick.',
    );
    const kept = keepResults(paths, `${folder}/kept/`);
    expect(kept.map((path) => path.slice(folder!.length + 1))).toEqual(['kept/speed.md', 'kept/speed.svg']);
    expect(await readFile(kept[1]!, 'utf8')).toBe(await readFile(paths[2]!, 'utf8'));
  });
});
