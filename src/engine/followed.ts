import type { Follower, PollPace, Sight } from './poller.js';

/** Those that come within one task, or nearly so, are asked for together. */
const GATHER_MS = 20;
const GROWTH = 1.5;
/** Whoever is due within so much of his pause goes with this round. */
const SLACK = 0.3;

/** One thing that is looked at, between two looks. Times are monotonic ms. */
export class Followed<T> {
  readonly followers = new Map<Follower<T>, PollPace>();
  last?: T;
  #movedAt: number;
  #dueAt: number;
  #pauseMs: number;

  constructor(now: number, { pollMs: [pauseMs] }: PollPace) {
    this.#movedAt = now;
    this.#dueAt = now + GATHER_MS;
    this.#pauseMs = pauseMs;
  }

  get dueAt(): number {
    return this.#dueAt;
  }

  /** It is looked at no more. */
  get isOver(): boolean {
    return this.#dueAt === Infinity;
  }

  isDue(now: number): boolean {
    return this.#dueAt <= now + (this.last === undefined ? GATHER_MS : this.#pauseMs * SLACK);
  }

  unmovedMs(now: number): number {
    return now - this.#movedAt;
  }

  /** Somebody wants to know now. */
  hurry(now: number, { pollMs: [pauseMs] }: PollPace): void {
    this.#dueAt = now + GATHER_MS;
    this.#pauseMs = pauseMs;
  }

  /** What a look has shown: the next one is later, or sooner where it has moved, or there is none. */
  saw(it: T, now: number, sight: Sight<T>): void {
    const hasMoved = this.last === undefined || sight.hasMoved(it, this.last);
    if (hasMoved) {
      this.#pauseMs = Math.max(...this.#paces.map(([first]) => first));
      this.#movedAt = now;
    } else this.slower();
    this.last = it;
    this.#dueAt = sight.isOver(it, this.unmovedMs(now)) ? Infinity : now + this.#pauseMs;
  }

  /** Nothing has happened, or nothing was said of it. */
  slower(): void {
    const longest = Math.max(...this.#paces.map(([, ms]) => ms));
    this.#pauseMs = Math.min(longest, this.#pauseMs * GROWTH);
  }

  get #paces(): readonly PollPace['pollMs'][] {
    return [...this.followers.values()].map(({ pollMs }) => pollMs);
  }

  /** From the end of a round, and with the same `jitter` for all of it: they are asked for together again. */
  rest(now: number, jitter: number): void {
    if (!this.isOver) this.#dueAt = now + this.#pauseMs * jitter;
  }
}
