import { MIN_PART_BYTES } from './plan.js';
import type { Clock } from './ports.js';

const LEAST_PATIENCE_MS = 30_000;
/** Nothing was measured yet: time for the slowest line that is worth waiting for (5 KB/s) … */
const SLOWEST_BYTES_PER_MS = 5;
/** … but not for hours. Each try that was cut off for its silence makes the next one's limit longer anyway. */
const LONGEST_PATIENCE_MS = 10 * 60_000;
/** The slowest of so many answers counts: a mean would forget how uneven a mobile line is. */
const ANSWERS = 6;
/** How much of what was known of a connection still counts after one more answer. */
const MEMORY = 0.75;

/** Of a part's time, so much it did send in: what is less than that is not told from the dead time. */
const SURE = 0.1;

/** One try of one part. */
export interface Try {
  readonly bytes: number;
  /** Monotonic ms. */
  readonly since: number;
  /** The most that shared the line with it, itself included. */
  lanes: number;
}

/** What the answers of the bucket tell of the line to it. */
export class Gauge {
  readonly #tries = new Set<Try>();
  #deadMs = Infinity;
  /** Bytes per ms of all connections together, as each of the last answers told. */
  #answers: readonly number[] = [];
  /** Of single connections: bytes, and the ms in which they left; the older, the less they count. */
  #each = { bytes: 0, ms: 0 };
  #singles: readonly number[] = [];

  constructor(private readonly clock: Clock) {}

  /** Anything was answered in so many ms. */
  heard(ms: number): void {
    this.#deadMs = Math.min(this.#deadMs, ms);
  }

  /** The line was not used for a while: what was so fast may be another network now, and its silence means something else. */
  rested(): void {
    this.#answers = [];
  }

  begin(bytes: number): Try {
    const begun = { bytes, since: this.clock.monotonic(), lanes: 1 };
    this.#tries.add(begun);
    for (const each of this.#tries) each.lanes = Math.max(each.lanes, this.#tries.size);
    return begun;
  }

  /** The store has answered for it. */
  done(part: Try): void {
    const ms = this.clock.monotonic() - part.since;
    const { bytes } = part;
    this.heard(ms);
    // The time of a smaller one, the last of its file, is the way there and back: of the line it tells nothing.
    if (bytes >= MIN_PART_BYTES) {
      this.#answers = [...this.#answers, (bytes * this.#tries.size) / Math.max(1, ms)].slice(-ANSWERS);
      const sending = Math.max(1, ms - this.#deadMs, ms * SURE);
      this.#singles = [...this.#singles, bytes / sending].slice(-ANSWERS);
      this.#each = { bytes: this.#each.bytes * MEMORY + bytes, ms: this.#each.ms * MEMORY + sending };
    }
    this.#tries.delete(part);
  }

  /** The try was cut off. Of those that failed the rates know nothing: an outage is no slow line. */
  lost(part: Try): void {
    this.#tries.delete(part);
  }

  /** Whether any part was answered for since the line was last at rest. */
  get measured(): boolean {
    return this.#answers.length > 0;
  }

  /** Of a part's time, what it does not send in: the fewest ms in which anything was answered. */
  get deadMs(): number {
    return this.#deadMs;
  }

  /** Of one connection while it sends, bytes per ms, from earlier files too. */
  get eachPerMs(): number | undefined {
    return this.#each.ms > 0 ? this.#each.bytes / this.#each.ms : undefined;
  }

  /** Of all connections together, bytes per ms, by the slowest of the last answers. */
  get slowestPerMs(): number | undefined {
    return this.measured ? Math.min(...this.#answers) : undefined;
  }

  /** The most of one connection, bytes per ms. */
  get fastestPerMs(): number | undefined {
    return this.#singles.length > 0 ? Math.max(...this.#singles) : undefined;
  }

  /** Ms from now until a try should be answered. */
  leftMs({ bytes, since }: Try): number {
    const ms = this.#deadMs + bytes / (this.eachPerMs ?? Infinity);
    return Math.max(0, since + ms - this.clock.monotonic());
  }

  /**
   * How long a part of this size may be silent: four times what it should take at the rate at which parts are confirmed.
   * Chromium calls bytes sent once the kernel has them (4 MB at once, on a slow line), so a part that is alive can be
   * silent from its first moment to its answer. Before any is answered the smallest one tells a dead line from a slow one:
   * as connections share the line, it would have been answered for.
   */
  patienceMs(bytes: number): number {
    const lanes = Math.max(1, ...[...this.#tries].map((part) => part.lanes));
    const slowest = this.slowestPerMs;
    if (slowest !== undefined) {
      const ms = (bytes * lanes) / slowest;
      return Math.max(LEAST_PATIENCE_MS, Math.min(4 * ms, Math.max(LONGEST_PATIENCE_MS, 1.5 * ms)));
    }
    const smallest = Math.max(MIN_PART_BYTES, Math.min(bytes, ...[...this.#tries].map((part) => part.bytes)));
    return clamp((smallest * lanes) / SLOWEST_BYTES_PER_MS);
  }
}

const clamp = (ms: number): number => Math.min(LONGEST_PATIENCE_MS, Math.max(LEAST_PATIENCE_MS, ms));
