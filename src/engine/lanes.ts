import type { Emit } from './job.js';
import type { WaitReason } from './state.js';

/** One thing that a run does at a time: a part being sent, a call to the backend. */
export interface Lane {
  /** Stuck, and why. */
  hold(reason: WaitReason): void;
  /** Moving (again). */
  proceed(): void;
  /** Calls back whenever the upload as a whole, having waited, moves again: what held this one may be over too. */
  onMove(wake: () => void, signal: AbortSignal): void;
  leave(): void;
}

/** An upload waits when every lane of it does. */
export class Lanes {
  readonly #reasons = new Map<symbol, WaitReason | undefined>();
  readonly #resting = new Set<() => void>();
  #waiting: WaitReason | undefined;

  constructor(private readonly emit: Emit) {}

  enter(): Lane {
    const key = Symbol('lane');
    const set = (reason: WaitReason | undefined) => {
      if (!this.#reasons.has(key) || this.#reasons.get(key) === reason) return;
      this.#reasons.set(key, reason);
      this.#tell();
    };
    this.#reasons.set(key, undefined);
    this.#tell();
    return {
      hold: (reason) => set(reason),
      proceed: () => set(undefined),
      onMove: (wake, signal) => {
        this.#resting.add(wake);
        signal.addEventListener('abort', () => this.#resting.delete(wake), { once: true });
      },
      leave: () => {
        const stuck = this.#reasons.get(key) !== undefined;
        this.#reasons.delete(key);
        // Who leaves while stuck has given up: nothing goes on before the next one enters.
        if (!stuck || this.#reasons.size > 0) this.#tell();
      },
    };
  }

  #tell(): void {
    const reasons = [...this.#reasons.values()];
    const reason = reasons.length > 0 && reasons.every((r) => r !== undefined) ? reasons[0] : undefined;
    if (reason === this.#waiting) return;
    this.#waiting = reason;
    this.emit(reason === undefined ? { type: 'proceed' } : { type: 'wait', reason });
    if (reason === undefined) for (const wake of [...this.#resting]) wake();
  }
}
