/** A speed is said anew at most this often: figures that flicker cannot be read. */
const SPEED_MS = 1_000;
/** The time left is let go up only when it is longer by that much than what is said: by a part of it, and by seconds. */
const SLACK = { share: 0.25, seconds: 4 };
/** Then so much of the difference is made up for in each second. */
const RISE_PER_SECOND = 0.2;
/** It comes down faster: good news may be told at once. */
const FALL_PER_SECOND = 0.6;

/**
 * Speed and time left as they are said. The time counts down with the clock; estimates that tell of a shorter one are
 * followed soon, those that tell of a longer one slowly, and not at all where it is hardly longer.
 */
export class Steady {
  #left: { readonly seconds: number; readonly at: number; readonly rising: boolean } | undefined;
  #speed: { readonly bytesPerSecond: number; readonly at: number } | undefined;

  /** `now` is monotonic ms. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** What to say of an estimate, in seconds. */
  left(estimate: number): number {
    const at = this.now();
    const before = this.#left;
    if (before === undefined) {
      this.#left = { seconds: estimate, at, rising: false };
      return estimate;
    }
    const passed = (at - before.at) / 1000;
    const due = before.seconds - passed;
    const far = estimate > before.seconds * (1 + SLACK.share) + SLACK.seconds;
    const rising = estimate > due && (far || before.rising);
    const seconds = rising
      ? before.seconds + (estimate - before.seconds) * made(RISE_PER_SECOND, passed)
      : estimate < due
        ? due + (estimate - due) * made(FALL_PER_SECOND, passed)
        : // Longer than what is said, by little: the clock stands still rather than running out before the bytes do.
          Math.max(due, Math.min(before.seconds, estimate));
    this.#left = { seconds, at, rising };
    return seconds;
  }

  speed(bytesPerSecond: number): number {
    const at = this.now();
    if (this.#speed === undefined || at - this.#speed.at >= SPEED_MS) this.#speed = { bytesPerSecond, at };
    return this.#speed.bytesPerSecond;
  }

  /** Nothing is sent any more: what comes next begins anew. */
  forget(): void {
    this.#left = this.#speed = undefined;
  }
}

/** Of a difference, what is made up for in so many seconds. */
const made = (perSecond: number, seconds: number): number => 1 - (1 - perSecond) ** seconds;
