import { DiskFile } from '../support/disk-file.js';
import type { Dice } from './dice.js';

type Bytes = Uint8Array<ArrayBuffer>;

const PART = 102_400;
/** Around every boundary: one byte, a part and its neighbours, up to six parts. */
const SIZES = [1, 17, PART - 1, PART, PART + 1, PART * 2, PART * 2 + 1, PART * 3 - 1, PART * 3 + 17, PART * 6];

/** What a person wants to have uploaded; each time it is picked the page gets another `File`. */
export interface Film {
  readonly name: string;
  readonly bytes: Bytes;
  pick(change?: { lastModified?: number; bytes?: Bytes }): DiskFile;
}

/** Different content for each without making new bytes for each. */
const POOL: Bytes = (() => {
  const pool = new Uint8Array(8 * 1024 ** 2);
  for (let at = 0, x = 1; at < pool.length; at += 1) pool[at] = x = (Math.imul(x, 16_807) >>> 8) ^ (at >>> 9);
  return pool;
})();

export class Shelf {
  #made = 0;

  constructor(
    private readonly dice: Dice,
    private readonly label: string,
  ) {}

  film(): Film {
    const size = this.dice.pick(SIZES);
    const start = this.dice.between(0, POOL.length - size);
    const bytes = POOL.subarray(start, start + size);
    this.#made += 1;
    const name = `${this.label}-${this.#made}.mp4`;
    const lastModified = 1_700_000_000_000 + this.#made * 1000;
    return {
      name,
      bytes,
      pick: (change = {}) => new DiskFile(change.bytes ?? bytes, name, { lastModified, ...change }),
    };
  }
}
