import { createHash, type Hash } from 'node:crypto';
import { combineCrc64 } from '../../src/emulator/crc64.js';

/**
 * Every byte of the files that are sent. So the sink knows the checksums of any range by its length alone: it answers
 * as OSS does, and refuses a wrong Content-MD5, without the cost of hashing what it throws away.
 */
export const FILLER = 0x56;

export interface Sums {
  /** Upper-case hex, as in OSS's ETags. */
  readonly etag: string;
  /** Base64, as in Content-MD5. */
  readonly md5: string;
  /** Unsigned decimal. */
  readonly crc64: string;
}

const known = new Map<number, Sums>();

/** Of so many bytes. What is hashed once is never hashed again: a new length costs an MD5 over less than 1 MiB. */
export function sumsOf(length: number): Sums {
  let sums = known.get(length);
  if (sums === undefined) known.set(length, (sums = compute(length)));
  return sums;
}

const BLOCK = new Uint8Array(1024 ** 2).fill(FILLER);

/** After so many blocks. */
const hashed: Hash[] = [createHash('md5')];

function afterBlocks(count: number): Hash {
  for (let at = hashed.length; at <= count; at += 1) hashed.push(hashed[at - 1]!.copy().update(BLOCK));
  return hashed[count]!.copy();
}

function compute(length: number): Sums {
  const hash = afterBlocks(Math.floor(length / BLOCK.length)).update(BLOCK.subarray(0, length % BLOCK.length));
  const digest = hash.digest();
  return {
    etag: digest.toString('hex').toUpperCase(),
    md5: digest.toString('base64'),
    crc64: crc64Of(length).toString(),
  };
}

const POLYNOMIAL = 0xc96c5795d7870f42n;
const ONES = (1n << 64n) - 1n;

function crc64OfOne(): bigint {
  let crc = ONES ^ BigInt(FILLER);
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ POLYNOMIAL : crc >> 1n;
  return crc ^ ONES;
}

/** From the checksums of 1, 2, 4 … bytes. All bytes are alike, so their order does not matter. */
function crc64Of(length: number): bigint {
  const blocks: { crc64: bigint; size: number }[] = [];
  let power = { crc64: crc64OfOne(), size: 1 };
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) blocks.push(power);
    power = { crc64: combineCrc64([power, power]), size: power.size * 2 };
  }
  return combineCrc64(blocks);
}
