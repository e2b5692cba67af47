import type { ReactiveControllerHost } from 'lit';

export interface Announcement {
  readonly text: string;
  /** Interrupts what is being read. */
  readonly urgent?: boolean;
  /** Id of the upload that it is about. */
  readonly about?: string;
  /** News only until there is other news of the same upload: an earlier quarter, a wait that is over. */
  readonly passing?: boolean;
  /** What is said instead where many have something to say at once. */
  readonly inCrowd?: () => readonly string[];
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

  say(announcement: Announcement): void {
    this.#polite.overtake(announcement.about);
    (announcement.urgent ? this.#urgent : this.#polite).say(announcement);
  }
}

/** Several files move at once: what is said within this time is said together. */
const GATHER_MS = 80;
/** Screen readers may miss a text that is gone sooner. */
const HOLD_MS = 700;
/** So many at once are heard one by one. */
const FEW = 3;

class Region {
  text = '';
  #waiting: Announcement[] = [];
  #shownAt = -Infinity;
  #isDue = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly joint: string,
  ) {}

  say(announcement: Announcement): void {
    this.#waiting.push(announcement);
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => this.#show(), Math.max(GATHER_MS, this.#shownAt + HOLD_MS - performance.now()));
  }

  /** What has not been said yet, and is not so any more, is never said. */
  overtake(about: string | undefined): void {
    if (about !== undefined) this.#waiting = this.#waiting.filter((each) => !(each.passing && each.about === about));
  }

  #show(): void {
    const waiting = this.#waiting;
    this.#isDue = false;
    this.#waiting = [];
    if (waiting.length === 0) return;
    const texts = waiting.flatMap(({ text, inCrowd }) => (waiting.length > FEW && inCrowd?.()) || [text]);
    const text = [...new Set(texts)].join(this.joint);
    // The same words again are news to nobody, unless something differs.
    this.text = text === this.text ? `${text}\u00A0` : text;
    this.#shownAt = performance.now();
    this.host.requestUpdate();
  }
}
