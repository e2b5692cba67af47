import type { Late } from '../engine/late.js';

/** What does not come by then hangs on a connection that is dead, or nearly so: another one is tried. */
const PATIENCE_MS = 20_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [500, 30_000];

/** Code that is brought until it is there, however long that takes, and who waits for it. */
export class Arrival<T, Module> {
  #it: T | undefined;
  #bringing: Promise<void> | undefined;
  readonly #waiting = new Set<(it: T) => void>();

  /** `welcome` hears of it before all others. */
  constructor(
    private readonly load: Late<Module>,
    private readonly pick: (module: Module) => T,
    private readonly welcome: (it: T) => void,
  ) {}

  get isHere(): boolean {
    return this.#it !== undefined;
  }

  /** Undefined while it is on its way. */
  get here(): T | undefined {
    return this.#it;
  }

  /** It is here, wherever it came from. */
  arrive(it: T): void {
    if (this.#it !== undefined) return;
    this.#it = it;
    this.welcome(it);
    for (const act of this.#waiting) act(it);
    this.#waiting.clear();
  }

  /** Loads it ahead of time. What does not come is loaded when it is needed. */
  preload(): void {
    if (!this.isHere) void this.#coming(this.load());
  }

  /** Acts with it: now or, however long it takes to come, then. */
  with(act: (it: T) => void): void {
    if (this.#it !== undefined) return act(this.#it);
    this.#waiting.add(act);
    void (this.#bringing ??= this.#bring());
  }

  #coming(loading: Promise<Module>): Promise<void> {
    // Whoever needs it asks again.
    return loading.then((module) => this.arrive(this.pick(module))).catch(() => undefined);
  }

  async #bring(): Promise<void> {
    let loading: Promise<Module> | undefined;
    for (let failures = 0; !this.isHere; failures += 1) {
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
      loading = this.load(loading);
      await Promise.race([this.#coming(loading), rest(PATIENCE_MS)]);
      if (!this.isHere) await Promise.race([rest(pauseMs), backOnline()]);
    }
  }
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const backOnline = (): Promise<unknown> =>
  new Promise((resolve) => globalThis.addEventListener('online', resolve, { once: true }));
