import type { Clock } from './ports.js';

/** Lateness that may be made up for, so that timers that are slow do not make the uploads slow. */
const CATCH_UP_MS = 1_000;

/** Spaces parts so that on average no more than `max-bandwidth` leaves. */
export class Pace {
  /** When all that was begun would have left at that speed, monotonic ms. */
  #freeAt = 0;

  constructor(
    private readonly clock: Clock,
    /** Bytes per second. */
    private readonly bandwidth: () => number,
  ) {}

  /** A part's turn to leave, in the order in which they asked. */
  async turn(bytes: number, signal: AbortSignal): Promise<void> {
    const ms = this.#book(bytes) - this.clock.monotonic();
    if (ms > 0) await this.clock.wait(ms, signal);
  }

  /** It leaves once more: the next ones wait for it. */
  again(bytes: number): void {
    this.#book(bytes);
  }

  #book(bytes: number): number {
    const at = Math.max(this.#freeAt, this.clock.monotonic() - CATCH_UP_MS);
    this.#freeAt = at + (bytes / this.bandwidth()) * 1000;
    return at;
  }
}
