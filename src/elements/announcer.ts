import type { ReactiveControllerHost } from 'lit';

export interface Announcement {
  readonly text: string;
  /** Interrupts what is being read. */
  readonly urgent?: boolean;
}

/** Holds what the two live regions say. Each stays long enough to be heard of; what comes meanwhile is said after it. */
export class Announcer {
  readonly #polite: Region;
  readonly #urgent: Region;

  constructor(host: ReactiveControllerHost) {
    this.#polite = new Region(host, '. ');
    this.#urgent = new Region(host, ' ');
  }

  get polite(): string {
    return this.#polite.text;
  }

  get urgent(): string {
    return this.#urgent.text;
  }

  say({ text, urgent = false }: Announcement): void {
    (urgent ? this.#urgent : this.#polite).say(text);
  }
}

/** Several files move at once: what is said within this time is said together. */
const GATHER_MS = 80;
/** Screen readers may miss a text that is gone sooner. */
const HOLD_MS = 700;

class Region {
  text = '';
  #waiting: string[] = [];
  #shownAt = -Infinity;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly joint: string,
  ) {}

  say(text: string): void {
    this.#waiting.push(text);
    if (this.#waiting.length > 1) return;
    setTimeout(() => this.#show(), Math.max(GATHER_MS, this.#shownAt + HOLD_MS - performance.now()));
  }

  #show(): void {
    const text = this.#waiting.join(this.joint);
    // The same words again are news to nobody, unless something differs.
    this.text = text === this.text ? `${text}\u00A0` : text;
    this.#waiting = [];
    this.#shownAt = performance.now();
    this.host.requestUpdate();
  }
}
