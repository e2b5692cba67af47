import type { Clock } from './ports.js';
import type { Emit } from './job.js';
import { Rate } from './rate.js';

/** One state change per this long, however many progress events come. */
const TICK_MS = 100;

/** Adds up what is confirmed and what is in flight, and tells it at most ten times a second. */
export class Meter {
  /** Bytes that have left, by part. */
  readonly #inFlight = new Map<number, number>();
  readonly #rate = new Rate();
  #moved: number;
  #ticking = false;

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
    this.#inFlight.set(n, bytes);
    this.#tick();
  }

  /** The store has answered for this part. */
  done(n: number, size: number): void {
    this.#inFlight.delete(n);
    this.confirmed += size;
    this.#tick();
  }

  /** The try was cut off: its bytes must be sent again. */
  lost(n: number): void {
    this.#inFlight.delete(n);
    this.#tick();
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
