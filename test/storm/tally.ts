export type Counts = Record<string, Record<string, number>>;

/** So many times more, or fewer. */
export const count = (counts: Map<string, number>, name: string, times = 1): void =>
  void counts.set(name, (counts.get(name) ?? 0) + times);

/** What happened how often, by group and name. */
export class Tally {
  constructor(readonly counts: Counts = {}) {}

  hit(group: string, name: string, times = 1): void {
    const names = (this.counts[group] ??= {});
    names[name] = (names[name] ?? 0) + times;
  }

  of(group: string, name: string): number {
    return this.counts[group]?.[name] ?? 0;
  }

  add(counts: Counts): void {
    for (const [group, names] of Object.entries(counts)) {
      for (const [name, times] of Object.entries(names)) this.hit(group, name, times);
    }
  }

  /** Names that should have happened and did not. */
  missing(expected: Readonly<Record<string, readonly string[]>>): string[] {
    return Object.entries(expected).flatMap(([group, names]) =>
      names.filter((name) => this.of(group, name) === 0).map((name) => `${group}: ${name}`),
    );
  }

  toString(): string {
    return Object.entries(this.counts)
      .map(([group, names]) => {
        const rows = Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1));
        const width = Math.max(...rows.map(([name]) => name.length));
        return [group, ...rows.map(([name, times]) => `  ${name.padEnd(width)} ${String(times).padStart(8)}`)].join(
          '\n',
        );
      })
      .join('\n');
  }
}
