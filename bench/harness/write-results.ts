import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chartSvg } from './chart.js';
import type { Context, Question, Result } from './question.js';
import { markdownTable } from './table.js';

/** Where a result comes from: figures of two machines, or of two days, are not to be compared. */
export interface Origin {
  readonly date: string;
  readonly browser: string;
  readonly node: string;
  readonly machine: string;
  /** Processes that wanted a core, over the last minute before the question was asked. */
  readonly loadBefore: number;
}

export const originOf = (browser: string): Origin => ({
  date: new Date().toISOString(),
  browser,
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, ${platform()} ${arch()}`,
  loadBefore: loadavg()[0] ?? 0,
});

/** Writes `<name>.json`, `.md` and `.svg`; gives the paths. */
export function writeResults(
  { name, title }: Question,
  { quick, rounds }: Pick<Context, 'quick' | 'rounds'>,
  origin: Origin,
  result: Result,
  folder = fileURLToPath(new URL('../results/', import.meta.url)),
): string[] {
  mkdirSync(folder, { recursive: true });
  const files = {
    json: `${JSON.stringify({ name, title, quick, rounds, origin, ...result }, null, 2)}\n`,
    md: markdown(title, { quick, rounds }, origin, result),
    ...(result.charts.length > 0 && { svg: chartSvg(result.charts) }),
  };
  return Object.entries(files).map(([extension, content]) => {
    const path = `${folder}${name}.${extension}`;
    writeFileSync(path, content);
    return path;
  });
}

/** Copies table and chart to where they are part of the project; every single run is not. Gives the paths. */
export function keepResults(
  paths: readonly string[],
  folder = fileURLToPath(new URL('../../docs/benchmark/', import.meta.url)),
): string[] {
  mkdirSync(folder, { recursive: true });
  const kept = paths.filter((path) => !path.endsWith('.json'));
  return kept.map((path) => {
    const copy = `${folder}${basename(path)}`;
    copyFileSync(path, copy);
    return copy;
  });
}

function markdown(title: string, how: { quick: boolean; rounds: number }, origin: Origin, result: Result): string {
  const { date, browser, machine, loadBefore } = origin;
  const rounds = how.rounds === 1 ? 'one round' : `medians of ${how.rounds} interleaved rounds`;
  return [
    `# ${title}`,
    `${date.slice(0, 10)}, ${browser}, ${machine}, load ${loadBefore.toFixed(1)} before; ${rounds}${how.quick ? ', quick' : ''}.`,
    ...result.tables.flatMap((table) => [`## ${table.title}`, markdownTable(table)]),
    result.notes.map((note) => `- ${note}`).join('\n'),
    '',
  ].join('\n\n');
}
