import type { ReactiveControllerHost } from 'lit';
import type { UploadState, WaitReason } from '../engine/state.js';
import { errorText, isSafe, shareOf, statusText } from './describe.js';
import { formatPercent } from './numbers.js';
import type { Wording } from './wording.js';

interface Announcement {
  readonly text: string;
  /** Interrupts what is being read. */
  readonly urgent?: boolean;
}

const quarters = (upload: UploadState): number => Math.floor(shareOf(upload) * 4);

/** What a screen reader says about one change. Quarters only for an upload that is alone: many would drown all else. */
export function announcement(
  after: UploadState,
  before: UploadState | undefined,
  wording: Wording,
  alone: boolean,
): Announcement | undefined {
  const { name } = after;
  if (before === undefined) return undefined;
  if (after.phase === before.phase) {
    if (after.phase === 'waiting' && before.phase === 'waiting' && after.reason !== before.reason)
      return waiting(after.reason);
    if (after.phase !== 'uploading' || !alone || quarters(after) <= quarters(before)) return undefined;
    return { text: wording.say('said.quarter', { name, percent: formatPercent(quarters(after) / 4, wording.locale) }) };
  }
  switch (after.phase) {
    case 'uploading':
      return { text: wording.say(before.phase === 'waiting' ? 'said.resumed' : 'said.start', { name }) };
    case 'waiting':
      return waiting(after.reason);
    case 'paused':
      return { text: wording.say('said.paused', { name }) };
    case 'uploaded':
      return { text: wording.say('said.uploaded', { name }) };
    case 'ready':
      return after.playable
        ? { text: wording.say('said.ready', { name, status: statusText(after, wording) }) }
        : undefined;
    case 'canceled':
      return { text: wording.say('said.canceled', { name }) };
    case 'failed':
      return { text: wording.say('said.failed', { name, error: errorText(after.error, wording) }), urgent: true };
    default:
      return undefined;
  }

  function waiting(reason: WaitReason): Announcement | undefined {
    // Nothing is at stake any more, and nothing to be done.
    if (isSafe(after)) return undefined;
    return { text: wording.say('said.waiting', { name, reason: wording.say(`reason.${reason}`) }) };
  }
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
  #waiting: readonly string[] = [];
  #shownAt = -Infinity;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly joint: string,
  ) {}

  say(text: string): void {
    this.#waiting = [...this.#waiting, text];
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
