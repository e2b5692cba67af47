/** One amount of work, of several along an axis. */
export interface Scale {
  readonly name: string;
  /** Of what the axis counts: GB, thousands of parts, files. */
  readonly amount: number;
  readonly files: number;
  /** Bytes of each file. */
  readonly size: number;
  readonly partSize?: number;
}

export interface Axis {
  readonly title: string;
  /** Of one `amount`. */
  readonly per: string;
  readonly scales: readonly Scale[];
}

const MB = 1_000_000;
const PART = 262_144;
const SMALL = 1 * MB;

/** The quick run ends at 1 GB, 1,000 parts and 100 files. */
export function axes(quick: boolean): Axis[] {
  const sizes = quick ? [100, 300, 1_000] : [100, 1_000, 10_000];
  const parts = quick ? [10, 100, 1_000] : [10, 100, 1_000, 10_000];
  const files = quick ? [1, 10, 100] : [1, 10, 100, 1_000];
  return [
    {
      title: 'One file that grows',
      per: 'GB',
      scales: sizes.map((mb) => ({
        name: mb < 1_000 ? `${mb} MB` : `${mb / 1_000} GB`,
        amount: mb / 1_000,
        files: 1,
        size: mb * MB,
      })),
    },
    {
      title: 'Parts of 256 KiB that grow in number',
      per: '1,000 parts',
      scales: parts.map((n) => ({
        name: `${n.toLocaleString('en')} parts`,
        amount: n / 1_000,
        files: 1,
        size: n * PART,
        partSize: PART,
      })),
    },
    {
      title: 'Files of 1 MB that grow in number',
      per: '100 files',
      scales: files.map((n) => ({
        name: `${n.toLocaleString('en')} file${n === 1 ? '' : 's'}`,
        amount: n / 100,
        files: n,
        size: SMALL,
      })),
    },
  ];
}

/** For each scale but the first, what each further unit of work cost since the one before. */
export function slopes(scales: readonly Pick<Scale, 'amount'>[], costs: readonly number[]): (number | null)[] {
  return scales.map(({ amount }, at) => {
    const [before, cost, earlier] = [scales[at - 1], costs[at], costs[at - 1]];
    if (before === undefined || cost === undefined || earlier === undefined) return null;
    return (cost - earlier) / (amount - before.amount);
  });
}
