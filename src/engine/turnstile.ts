import type { Clock } from './ports.js';

/** Lets the calls of several through one after the other: together they keep to the pace of the slowest. */
export class Turnstile {
  readonly #paces = new Set<() => number>();
  /** Monotonic ms. */
  #freeAt = -Infinity;

  constructor(private readonly clock: Pick<Clock, 'monotonic' | 'wait'>) {}

  /** Calls a second that one of them wishes, asked each time; `Infinity` while it has no wish. */
  heed(pace: () => number): void {
    this.#paces.add(pace);
  }

  /** Resolves when the next may go through, to whoever takes it first; rejects with the signal's reason. */
  async whenFree(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (let early = this.#earlyMs; early > 0; early = this.#earlyMs) await this.clock.wait(early, signal);
  }

  /** Goes through with so many calls. False: it is not free, somebody else was quicker. */
  take(calls: number): boolean {
    if (this.#earlyMs > 0) return false;
    const perSecond = Math.min(...[...this.#paces].map((pace) => pace()));
    this.#freeAt = this.clock.monotonic() + (1000 * calls) / perSecond;
    return true;
  }

  get #earlyMs(): number {
    return this.#freeAt - this.clock.monotonic();
  }
}
