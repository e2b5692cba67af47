import { stopped } from '../engine/abort.js';
import { UploadError } from '../engine/error.js';
import type { HashReply, HashRequest } from './hash-worker.js';

/** One way of hashing, one Blob at a time. What it rejects with is `file-unreadable`, the signal's reason, or its own failure. */
export interface Lane {
  md5(blob: Blob, signal: AbortSignal): Promise<string>;
  close(): void;
}

/** What every lane rejects with when a Blob's bytes cannot be had. */
export const unreadable = (message: string, cause?: Error): UploadError =>
  new UploadError('file-unreadable', message, {}, cause && { cause });

/** Also how long a script may take to load and a piece of 2 MiB to be read. */
const SILENCE_MS = 30_000;
const IDLE_MS = 30_000;

export interface WorkerLaneOptions {
  /** How long the worker may say nothing while it works. */
  readonly silenceMs?: number;
  /** How long it is kept when there is nothing to do. */
  readonly idleMs?: number;
}

interface Task {
  readonly id: number;
  settle(outcome: { md5: string } | { error: Error }): void;
}

/** Hashing in a worker, which `start` makes when there is work and none is there. */
export class WorkerLane implements Lane {
  #worker: Worker | undefined;
  #task: Task | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  constructor(
    private readonly start: () => Worker,
    private readonly options: WorkerLaneOptions = {},
  ) {}

  md5(blob: Blob, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const drop = (): void => {
        this.#task?.settle({ error: signal.reason as Error });
        this.#send({ id });
      };
      const settle: Task['settle'] = (outcome) => {
        signal.removeEventListener('abort', drop);
        this.#task = undefined;
        this.#wait(this.options.idleMs ?? IDLE_MS, () => this.#end());
        if ('md5' in outcome) resolve(outcome.md5);
        else reject(outcome.error);
      };
      this.#task = { id, settle };
      signal.addEventListener('abort', drop, { once: true });
      try {
        this.#worker ??= this.#open();
        this.#listenOn();
        this.#send({ id, blob });
      } catch (error) {
        // The constructor throws under Trusted Types and for scripts of another origin
        this.#fail(error as Error);
      }
    });
  }

  close(): void {
    this.#fail(stopped('The hasher was closed'));
  }

  #open(): Worker {
    const worker = this.start();
    const fail = (why: string): void => {
      if (worker === this.#worker) this.#fail(new Error(why));
    };
    worker.addEventListener('message', ({ data }: MessageEvent<HashReply>) => this.#hear(data));
    worker.addEventListener('messageerror', () => fail('The worker was not understood'));
    // Also how a script that cannot be loaded, or that the page's policy forbids, makes itself known
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail(`The worker failed: ${event.message || 'it did not load'}`);
    });
    return worker;
  }

  #send(request: HashRequest): void {
    this.#worker?.postMessage(request);
  }

  #hear({ id, md5, unreadable: why, failed }: HashReply): void {
    if (id !== this.#task?.id) return;
    if (md5 !== undefined) this.#task.settle({ md5 });
    else if (why !== undefined) this.#task.settle({ error: unreadable(why) });
    else if (failed !== undefined) this.#fail(new Error(failed));
    else this.#listenOn();
  }

  #listenOn(): void {
    this.#wait(this.options.silenceMs ?? SILENCE_MS, () => this.#fail(new Error('The worker fell silent')));
  }

  #wait(ms: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
  }

  #fail(error: Error): void {
    this.#task?.settle({ error });
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
