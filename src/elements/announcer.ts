import type { ReactiveControllerHost } from 'lit';

export interface Announcement {
  readonly text: string;
  /** Interrupts what is being read. */
  readonly urgent?: boolean;
  /** Id of the upload that it is about: it is news until there is other news of that. */
  readonly about?: string;
  /** How far it is, and nothing else: not worth a word beside other news of the same upload. */
  readonly minor?: boolean;
  /** Not again, for as long as nothing else of the kind was said. */
  readonly once?: boolean;
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
    if (this.#polite.isNews(announcement)) (announcement.urgent ? this.#urgent : this.#polite).say(announcement);
  }
}

/** Several files move at once: what is said within this time is said together. */
const GATHER_MS = 80;
/** Screen readers may miss a text that is gone sooner. */
const HOLD_MS = 700;
/** So many are heard one by one. */
export const FEW = 3;

class Region {
  text = '';
  #waiting: Announcement[] = [];
  #shownAt = -Infinity;
  #once = '';
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

  /** What has not been said yet, and is not so any more, is never said: an earlier quarter, a wait that is over. */
  isNews({ about, minor = false }: Announcement): boolean {
    const same = this.#waiting.filter((each) => about !== undefined && each.about === about);
    if (minor && same.some((each) => !each.minor)) return false;
    this.#waiting = this.#waiting.filter((each) => !same.includes(each));
    return true;
  }

  #show(): void {
    const waiting = this.#waiting.filter(({ text, once }) => !once || text !== this.#once);
    this.#isDue = false;
    this.#waiting = [];
    const isCrowd = waiting.length > FEW;
    const texts = waiting.flatMap(({ text, inCrowd }) => (isCrowd && inCrowd?.()) || [text]);
    const text = [...new Set(texts)].join(this.joint);
    if (text === '' || (isCrowd && text === this.text)) return;
    this.#once = waiting.findLast(({ once }) => once)?.text ?? this.#once;
    // The same words again are news to nobody, unless something differs.
    this.text = text === this.text ? `${text}\u00A0` : text;
    this.#shownAt = performance.now();
    this.host.requestUpdate();
  }
}
