/** OSS limits (UploadPart, CompleteMultipartUpload). */
export const MIN_PART_BYTES = 102_400;
export const MAX_PART_BYTES = 5 * 1024 ** 3;
export const MAX_PARTS = 10_000;
/** 48.8 TB: every part number at its largest size. */
export const MAX_OBJECT_BYTES = MAX_PARTS * MAX_PART_BYTES;

const MIB = 1024 ** 2;

export interface Part {
  /** 1 to 10,000. */
  readonly n: number;
  readonly offset: number;
  readonly size: number;
}

/** A size with which progress is quick and round trips do not dominate; the number limit may still raise it. */
export function automaticPartSize(total: number): number {
  if (total <= 16 * MIB) return MIB;
  if (total <= 256 * MIB) return 4 * MIB;
  return 8 * MIB;
}

/** A wish brought within what OSS takes. */
const clampPartSize = (wish: number): number => Math.min(MAX_PART_BYTES, Math.max(MIN_PART_BYTES, Math.ceil(wish)));

/**
 * The part after `last`, or undefined when the file is covered. The size is the wish, raised where the rest of the
 * file would otherwise need more numbers than there are. Ranges that were given out never change.
 */
export function nextPart(last: Part | undefined, total: number, wish: number): Part | undefined {
  const offset = last === undefined ? 0 : last.offset + last.size;
  const n = last === undefined ? 1 : last.n + 1;
  const rest = total - offset;
  if (rest <= 0) return undefined;
  if (n > MAX_PARTS) throw new RangeError(`No part number left for ${rest} bytes`);
  const needed = Math.ceil(rest / (MAX_PARTS - n + 1));
  return { n, offset, size: Math.min(rest, Math.max(clampPartSize(wish), needed)) };
}
