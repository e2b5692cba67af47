import type { UploadState } from '../engine/state.js';
import { detailOf, eventsOf, type UploadEventDetail, type UploadEventType } from './events.js';

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
