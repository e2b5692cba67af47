import type { Emit } from './job.js';
import type { WaitReason } from './state.js';

/** One thing that a run does at a time: a part being sent, a call to the backend. */
export interface Lane {
  /** Stuck, and why. */
  hold(reason: WaitReason): void;
  /** Moving (again). */
  proceed(): void;
  leave(): void;
}

/** An upload waits when every lane of it does. */
export class Lanes {
  readonly #reasons = new Map<symbol, WaitReason | undefined>();
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
    return {
      hold: (reason) => set(reason),
      proceed: () => set(undefined),
      leave: () => {
        this.#reasons.delete(key);
        this.#tell();
      },
    };
  }

  #tell(): void {
    const reasons = [...this.#reasons.values()];
    const reason = reasons.length > 0 && reasons.every((r) => r !== undefined) ? reasons[0] : undefined;
    if (reason === this.#waiting) return;
    this.#waiting = reason;
    this.emit(reason === undefined ? { type: 'proceed' } : { type: 'wait', reason });
  }
}
