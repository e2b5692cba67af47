import { UploadError } from './error.js';
import type { Job } from './job.js';
import { Lanes } from './lanes.js';
import { ticketsFor } from './authorize.js';
import { run } from './pipeline.js';
import { call } from './seal.js';
import type { Limits } from './settings.js';
import { can, reduce, select, type UploadEvent, type UploadState } from './state.js';

/** "No such upload" makes us begin again with the same VideoId this often, without progress between. */
const MOST_START_OVERS = 3;
/** Cleaning up after a cancel gives up after this long; OSS removes leftovers itself after 7 days. */
const DISCARD_MS = 60_000;

/** One file on its way. Every run hangs on one AbortController; every ending aborts it, then dispatches. */
export class Upload {
  #state: UploadState;
  #run: AbortController | undefined;
  #startOvers = 0;

  constructor(
    readonly job: Job,
    private readonly limits: Limits,
    private readonly changed: (after: UploadState, before: UploadState) => void,
  ) {
    const { name, type, size } = job.file;
    this.#state = select({ id: job.id, name, type, total: size });
  }

  get state(): UploadState {
    return this.#state;
  }

  /** Looks at the file and, unless the page said `manual`, goes on to send it. */
  begin(): void {
    this.#launch({ auto: !this.job.settings().manual });
  }

  /** Begins, resumes or retries, whichever there is to do; a wait is cut short. */
  start(): void {
    const { state } = this;
    if (state.phase === 'waiting') return this.job.nudge();
    if (state.phase === 'failed' ? !state.error.retryable : state.phase !== 'validated' && state.phase !== 'paused')
      return;
    if (state.phase === 'failed' && state.error.code === 'integrity') void this.job.forget();
    this.#startOvers = 0;
    this.#dispatch({ type: 'start' });
    this.#launch({ auto: true });
  }

  pause(): void {
    if (can(this.#state, 'paused')) this.#end({ type: 'pause' });
  }

  /** Stops at once; what is already in the bucket is thrown away afterwards. */
  cancel(): void {
    if (!can(this.#state, 'canceled')) return;
    this.#end({ type: 'cancel' });
    void this.#discard();
  }

  /** Ends the run without a word: the row is gone. */
  leave(): void {
    if (can(this.#state, 'canceled')) this.cancel();
    else {
      this.#abort();
      void this.job.forget();
    }
  }

  #end(event: UploadEvent): void {
    this.#abort();
    this.#dispatch(event);
  }

  #abort(): void {
    this.#run?.abort(new DOMException('The upload was stopped', 'AbortError'));
    this.#run = undefined;
  }

  #launch({ auto }: { auto: boolean }): void {
    this.#abort();
    const controller = new AbortController();
    const { signal } = controller;
    this.#run = controller;
    // Mute once aborted: a run that was superseded cannot speak.
    const emit = (event: UploadEvent) => {
      if (!signal.aborted) this.#dispatch(event);
    };
    run({ job: this.job, limits: this.limits, from: this.#state.phase, auto, emit, signal }).catch(
      (thrown: unknown) => {
        if (signal.aborted) return;
        const error = UploadError.from(thrown);
        if (error.code === 'upload-gone' && this.#startOvers < MOST_START_OVERS) return void this.#startOver();
        this.#end({ type: 'fail', error });
      },
    );
  }

  /** The bucket has nothing of it any more: the same VideoId, a new multipart upload, from the first byte. */
  async #startOver(): Promise<void> {
    this.#startOvers += 1;
    this.#abort();
    await this.job.save({ uploadId: undefined, parts: [], sealSent: false });
    if (can(this.#state, 'canceled')) {
      this.#dispatch({ type: 'start-over' });
      this.#launch({ auto: true });
    }
  }

  #dispatch(event: UploadEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (event.type === 'progress' && this.#state.confirmed > before.confirmed) this.#startOvers = 0;
    if (this.#state !== before) this.changed(this.#state, before);
  }

  async #discard(): Promise<void> {
    const { job } = this;
    await job.created();
    const { checkpoint } = job;
    if (checkpoint?.uploadId !== undefined) {
      const signal = AbortSignal.timeout(DISCARD_MS);
      const lanes = new Lanes(() => undefined);
      const tickets = ticketsFor(job, lanes, signal);
      const store = job.ports.openStore(tickets.fresh);
      const { target, uploadId } = checkpoint;
      const cleaning = { job, store, tickets, lanes, signal };
      try {
        await call(() => store.discard(target, uploadId, { signal }), cleaning);
        // A part that was in flight can land after the first discard (AbortMultipartUpload says so).
        await call(() => store.discard(target, uploadId, { signal }), cleaning);
      } catch {
        // Given up quietly: the person has moved on, and the bucket cleans up by itself.
      }
    }
    await job.forget();
  }
}
