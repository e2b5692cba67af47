import { timesText } from './table.js';
import type { Bar, Chart, Column, Measures, Row, Table } from './question.js';

/** The middle one, or the mean of the two in the middle. Throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (upper === undefined || lower === undefined) throw new RangeError('A median of nothing');
  return (lower + upper) / 2;
}

/** Round-robin; each round begins with another contestant, so that none always runs in the warmth of the same neighbour. */
export function order<T>(contestants: readonly T[], round: number): T[] {
  const start = contestants.length === 0 ? 0 : round % contestants.length;
  return [...contestants.slice(start), ...contestants.slice(0, start)];
}

export type Samples = ReadonlyMap<string, readonly Measures[]>;

/** Runs every contestant once in each round and gives the measures by contestant, in the order of the list. */
export async function interleave<T extends { readonly name: string }>(
  contestants: readonly T[],
  rounds: number,
  run: (contestant: T, round: number) => Promise<Measures>,
): Promise<Samples> {
  const samples = new Map<string, Measures[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of order(contestants, round)) {
      samples.get(contestant.name)?.push(await run(contestant, round));
    }
  }
  return samples;
}

/** Medians, and ratios to the baseline's run of the same round: what slows a whole round cancels out. */
export function tabulate(
  title: string,
  columns: readonly Column[],
  samples: Samples,
  baseline: string = samples.keys().next().value ?? '',
): Table {
  const base = samples.get(baseline) ?? [];
  const compared = columns.filter(({ ratio }) => ratio);
  const rows = [...samples].map(([contestant, runs]): Row => {
    const medians = byColumn(columns, (key) => known(runs.map((run) => run[key])));
    const ratios = byColumn(compared, (key) => known(runs.map((run, round) => quotient(run[key], base[round]?.[key]))));
    return { contestant, medians, ratios, samples: runs };
  });
  return { title, baseline, columns, rows };
}

/** One bar per row that has this figure. */
export function barChart(
  table: Table,
  key: string,
  ours: (contestant: string) => boolean,
  { title = table.title, unit = unitOf(table, key) }: { title?: string; unit?: string } = {},
): Chart {
  const bars = table.rows.flatMap(({ contestant, medians, ratios }): Bar[] => {
    const value = medians[key];
    const times = ratios[key];
    if (value == null) return [];
    return [
      {
        label: contestant,
        value,
        ...(ours(contestant) ? { kind: 'ours' } : contestant === table.baseline && { kind: 'baseline' }),
        ...(times != null && { remark: timesText(times) }),
      },
    ];
  });
  return { title, unit, bars };
}

const unitOf = ({ columns }: Table, key: string): string => columns.find((column) => column.key === key)?.unit ?? '';

function byColumn(columns: readonly Column[], of: (key: string) => readonly number[]): Measures {
  return Object.fromEntries(
    columns.map(({ key }) => {
      const values = of(key);
      return [key, values.length === 0 ? null : median(values)];
    }),
  );
}

const known = (values: readonly (number | null | undefined)[]): number[] => values.filter((value) => value != null);

const quotient = (value: number | null | undefined, base: number | null | undefined): number | null =>
  value == null || base == null || base === 0 ? null : value / base;
