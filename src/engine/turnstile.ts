import type { Clock } from './ports.js';

/** Lets the calls of several through one after the other: together they keep to the pace of the slowest, in each second. */
export class Turnstile {
  readonly #paces = new Set<() => number>();
  /** The calls that went through last, and when, monotonic ms. */
  #last = { calls: 0, at: -Infinity };

  constructor(private readonly clock: Pick<Clock, 'monotonic' | 'wait'>) {}

  /** Calls a second that one of them wishes, asked each time; `Infinity` while it has no wish. */
  heed(pace: () => number): void {
    this.#paces.add(pace);
  }

  /** Resolves when so many may go through together, to whoever takes it first; rejects with the signal's reason. */
  async whenFree(calls: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (let early = this.#earlyMs(calls); early > 0; early = this.#earlyMs(calls))
      await this.clock.wait(early, signal);
  }

  /** Goes through with so many calls. False: it is not free, somebody else was quicker. */
  take(calls: number): boolean {
    if (this.#earlyMs(calls) > 0) return false;
    this.#last = { calls, at: this.clock.monotonic() };
    return true;
  }

  #earlyMs(calls: number): number {
    const { at, calls: before } = this.#last;
    if (before === 0) return 0;
    return at + Math.max(this.#gapMs(before), this.#gapMs(calls)) - this.clock.monotonic();
  }

  /** As many times in a second as fit whole. */
  #gapMs(calls: number): number {
    const times = Math.min(...[...this.#paces].map((pace) => pace())) / calls;
    return 1000 / (times < 1 ? times : Math.floor(times));
  }
}
