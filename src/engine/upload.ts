import { stopped } from './abort.js';
import { ticketsFor } from './authorize.js';
import { UploadError } from './error.js';
import { looksLike } from './fingerprint.js';
import type { Job } from './job.js';
import { Lanes } from './lanes.js';
import { run } from './pipeline.js';
import type { Limits } from './settings.js';
import { can, inherit, reduce, select, type UploadEvent, type UploadState } from './state.js';
import { call } from './storage-call.js';

/** Cleaning up after a cancel gives up after this long; OSS removes leftovers itself after 7 days. */
const DISCARD_MS = 60_000;

/** One file on its way. Every run hangs on one AbortController; every ending aborts it, then dispatches. */
export class Upload {
  #state: UploadState;
  #run: AbortController | undefined;
  /** Settles when the newest run has let go of everything. */
  #ended: Promise<void> = Promise.resolve();

  constructor(
    readonly job: Job,
    private readonly limits: Limits,
    private readonly changed: (after: UploadState, before: UploadState) => void,
  ) {
    const { id, checkpoint, source } = job;
    const { name, type, size } = source.facts;
    this.#state = checkpoint === undefined ? select({ id, name, type, total: size }) : inherit(id, checkpoint);
  }

  /** Takes a file for an upload whose own is not at hand; says whether it looks like the one. */
  offer(file: File): boolean {
    const { job } = this;
    if (job.source.found || job.checkpoint === undefined || !looksLike(file, job.checkpoint.fingerprint)) return false;
    if (this.#state.phase !== 'waiting') this.start();
    job.source.offer(file);
    return true;
  }

  get state(): UploadState {
    return this.#state;
  }

  /** Looks at the file and, unless the page said `manual`, goes on to send it. */
  begin(): void {
    if (this.#state.phase === 'selected') this.#launch({ auto: !this.job.settings().manual });
  }

  /** Begins, resumes or retries, whichever there is to do; a wait is cut short. */
  start(): void {
    const { state } = this;
    if (state.phase === 'waiting') return this.job.nudge();
    if (state.phase === 'failed' ? !state.error.retryable : state.phase !== 'validated' && state.phase !== 'paused') {
      return;
    }
    if (state.phase === 'failed' && state.error.code === 'integrity') void this.job.forget();
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

  /** Ends without a word: the row is gone. What was canceled already cleans up after itself. */
  leave(): void {
    if (this.#state.phase === 'canceled') return;
    if (can(this.#state, 'canceled')) return this.cancel();
    this.#abort();
    void this.job.forget();
  }

  #end(event: UploadEvent): void {
    this.#abort();
    this.#dispatch(event);
  }

  #abort(): void {
    this.#run?.abort(stopped('The upload was stopped'));
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
    const { job, limits } = this;
    this.#ended = run({ job, limits, from: this.#state.phase, auto, emit, signal })
      .catch((thrown: unknown) => {
        if (!signal.aborted) this.#end({ type: 'fail', error: UploadError.from(thrown) });
      })
      .finally(() => controller.abort(stopped('The run is over')));
  }

  #dispatch(event: UploadEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state !== before) this.changed(this.#state, before);
  }

  async #discard(): Promise<void> {
    const { job } = this;
    await this.#ended;
    await job.created();
    await this.#throwAway().catch(() => {
      // Given up quietly: the person has moved on, and the bucket cleans up by itself.
    });
    await job.forget();
  }

  async #throwAway(): Promise<void> {
    const { job } = this;
    const { uploadId, target } = job.checkpoint ?? {};
    if (uploadId === undefined || target === undefined) return;
    const over = new AbortController();
    const { signal } = over;
    const giveUp = job.ports.clock.wait(DISCARD_MS, signal).then(
      () => over.abort(stopped('Cleaning up took too long')),
      () => undefined,
    );
    try {
      const lanes = new Lanes(() => undefined);
      const tickets = ticketsFor(job, signal);
      const store = job.ports.openStore(tickets.fresh);
      const session = { job, store, tickets, lanes, emit: () => undefined, signal };
      // Twice: a part that was in flight can land after the first (AbortMultipartUpload says so).
      for (let round = 0; round < 2; round += 1)
        await call(session, (s) => store.discard(target, uploadId, { signal: s }));
    } finally {
      over.abort(stopped('Cleaned up'));
      await giveUp;
    }
  }
}
