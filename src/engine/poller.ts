import { stopped, type Abortable } from './abort.js';
import { UploadError } from './error.js';
import { Followed } from './followed.js';
import { Lanes } from './lanes.js';
import { Lately } from './lately.js';
import type { WaitReason } from './phases.js';
import type { Attention, Ports } from './ports.js';
import { rest } from './rest.js';
import { persist } from './retry.js';
import type { Settings } from './settings.js';
import { Turnstile } from './turnstile.js';
import { Wakes } from './wakes.js';

/** What is looked at, of one kind: medias, imports. */
export interface Sight<T> {
  /** As many as one look may name. */
  readonly most: number;
  /** Calls that one look takes. */
  readonly calls: number;
  /** One look at each, in the order of the ids. */
  look(ids: readonly string[], options: Abortable): Promise<readonly T[]>;
  /** Nothing more will come of it, or nothing has for so long: it is looked at no more. */
  isOver(it: T, unmovedMs: number): boolean;
  /** Whether something has happened since: then it is looked at sooner. */
  hasMoved(now: T, before: T): boolean;
}

/** Who wants to know how one of them stands. */
export interface Follower<T> {
  /** How long it has been so, as far as anybody here has looked. */
  saw(it: T, unmovedMs: number): void;
  /** Nobody can be asked, and why; undefined when that is over. */
  waits?(reason: WaitReason | undefined): void;
  /** The backend cannot tell, or does not tell us: the last word. */
  failed(error: UploadError): void;
}

/** How often a follower wants to know. Of several the slower one counts. */
export type PollPace = Pick<Settings, 'pollMs' | 'pollsPerSecond'>;

export interface Following extends Abortable {
  readonly pace: PollPace;
  /** Looks now, also at what was over a moment ago: what has failed may have been mended. */
  readonly afresh?: boolean;
}

/**
 * Looks at many things with few calls: those that are due together are asked for together, ever more rarely while nothing
 * happens, not at all while the page is hidden, never more often than the page allows. Runs while somebody follows.
 */
export class Poller<T> {
  readonly #followed = new Map<string, Followed<T>>();
  readonly #lately: Lately<Followed<T>>;
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

  constructor(
    private readonly sight: Sight<T>,
    private readonly ports: Pick<Ports, 'clock' | 'network' | 'random'> & { readonly attention?: Attention },
    /** Of all who look, one for the page. */
    private readonly turnstile = new Turnstile(ports.clock),
  ) {
    this.#lately = new Lately(ports.clock);
  }

  /** Until `signal` is aborted, or it is over. What is known of it already, or was a moment ago, is told at once. */
  follow(id: string, follower: Follower<T>, { pace, signal, afresh = false }: Following): void {
    if (signal.aborted) return;
    const now = this.ports.clock.monotonic();
    const active = this.#followed.get(id);
    const known = active ?? (afresh ? undefined : this.#lately.find(id));
    if (known?.isOver) return follower.saw(known.last!, known.unmovedMs(now));
    const followed = known ?? new Followed<T>(now, pace);
    if (afresh) followed.hurry(now, pace);
    this.#lately.drop(id);
    this.#followed.set(id, followed);
    followed.followers.set(follower, pace);
    signal.addEventListener('abort', () => this.#leave(id, follower), { once: true });
    if (followed.last !== undefined) follower.saw(followed.last, followed.unmovedMs(now));
    if (this.#waiting !== undefined) follower.waits?.(this.#waiting);
    if (this.#run === undefined) void this.#begin();
    else if (active === undefined || afresh) this.#pauses.wake();
  }

  /** "Now": ends a wait that can be ended. */
  nudge(): void {
    this.#pauses.wake();
    this.#failures.wake();
  }

  /** Nobody follows. */
  get isIdle(): boolean {
    return this.#followed.size === 0;
  }

  /** Calls a second; `Infinity` while nobody follows. */
  get #pace(): number {
    const paces = [...this.#followed.values()].flatMap(({ followers }) => [...followers.values()]);
    return Math.min(...paces.map(({ pollsPerSecond }) => pollsPerSecond));
  }

  #leave(id: string, follower: Follower<T>): void {
    const followed = this.#followed.get(id);
    followed?.followers.delete(follower);
    if (followed?.followers.size === 0) {
      this.#followed.delete(id);
      if (followed.last !== undefined) this.#lately.keep(id, followed);
    }
    if (this.#followed.size === 0) this.#run?.abort(stopped('Nobody looks any more'));
  }

  async #begin(): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    const ignore = this.turnstile.heed(() => this.#pace);
    try {
      while (this.#followed.size > 0) await this.#round(run.signal);
    } catch (thrown) {
      if (!run.signal.aborted) for (const id of [...this.#followed.keys()]) this.#fail(id, UploadError.from(thrown));
    } finally {
      ignore();
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
    const due = [...this.#followed].flatMap(([id, followed]) => (followed.isDue(now) ? [id] : []));
    const jitter = 0.9 + this.ports.random() * 0.2;
    for (let at = 0; at < due.length; at += this.sight.most) {
      const ids = due.slice(at, at + this.sight.most).filter((id) => this.#followed.has(id));
      if (ids.length > 0) await this.#look(ids, signal);
    }
    const end = clock.monotonic();
    for (const id of due) this.#followed.get(id)?.rest(end, jitter);
  }

  async #look(ids: readonly string[], signal: AbortSignal): Promise<void> {
    const { turnstile, sight } = this;
    const lane = this.#lanes.enter();
    const step = async () => {
      // It may be hidden in the middle of a round, or while a backend fails.
      const ready = async () => this.ports.attention?.whenShown(signal);
      await turnstile.pass(sight.calls, { ready, signal });
      return sight.look(ids, { signal });
    };
    try {
      const job = { ports: this.ports, onNudge: this.#failures.add };
      const seen = await persist(step, { job, lane, signal, retry: ({ code }) => !LAST_WORDS.includes(code) });
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
    if (followed === undefined) return;
    if (it === undefined) return followed.slower();
    const now = this.ports.clock.monotonic();
    const told = [...followed.followers.keys()];
    followed.saw(it, now, this.sight);
    if (followed.isOver) {
      followed.followers.clear();
      this.#followed.delete(id);
      this.#lately.keep(id, followed);
    }
    for (const follower of told) follower.saw(it, followed.unmovedMs(now));
  }

  #fail(id: string, error: UploadError): void {
    const followed = this.#followed.get(id);
    this.#followed.delete(id);
    for (const follower of followed?.followers.keys() ?? []) follower.failed(error);
  }
}

/** Backends that do not have the action, or do not let this person have it. */
export const TELLS_NOTHING: readonly string[] = ['backend-unsupported', 'backend-refused'];
const LAST_WORDS: readonly string[] = [...TELLS_NOTHING, 'no-endpoint'];
