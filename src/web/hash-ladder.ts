import { untilAborted } from '../engine/until-aborted.js';
import { UploadError } from '../engine/error.js';
import { type Lane, WorkerLane, type WorkerLaneOptions } from './worker-lane.js';
import { importing, isOurOrigin, openWorker, ownScript } from './worker-script.js';

/** A way of hashing that may turn out not to work here. */
export type Rung = () => Lane | Promise<Lane>;

/**
 * The ways to try, best first: a worker (with WebAssembly or, where that is refused, without), for a script of another
 * origin by way of a `blob:` URL, then the main thread.
 */
export function rungs(workerUrl: string | URL = ownScript(), options: WorkerLaneOptions = {}): Rung[] {
  const mainThread: Rung = async () => (await import('./main-lane.js')).mainLane;
  // A server has no place to load a worker from.
  if (globalThis.location === undefined) return [mainThread];
  const url = new URL(workerUrl, location.href).href;
  const worker: Rung = () => new WorkerLane(() => openWorker(url), options);
  const blobWorker: Rung = () => {
    const address = importing(url);
    const lane = new WorkerLane(() => openWorker(address), options);
    const close = (): void => {
      lane.close();
      URL.revokeObjectURL(address);
    };
    return { md5: (blob, signal) => lane.md5(blob, signal), close };
  };
  return [isOurOrigin(url) ? worker : blobWorker, mainThread];
}

/** Hashes one Blob after the other in the best way that works; a way that fails is left for good, and its Blob redone. */
export class HashLadder {
  readonly #rungs: readonly Rung[];
  #height = 0;
  #lane: Lane | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(rungs: readonly Rung[]) {
    this.#rungs = rungs;
  }

  md5(blob: Blob, signal: AbortSignal): Promise<string> {
    const mine = this.#last.then(() => this.#descend(blob, signal));
    this.#last = mine.catch(() => undefined);
    return untilAborted(mine, signal);
  }

  close(): void {
    this.#lane?.close();
    this.#lane = undefined;
  }

  async #descend(blob: Blob, signal: AbortSignal): Promise<string> {
    for (;;) {
      try {
        this.#lane ??= await this.#rungs[this.#height]!();
        signal.throwIfAborted();
        return await this.#lane.md5(blob, signal);
      } catch (error) {
        if (signal.aborted || error instanceof UploadError) throw error;
        this.close();
        this.#height += 1;
        if (this.#height < this.#rungs.length) continue;
        // Nothing could be loaded, or so it was just now: the next call begins at the top
        this.#height = 0;
        throw new UploadError('network', 'Nothing that hashes could be loaded', {}, { cause: error });
      }
    }
  }
}
