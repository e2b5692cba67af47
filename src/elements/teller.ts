import { underlying, type Phase, type UploadState } from '../engine/state.js';
import { detailOf, type UploadEventDetail, type UploadEventType } from './events.js';

const RESTING: readonly Phase[] = ['paused', 'failed', 'canceled', 'waiting'];

/** An import has no bytes to send: it is a success when VOD has the file. */
const hasArrived = (after: UploadState, before: UploadState): boolean =>
  after.importing !== undefined && after.phase === 'processing' && underlying(before) === 'authorized';

/** What the page is told of one change, in order. Pure. */
export function eventsOf(after: UploadState, before: UploadState | undefined): readonly UploadEventType[] {
  if (before === undefined) return [];
  const told: UploadEventType[] = [];
  const moved = after.phase !== before.phase;
  if (after.videoId !== undefined && after.videoId !== before.videoId) told.push('upload-created');
  if (moved && (before.phase === 'paused' || before.phase === 'waiting') && !RESTING.includes(after.phase)) {
    told.push('upload-resumed');
  }
  if (after.phase === 'uploading' && underlying(before) !== 'uploading') told.push('upload-start');
  if (after.sent !== before.sent) told.push('upload-progress');
  if (after.phase === 'waiting' && (before.phase !== 'waiting' || before.reason !== after.reason))
    told.push('upload-waiting');
  if (!moved) return told;
  if (after.phase === 'paused') told.push('upload-paused');
  if (after.phase === 'uploaded' || hasArrived(after, before)) told.push('upload-success');
  if (after.phase === 'ready') told.push('upload-ready');
  if (after.phase === 'failed') told.push('upload-error');
  if (after.phase === 'canceled') told.push('upload-cancel');
  return told;
}

/** Ten a second is the promise; a little more apart, so that the last one, which is always told, fits in. */
const PROGRESS_MS = 110;

const ONCE: readonly UploadEventType[] = ['upload-created', 'upload-start', 'upload-success', 'upload-ready'];

interface Memory {
  readonly told: Set<string>;
  progressAt: number;
}

/** Turns changes of state into DOM events: progress at its pace, and what happens once for a media told once. */
export class Teller {
  readonly #memory = new Map<string, Memory>();

  constructor(private readonly target: EventTarget) {}

  tell(after: UploadState, before: UploadState | undefined): void {
    const memory = this.#memory.get(after.id) ?? { told: new Set<string>(), progressAt: -Infinity };
    this.#memory.set(after.id, memory);
    for (const type of eventsOf(after, before)) {
      if (ONCE.includes(type)) {
        const key = `${type} ${after.videoId ?? ''}`;
        if (memory.told.has(key)) continue;
        memory.told.add(key);
      }
      if (type === 'upload-progress') {
        const now = performance.now();
        if (now - memory.progressAt < PROGRESS_MS && after.phase !== 'uploaded') continue;
        memory.progressAt = now;
      }
      const detail: UploadEventDetail = Object.freeze({ upload: detailOf(after) });
      this.target.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
    }
    if (after.phase === 'canceled') this.#memory.delete(after.id);
  }
}
