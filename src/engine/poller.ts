import { stopped, type Abortable } from './abort.js';
import { UploadError } from './error.js';
import { Lanes } from './lanes.js';
import type { WaitReason } from './phases.js';
import type { Attention, Ports } from './ports.js';
import { rest } from './rest.js';
import { persist } from './retry.js';
import type { Settings } from './settings.js';
import { Wakes } from './wakes.js';

/** What is looked at, of one kind: medias, imports. */
export interface Sight<T> {
  /** As many as one look may name. */
  readonly most: number;
  /** Calls that one look takes. */
  readonly calls: number;
  /** One look at each, in the order of the ids. */
  look(ids: readonly string[], options: Abortable): Promise<readonly T[]>;
  /** Nothing more will come of it: it is looked at no more. */
  isOver(it: T): boolean;
  /** Whether something has happened since: then it is looked at sooner. */
  hasMoved(now: T, before: T): boolean;
}

/** Who wants to know how one of them stands. */
export interface Follower<T> {
  saw(it: T): void;
  /** Nobody can be asked, and why; undefined when that is over. */
  waits?(reason: WaitReason | undefined): void;
  /** The backend cannot tell, or does not tell us: the last word. */
  failed(error: UploadError): void;
}

/** How often a follower wants to know. Of several the slower one counts. */
export type PollPace = Pick<Settings, 'pollMs' | 'pollsPerSecond'>;

export interface Following extends Abortable {
  readonly pace: PollPace;
}

/** One of them, between two looks. */
interface Followed<T> {
  readonly followers: Map<Follower<T>, PollPace>;
  last?: T;
  /** Monotonic ms. */
  dueAt: number;
  pauseMs: number;
}

/** Those that come within one task, or nearly so, are asked for together. */
const GATHER_MS = 20;
const GROWTH = 1.5;
/** Whoever is due within so much of his pause goes with this round. */
const SLACK = 0.3;

/**
 * Looks at many things with few calls: those that are due together are asked for together, ever more rarely while nothing
 * happens, not at all while the page is hidden, never more often than the page allows. Runs while somebody follows.
 */
export class Poller<T> {
  readonly #followed = new Map<string, Followed<T>>();
  /** Waits for the next round, and for a backend that fails. */
  readonly #pauses = new Wakes();
  readonly #failures = new Wakes();
  readonly #lanes = new Lanes((event) => {
    this.#waiting = event.type === 'wait' ? event.reason : undefined;
    for (const { followers } of this.#followed.values())
      for (const follower of followers.keys()) follower.waits?.(this.#waiting);
  });
  #waiting: WaitReason | undefined;
  #run: AbortController | undefined;
  /** Monotonic ms. */
  #nextCallAt = -Infinity;

  constructor(
    private readonly sight: Sight<T>,
    private readonly ports: Pick<Ports, 'clock' | 'network' | 'random'> & { readonly attention?: Attention },
  ) {}

  /** Until `signal` is aborted, or it is over. What is known of it already is told at once. */
  follow(id: string, follower: Follower<T>, { pace, signal }: Following): void {
    if (signal.aborted) return;
    const dueAt = this.ports.clock.monotonic() + GATHER_MS;
    const followed: Followed<T> = this.#followed.get(id) ?? { followers: new Map(), dueAt, pauseMs: pace.pollMs[0] };
    this.#followed.set(id, followed);
    followed.followers.set(follower, pace);
    signal.addEventListener('abort', () => this.#leave(id, follower), { once: true });
    if (followed.last !== undefined) follower.saw(followed.last);
    if (this.#waiting !== undefined) follower.waits?.(this.#waiting);
    if (this.#run === undefined) void this.#begin();
    else if (followed.last === undefined) this.#pauses.wake();
  }

  /** "Now": ends a wait that can be ended. */
  nudge(): void {
    this.#pauses.wake();
    this.#failures.wake();
  }

  /** Between two looks. */
  get #leastMs(): number {
    const paces = [...this.#followed.values()].flatMap(({ followers }) => [...followers.values()]);
    return (1000 * this.sight.calls) / Math.min(...paces.map(({ pollsPerSecond }) => pollsPerSecond));
  }

  #leave(id: string, follower: Follower<T>): void {
    const followed = this.#followed.get(id);
    followed?.followers.delete(follower);
    if (followed?.followers.size === 0) this.#followed.delete(id);
    if (this.#followed.size === 0) this.#run?.abort(stopped('Nobody looks any more'));
  }

  async #begin(): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    try {
      while (this.#followed.size > 0) await this.#round(run.signal);
    } catch (thrown) {
      if (!run.signal.aborted) for (const id of [...this.#followed.keys()]) this.#fail(id, UploadError.from(thrown));
    } finally {
      this.#run = undefined;
      // Somebody came while it was ending.
      if (this.#followed.size > 0) void this.#begin();
    }
  }

  async #round(signal: AbortSignal): Promise<void> {
    const { clock, attention } = this.ports;
    const soonest = Math.min(...[...this.#followed.values()].map(({ dueAt }) => dueAt));
    const job = { ports: this.ports, onNudge: this.#pauses.add };
    await rest(Math.max(0, soonest - clock.monotonic()), { job, signal });
    await attention?.whenShown(signal);
    const now = clock.monotonic();
    const due = [...this.#followed].flatMap(([id, { dueAt, pauseMs, last }]) =>
      dueAt <= now + (last === undefined ? 0 : pauseMs * SLACK) ? [id] : [],
    );
    const pauses = 0.9 + this.ports.random() * 0.2;
    for (let at = 0; at < due.length; at += this.sight.most) {
      const ids = due.slice(at, at + this.sight.most).filter((id) => this.#followed.has(id));
      if (ids.length > 0) await this.#look(ids, signal);
    }
    // From its end, and the same for all: those that were asked for together are asked for together again.
    const end = clock.monotonic();
    for (const id of due) {
      const followed = this.#followed.get(id);
      if (followed !== undefined) followed.dueAt = end + followed.pauseMs * pauses;
    }
  }

  async #look(ids: readonly string[], signal: AbortSignal): Promise<void> {
    const { clock } = this.ports;
    const lane = this.#lanes.enter();
    const step = async () => {
      const early = this.#nextCallAt - clock.monotonic();
      if (early > 0) await clock.wait(early, signal);
      this.#nextCallAt = clock.monotonic() + this.#leastMs;
      return this.sight.look(ids, { signal });
    };
    try {
      const job = { ports: this.ports, onNudge: this.#failures.add };
      const seen = await persist(step, { job, lane, signal, retry: ({ code }) => !TELLS_NOTHING.includes(code) });
      for (const [n, id] of ids.entries()) this.#saw(id, seen[n]);
    } catch (thrown) {
      signal.throwIfAborted();
      lane.proceed();
      for (const id of ids) this.#fail(id, UploadError.from(thrown));
    } finally {
      lane.leave();
    }
  }

  #saw(id: string, it: T | undefined): void {
    const followed = this.#followed.get(id);
    if (followed === undefined || it === undefined) return;
    const { last, followers } = followed;
    const paces = [...followers.values()].map(({ pollMs }) => pollMs);
    const first = Math.max(...paces.map(([ms]) => ms));
    const longest = Math.max(...paces.map(([, ms]) => ms));
    const hasMoved = last === undefined || this.sight.hasMoved(it, last);
    followed.pauseMs = hasMoved ? first : Math.min(longest, followed.pauseMs * GROWTH);
    followed.last = it;
    if (this.sight.isOver(it)) this.#followed.delete(id);
    for (const follower of [...followers.keys()]) follower.saw(it);
  }

  #fail(id: string, error: UploadError): void {
    const followed = this.#followed.get(id);
    this.#followed.delete(id);
    for (const follower of followed?.followers.keys() ?? []) follower.failed(error);
  }
}

/** Backends that do not have the action, or do not let this person have it. */
export const TELLS_NOTHING: readonly string[] = ['backend-unsupported', 'backend-refused'];
