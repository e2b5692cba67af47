import type { Abortable } from './ports.js';

export interface Taking extends Abortable {
  /** Another tab has it. */
  busy(): void;
}

/**
 * This tab's hold on its upload, shared by all that works on it here: a run, a step that creates something, a clean-up.
 * Given back when the last of them is done and everything is written down, so that whoever comes next reads the truth.
 */
export class Hold {
  #shares = 0;
  #unlock: (() => void) | undefined;
  #asked: Promise<unknown> = Promise.resolve();
  #hurries = false;

  constructor(
    private readonly lock: (options: Taking) => Promise<() => void>,
    private readonly written: () => Promise<unknown>,
  ) {}

  /** Resolves to the function that gives this share back; rejects with the signal's reason when aborted. */
  async take(options: Taking): Promise<() => void> {
    this.#hurries = false;
    const shared = this.share();
    if (shared !== undefined) return shared;
    // One after the other: what this tab itself asked for a moment ago would look like another tab's.
    const asking = this.#asked.then(() => this.share() ?? this.#ask(options));
    this.#asked = asking.catch(() => undefined);
    return asking;
  }

  async #ask(options: Taking): Promise<() => void> {
    options.signal.throwIfAborted();
    const unlock = await this.lock(options);
    // It may have been granted in the very moment in which it was given up.
    if (options.signal.aborted) unlock();
    options.signal.throwIfAborted();
    this.#unlock = unlock;
    return this.share()!;
  }

  /** Undefined when another tab has it. */
  async takeIfFree(): Promise<(() => void) | undefined> {
    const busy = new AbortController();
    const taking = this.take({ signal: busy.signal, busy: () => busy.abort() });
    return taking.catch((thrown: unknown) => {
      if (busy.signal.aborted) return undefined;
      throw thrown;
    });
  }

  /** One more share of what is held already; undefined when it is not. */
  share(): (() => void) | undefined {
    if (this.#unlock === undefined) return undefined;
    this.#shares += 1;
    let mine = true;
    return () => {
      if (!mine) return;
      mine = false;
      this.#shares -= 1;
      void this.#giveBack();
    };
  }

  /** The page is about to be frozen, and hears no answer of its storage any more: gives back without waiting for one. */
  hurry(): void {
    this.#hurries = true;
  }

  async #giveBack(): Promise<void> {
    if (!this.#hurries) await this.written();
    if (this.#shares > 0) return;
    this.#unlock?.();
    this.#unlock = undefined;
  }
}
