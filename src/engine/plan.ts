import { MAX_PARTS } from './checkpoint.js';

/** OSS limits (UploadPart, CompleteMultipartUpload). */
export const MIN_PART_BYTES = 102_400;
export const MAX_PART_BYTES = 5 * 1024 ** 3;
/** 48.8 TB: every part number at its largest size. */
export const MAX_OBJECT_BYTES = MAX_PARTS * MAX_PART_BYTES;
/** What a crash may cost: parts under way together are no more than this, unless one alone is. */
export const MAX_OPEN_BYTES = 60 * 1024 ** 2;

const MIB = 1024 ** 2;
/**
 * As large as six at once may be; where all together send that much in a seventh of a second, what a part costs the computer
 * is felt more than a few connections less: up to as large as three may be.
 */
const LARGEST = { least: MAX_OPEN_BYTES / 6, most: MAX_OPEN_BYTES / 3 };
const NO_TIME_MS = 150;
/** Beyond this many parts their records, written down at every step, would be felt. */
const PLENTY = 2_000;
/** One part each 2 s and connection: quick to be confirmed, and less overhead than anybody can measure … */
const LEAST_MS = 2_000;
/** … unless the round trips, a preflight's and its own, would take more of its time than a tenth. */
const DEAD_TIMES = 10;
/** Parts of at most this long, so that the silence of a dead connection is over in minutes on a slow line too. */
const LONGEST_MS = 50_000;

/**
 * Before anything was measured: five parts, of different sizes, that keep 500 Mbit/s busy until the first connections,
 * dead for two round trips, have more to send.
 */
const START_BYTES_PER_MS = 12_500;
const START = { least: MIB / 4, most: 6.4 * MIB };
/** With such a delay nothing speaks for a fast line. */
const LAME_MS = 1_500;
/**
 * Connections that answer in step are silent in step: the first parts differ, in thirds. The very first is a large one: it
 * has the line to itself until the other connections are open.
 */
const STAGGERED = [4, 1, 2, 3, 5];

/** With `max-bandwidth` parts leave in bursts, twice a second. */
const BURST_MS = 500;

export interface Part {
  /** 1 to 10,000. */
  readonly n: number;
  readonly offset: number;
  readonly size: number;
}

/** What is known of the line when a part is planned. */
export interface Measured {
  /** Of a part's time, what it does not send in: two round trips, ms. */
  readonly deadMs: number;
  /** Of one connection while it sends, bytes per ms; undefined before any answer, of an earlier file too. */
  readonly eachPerMs?: number | undefined;
  /** Of all connections together as the slowest of the last answers told; undefined before any answer of these days. */
  readonly slowestPerMs?: number | undefined;
  /** How many of them the file has. */
  readonly connections: number;
  /** `max-bandwidth`, bytes per second. */
  readonly bandwidth: number;
}

const clamp = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** The size, in bytes, with which the n-th part of a file is sent best; `asked` is the page's `part-size`. */
export function partSize(n: number, total: number, line: Measured, asked: number | 'auto' = 'auto'): number {
  const { deadMs, eachPerMs, slowestPerMs, connections, bandwidth } = line;
  const start = clamp(START.least, deadMs > LAME_MS ? 0 : deadMs * START_BYTES_PER_MS, START.most);
  const each = eachPerMs ?? 0;
  const largest = clamp(LARGEST.least, (slowestPerMs ?? 0) * NO_TIME_MS, LARGEST.most);
  const steady = clamp(total / PLENTY, each * Math.max(LEAST_MS, deadMs * DEAD_TIMES), largest);
  const staggered = (start * STAGGERED[(n - 1) % STAGGERED.length]!) / 3;
  const wish =
    eachPerMs === undefined
      ? Math.min(asked === 'auto' ? Infinity : asked, staggered)
      : asked === 'auto'
        ? steady
        : asked;
  return Math.min(wish, ((slowestPerMs ?? Infinity) * LONGEST_MS) / connections, (bandwidth * BURST_MS) / 1000);
}

/** No more connections than can send a part of the smallest size each in good time. */
export const mostConnections = (slowestPerMs = Infinity): number =>
  Math.max(1, Math.floor((slowestPerMs * LONGEST_MS) / MIN_PART_BYTES));

/** What the connections of a file are busy with. */
export interface Busy {
  /** Ms until each of them is free. */
  readonly freeMs: readonly number[];
  /** Parts that are planned and wait for one, in bytes. */
  readonly queued: readonly number[];
  readonly deadMs: number;
  /** Bytes per ms of one connection: as it is, and as it may be once fewer share the line. */
  readonly eachPerMs: number;
  readonly fastestPerMs: number;
}

/** The wish, made smaller where `rest` bytes come to an end soon, so that all connections end together. */
export function evenly(wish: number, rest: number, busy: Busy): number {
  const { queued, deadMs, eachPerMs, fastestPerMs } = busy;
  const ascending = (a: number, b: number) => a - b;
  let free = [...busy.freeMs].sort(ascending);
  for (const bytes of queued) free = [...free.slice(1), free[0]! + deadMs + bytes / eachPerMs].sort(ascending);
  // As water fills a vessel with an uneven ground: the first `wet` connections, until `level`, have time for the rest.
  let level = 0;
  for (let wet = 1, sum = 0; wet <= free.length; wet += 1) {
    sum += free[wet - 1]! + deadMs;
    level = (rest / fastestPerMs + sum) / wet;
    if (wet < free.length && level <= free[wet]! + deadMs) break;
  }
  const mine = (level - free[0]! - deadMs) * fastestPerMs;
  if (mine <= wish) return mine;
  return deadMs < NEAR_MS ? wish : apart(wish, free, busy);
}

/** Connections that answer in step are silent in step: of some sizes the one whose end is the farthest from the others'. */
function apart(wish: number, [at = 0, ...others]: readonly number[], { deadMs, eachPerMs }: Busy): number {
  const round = deadMs + wish / eachPerMs;
  const distance = (bytes: number) =>
    Math.min(
      ...others.map((other) => {
        const phase = Math.abs(at + deadMs + bytes / eachPerMs - other) % round;
        return Math.min(phase, round - phase);
      }),
    );
  const sizes = APART.map((factor) => wish * factor);
  return sizes.reduce((best, size) => (distance(size) > distance(best) + round / 50 ? size : best));
}

/** So near a store answers before its silence is felt, and parts of one size are fewer parts. */
const NEAR_MS = 20;

const APART = [1, 0.9, 0.8, 0.7];

/** A wish brought within what OSS takes. */
const clampPartSize = (wish: number): number => clamp(MIN_PART_BYTES, Math.ceil(wish), MAX_PART_BYTES);

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
