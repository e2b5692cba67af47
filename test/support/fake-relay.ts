import type { News, Relay } from '../../src/engine/ports.js';

interface End {
  readonly name: string;
  readonly page: object;
  readonly answer?: () => void;
  readonly heard?: (news: News) => void;
}

/** What BroadcastChannel does between pages, here within one: a message arrives a moment later, and may be lost. */
export class FakeRelay {
  readonly #ends = new Set<End>();
  /** Everything that was told, in order. */
  readonly told: News[] = [];
  /** Nothing arrives any more. */
  deaf = false;

  get listeners(): number {
    return this.#ends.size;
  }

  /** One page's hands on it. */
  open(): { readonly relay: Relay; die(): void } {
    const page = {};
    let dead = false;
    const relay: Relay = {
      speak: (name, newest, { signal }) => {
        const tell = () => {
          if (dead || signal.aborted) return;
          const news = structuredClone(newest());
          this.told.push(news);
          this.#send(name, page, ({ heard }) => heard?.(news));
        };
        if (!dead && !signal.aborted) this.#add({ name, page, answer: tell }, signal);
        return tell;
      },
      listen: (name, heard, { signal }) => {
        if (dead || signal.aborted) return;
        this.#add({ name, page, heard }, signal);
        this.#send(name, page, ({ answer }) => answer?.());
      },
    };
    const die = () => {
      dead = true;
      for (const end of this.#ends) if (end.page === page) this.#ends.delete(end);
    };
    return { relay, die };
  }

  #add(end: End, signal: AbortSignal): void {
    this.#ends.add(end);
    signal.addEventListener('abort', () => this.#ends.delete(end), { once: true });
  }

  #send(name: string, from: object, take: (end: End) => void): void {
    if (this.deaf) return;
    queueMicrotask(() => {
      for (const end of [...this.#ends]) if (end.name === name && end.page !== from) take(end);
    });
  }
}
