import type { UploadState } from '../engine/state.js';

/** Speed over this long a window … */
const WINDOW_MS = 8_000;
/** … and silent until so much of it is filled: early figures mislead. */
const STEADY_MS = 2_000;

/**
 * Bytes per second of many uploads together. A sum of what each tells would be silent of those that are too short to tell
 * anything, and jump whenever one gives way to the next.
 */
export class Flow {
  /** What was sent of each when it was last seen. */
  #sent: ReadonlyMap<string, number> = new Map();
  #moved = 0;
  #samples: { readonly at: number; readonly moved: number }[] = [];

  /** `now` is monotonic ms. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The speed as of this moment; undefined until it is steady, and while nothing is sent. */
  see(uploads: readonly UploadState[]): number | undefined {
    // What comes into the list, or goes, has moved nothing.
    for (const { id, sent } of uploads) this.#moved += Math.max(0, sent - (this.#sent.get(id) ?? sent));
    this.#sent = new Map(uploads.map(({ id, sent }) => [id, sent]));
    if (!uploads.some(({ phase }) => SENDING.includes(phase))) this.#samples = [];
    else this.#samples.push({ at: this.now(), moved: this.#moved });
    while (this.#samples.length > 2 && this.#samples[0]!.at < this.now() - WINDOW_MS) this.#samples.shift();
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (first === undefined || last === undefined || last.at - first.at < STEADY_MS) return undefined;
    return ((last.moved - first.moved) / (last.at - first.at)) * 1000;
  }
}

/** From one file to the next the line is hardly at rest. */
const SENDING: readonly string[] = ['queued', 'authorized', 'uploading', 'uploaded'];
