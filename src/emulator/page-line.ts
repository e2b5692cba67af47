import { pause, type Wait } from './wait.js';

export interface PageLineOptions {
  /** Of all requests together, up; may change at any time. */
  readonly bytesPerSecond: number;
  readonly wait: Wait;
  /** ms. */
  readonly clock: () => number;
}

// Small enough for a person to see a slow part move.
const STEPS_PER_SECOND = 10;
const SMALLEST_STEP = 4 * 1024;

/** The line between a page and the emulator in it: all requests share it, and it can be unplugged. */
export class PageLine {
  bytesPerSecond: number;
  readonly #wait: Wait;
  readonly #clock: () => number;
  #free = 0;
  #plugged = new AbortController();
  readonly #waiting = new Set<() => void>();

  constructor({ bytesPerSecond, wait, clock }: PageLineOptions) {
    this.bytesPerSecond = bytesPerSecond;
    this.#wait = wait;
    this.#clock = clock;
  }

  online = (): boolean => !this.#plugged.signal.aborted;

  /** Cuts what is under way, or lets new requests through again. */
  plug(online: boolean): void {
    if (online === this.online()) return;
    if (!online) return this.#plugged.abort(new TypeError('the line is unplugged'));
    this.#plugged = new AbortController();
    for (const act of [...this.#waiting]) act();
  }

  /** Aborted when the line is unplugged; at once where it is. */
  get cut(): AbortSignal {
    return this.#plugged.signal;
  }

  /** Resolves when the line is plugged in again; rejects with the signal's reason. */
  whenOnline = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const over = (act: () => void) => () => {
        this.#waiting.delete(plugged);
        signal.removeEventListener('abort', aborted);
        act();
      };
      const plugged = over(resolve);
      const aborted = over(() => reject(signal.reason as Error));
      this.#waiting.add(plugged);
      signal.addEventListener('abort', aborted);
    });

  /** How many bytes go at a time. */
  get step(): number {
    return Math.max(SMALLEST_STEP, Math.floor(this.bytesPerSecond / STEPS_PER_SECOND));
  }

  /** Takes its turn for so many bytes. */
  async carry(bytes: number, signal: AbortSignal): Promise<void> {
    if (this.bytesPerSecond === Infinity) return;
    const now = this.#clock();
    this.#free = Math.max(now, this.#free) + (bytes / this.bytesPerSecond) * 1000;
    await pause(this.#wait, this.#free - now, signal, this.cut);
  }
}
