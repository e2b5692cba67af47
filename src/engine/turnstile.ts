import { untilAborted } from './until-aborted.js';
import type { Abortable, Clock } from './ports.js';

interface Passing extends Abortable {
  /** Asked when it is free: whoever has to wait then keeps all behind him waiting. */
  ready(): Promise<void>;
}

/**
 * Lets the calls of several through one after the other, in the order in which they come: together they keep to the pace of
 * the slowest, in each second.
 */
export class Turnstile {
  readonly #paces = new Set<() => number>();
  #queue: Promise<void> = Promise.resolve();
  /** The calls that went through last, and when, monotonic ms. */
  #last = { calls: 0, at: -Infinity };

  constructor(private readonly clock: Pick<Clock, 'monotonic' | 'wait'>) {}

  /** Calls a second that one of them wishes, asked each time; `Infinity` while it has no wish. The result ends that. */
  heed(pace: () => number): () => void {
    this.#paces.add(pace);
    return () => void this.#paces.delete(pace);
  }

  /** Resolves when so many have gone through together; rejects with the signal's reason. */
  async pass(calls: number, { ready, signal }: Passing): Promise<void> {
    const turn = this.#queue.then(async () => {
      do {
        await this.#whenFree(calls, signal);
        await ready();
      } while (this.#earlyMs(calls) > 0);
      this.#last = { calls, at: this.clock.monotonic() };
    });
    this.#queue = turn.catch(() => undefined);
    await untilAborted(turn, signal);
  }

  async #whenFree(calls: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // Whole ms: a hair's breadth that rounding leaves would be waited for without end.
    for (let early = this.#earlyMs(calls); early > 0; early = this.#earlyMs(calls))
      await this.clock.wait(Math.ceil(early), signal);
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
