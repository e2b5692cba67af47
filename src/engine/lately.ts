import type { Clock } from './ports.js';

/** The links in a report may be signed, often for half an hour: what is kept is still good when it is used. */
const KEPT_MS = 5 * 60_000;
/** Of a page through which somebody scrolls; the oldest go first. */
const MOST = 2_000;

interface Kept<T> {
  readonly it: T;
  /** Monotonic ms. */
  readonly at: number;
}

/** What nobody follows any more, for whoever comes back to it within five minutes. */
export class Lately<T> {
  // In the order in which they were kept.
  readonly #kept = new Map<string, Kept<T>>();

  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {}

  get size(): number {
    return this.#kept.size;
  }

  keep(id: string, it: T): void {
    this.#kept.delete(id);
    this.#kept.set(id, { it, at: this.clock.monotonic() });
    for (const [oldest, { at }] of this.#kept) {
      if (this.#kept.size <= MOST && this.clock.monotonic() - at <= KEPT_MS) break;
      this.#kept.delete(oldest);
    }
  }

  find(id: string): T | undefined {
    const kept = this.#kept.get(id);
    return kept !== undefined && this.clock.monotonic() - kept.at <= KEPT_MS ? kept.it : undefined;
  }

  drop(id: string): void {
    this.#kept.delete(id);
  }
}
