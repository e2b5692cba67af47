import type { Clock } from './ports.js';
import type { Emit } from './job.js';
import { MIN_PART_BYTES } from './plan.js';
import { Rate } from './rate.js';

/** One state change per this long, however many progress events come. */
const TICK_MS = 100;

const LEAST_PATIENCE_MS = 30_000;
/** Nothing was measured yet: time for the slowest link that is worth waiting for (5 KB/s) … */
const SLOWEST_BYTES_PER_MS = 5;
/** … but not for hours. Each try that was cut off for its silence makes the next one's limit longer anyway. */
const LONGEST_PATIENCE_MS = 10 * 60_000;
/** Parts of at most this long, so that the silence of a dead connection is over in minutes on a slow link too. */
const PART_MS = 50_000;
/** The slowest of so many answers counts: a mean would forget how uneven a mobile link is. */
const ANSWERS = 6;

/** Adds up what is confirmed and what is in flight, and tells it at most ten times a second. */
export class Meter {
  readonly #inFlight = new Map<number, { readonly since: number; readonly bytes: number }>();
  readonly #rate = new Rate();
  #moved: number;
  #ticking = false;
  /** Bytes per ms of all connections together, as each of the last answers told. */
  #answers: readonly number[] = [];

  constructor(
    private confirmed: number,
    private readonly emit: Emit,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.#moved = confirmed;
  }

  /** A try begins with 0. */
  sent(n: number, bytes: number): void {
    const since = this.#inFlight.get(n)?.since ?? this.clock.monotonic();
    this.#inFlight.set(n, { since, bytes });
    this.#tick();
  }

  /** The store has answered for this part. */
  done(n: number, size: number): void {
    const { since = this.clock.monotonic() } = this.#inFlight.get(n) ?? {};
    const rate = (size * this.#lanes) / Math.max(1, this.clock.monotonic() - since);
    // The time of a smaller one, the last of its file, is the way there and back: of the line it tells nothing.
    if (size >= MIN_PART_BYTES) this.#answers = [...this.#answers, rate].slice(-ANSWERS);
    this.#inFlight.delete(n);
    this.confirmed += size;
    this.#tick();
  }

  /** The try was cut off: its bytes must be sent again. */
  lost(n: number): void {
    this.#inFlight.delete(n);
    this.#tick();
  }

  /**
   * How long a part of this size may be silent: four times what it should take at the rate at which parts are confirmed.
   * Chromium calls bytes sent once the kernel has them (4 MB at once, on a slow link), so a part that is alive can be
   * silent from its first moment to its answer. Of tries that failed the rate knows nothing: an outage is no slow link.
   */
  patienceMs(size: number): number {
    const bytes = size * Math.max(1, this.#lanes);
    const ms = this.measured ? (4 * bytes) / Math.min(...this.#answers) : bytes / SLOWEST_BYTES_PER_MS;
    return Math.min(LONGEST_PATIENCE_MS, Math.max(LEAST_PATIENCE_MS, ms));
  }

  /**
   * How large a part may be while `connections` share the line. 0 until something was measured: the first parts are as
   * small as OSS takes them, because from nothing but silence a dead line and a slow one look the same.
   */
  largestPart(connections: number): number {
    return this.measured ? (Math.min(...this.#answers) * PART_MS) / connections : 0;
  }

  /** Whether any part was answered for in this run. */
  get measured(): boolean {
    return this.#answers.length > 0;
  }

  get #lanes(): number {
    return this.#inFlight.size;
  }

  flush(): void {
    const inFlight = [...this.#inFlight.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    this.#moved = Math.max(this.#moved, this.confirmed + inFlight);
    const bytesPerSecond = this.#rate.add(this.clock.monotonic(), this.#moved);
    this.emit({
      type: 'progress',
      confirmed: this.confirmed,
      inFlight,
      ...(bytesPerSecond !== undefined && { bytesPerSecond }),
    });
  }

  #tick(): void {
    if (this.#ticking) return;
    this.#ticking = true;
    this.clock.wait(TICK_MS, this.signal).then(
      () => {
        this.#ticking = false;
        this.flush();
      },
      () => undefined,
    );
  }
}
