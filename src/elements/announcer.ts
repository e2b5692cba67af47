import type { ReactiveControllerHost } from 'lit';
import type { UploadState } from '../engine/state.js';
import { errorText, shareOf, statusText } from './describe.js';
import { formatPercent } from './numbers.js';
import type { Wording } from './wording.js';

export interface Announcement {
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

  function waiting(reason: Extract<UploadState, { phase: 'waiting' }>['reason']): Announcement {
    return { text: wording.say('said.waiting', { name, reason: wording.say(`reason.${reason}`) }) };
  }
}

/** Holds what the two live regions say. What is said within one task is said together. */
export class Announcer {
  #polite: readonly string[] = [];
  #urgent: readonly string[] = [];
  #stale = false;

  constructor(private readonly host: ReactiveControllerHost) {}

  get polite(): string {
    return this.#polite.join('. ');
  }

  get urgent(): string {
    return this.#urgent.join(' ');
  }

  say({ text, urgent = false }: Announcement): void {
    if (this.#stale) [this.#polite, this.#urgent, this.#stale] = [[], [], false];
    if (urgent) this.#urgent = [...this.#urgent, text];
    else this.#polite = [...this.#polite, text];
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => (this.#stale = true));
  }
}
