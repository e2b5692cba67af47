import type { Clock } from './ports.js';
import type { Emit } from './job.js';
import { Rate } from './rate.js';

/** One state change per this long, however many progress events come. */
const TICK_MS = 100;

/** Before anything was measured: four times the slowest link that is worth waiting for. */
const SLOWEST_BYTES_PER_MS = 16;
const LEAST_PATIENCE_MS = 30_000;

/** Adds up what is confirmed and what is in flight, and tells it at most ten times a second. */
export class Meter {
  readonly #inFlight = new Map<number, number>();
  readonly #rate = new Rate();
  #moved: number;
  #ticking = false;
  /** What was confirmed when this run began, and when that was. */
  readonly #before: number;
  readonly #began: number;
  #answered: number;

  constructor(
    private confirmed: number,
    private readonly emit: Emit,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.#moved = confirmed;
    this.#before = confirmed;
    this.#began = clock.monotonic();
    this.#answered = this.#began;
  }

  sent(n: number, bytes: number): void {
    this.#inFlight.set(n, bytes);
    this.#tick();
  }

  /** The store has answered for this part. */
  done(n: number, size: number): void {
    this.#inFlight.delete(n);
    this.confirmed += size;
    this.#answered = this.clock.monotonic();
    this.#tick();
  }

  /** The try was cut off: its bytes must be sent again. */
  lost(n: number): void {
    this.#inFlight.delete(n);
    this.#tick();
  }

  /**
   * How long a part of this size may be silent: four times what it should take at the rate at which parts are confirmed.
   * Chromium calls bytes sent once the kernel has them, so a slow link shows one event and then nothing for a long time.
   */
  patienceMs(size: number): number {
    // Up to the last answer: in the silence after it the rate says nothing.
    const elapsed = Math.max(1, this.#answered - this.#began);
    const measured = this.confirmed > this.#before ? (this.confirmed - this.#before) / elapsed : undefined;
    const lanes = Math.max(1, this.#inFlight.size);
    return Math.max(LEAST_PATIENCE_MS, (4 * size * lanes) / (measured ?? SLOWEST_BYTES_PER_MS));
  }

  flush(): void {
    const inFlight = [...this.#inFlight.values()].reduce((sum, bytes) => sum + bytes, 0);
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
