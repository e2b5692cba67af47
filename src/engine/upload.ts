import { NEVER, stopped } from './abort.js';
import { ticketsFor } from './authorize.js';
import { catchUp } from './catch-up.js';
import { UploadError } from './error.js';
import { looksLike } from './fingerprint.js';
import type { Job } from './job.js';
import { Lanes } from './lanes.js';
import { run } from './pipeline.js';
import type { Limits } from './settings.js';
import {
  can,
  hasFailedSealed,
  inherit,
  isOver,
  isUnsafe,
  reduce,
  select,
  type UploadEvent,
  type UploadState,
} from './state.js';
import { call } from './storage-call.js';
import { isStored } from './stored.js';

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

  /** Takes a file for an upload that can go on and whose own is not at hand; says whether it looks like the one. */
  offer(file: File): boolean {
    const { job } = this;
    if (!isUnsafe(this.#state) && this.#state.phase !== 'failed') return false;
    if (job.source.found || job.checkpoint === undefined || !looksLike(file, job.checkpoint.fingerprint)) return false;
    if (this.#state.phase !== 'waiting') this.start();
    if (isOver(this.#state)) return false;
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

  /** Ends the run as a crash would: other tabs hear of no pause, and go on. What comes back begins it again. */
  suspend(): () => void {
    const { state } = this;
    if (!can(state, 'paused')) return () => undefined;
    this.#abort();
    return () => {
      if (this.#state !== state) return;
      this.#dispatch({ type: 'pause' });
      this.start();
    };
  }

  /** Stops at once. Resolves when nobody can go on with it; what is in the bucket is thrown away afterwards. */
  async cancel(): Promise<void> {
    const { job, state } = this;
    if (!can(state, 'canceled')) return;
    this.#end({ type: 'cancel' });
    await (hasFailedSealed(state) ? job.forget() : this.#discard());
  }

  /** An earlier page canceled it and was gone before the bucket was clean. */
  sweep(): void {
    void this.#throwAway();
  }

  /** Ends without a word: the row is gone. What was canceled already cleans up after itself. */
  leave(): void {
    if (this.#state.phase === 'canceled') return;
    // It is another tab's: only the row goes.
    if (this.#isFollowing) return this.#abort();
    if (can(this.#state, 'canceled')) return void this.cancel();
    this.#abort();
    void this.job.forget();
  }

  get #isFollowing(): boolean {
    return this.#state.phase === 'waiting' && this.#state.reason === 'other-tab';
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
    const state = () => this.#state;
    this.#ended = run({ job, limits, from: this.#state.phase, auto, state, emit, signal })
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
    // At once: no other tab may get it in between, and find what is about to be thrown away. Unless nothing was begun.
    const taking = job.checkpoint === undefined ? job.hold.share() : job.hold.takeIfFree();
    await this.#ended;
    await job.created();
    const release = await taking;
    const { checkpoint } = job;
    if (release === undefined) {
      // Another tab sends it, and it is not ours to throw away; or another upload of the same file, which has no claim to it.
      const isOurs = checkpoint?.uploadId !== undefined && !(await isStored(job.ports, checkpoint, NEVER));
      return isOurs ? this.#throwAway() : undefined;
    }
    const videoId = checkpoint?.videoId;
    const sealed = job.checkpoint !== undefined && (await catchUp(job, NEVER)) === 'sealed';
    // Another upload of the same file has begun since.
    if (job.checkpoint !== undefined && job.checkpoint.videoId !== videoId) return release();
    if (sealed || job.checkpoint?.uploadId === undefined) void job.forget();
    else {
      // Written down before the bucket is asked, which may take hours: from here on nobody goes on with it.
      await job.conclude('canceled');
      void this.#throwAway();
    }
    release();
  }

  async #throwAway(): Promise<void> {
    const { job } = this;
    await this.#abortMultipartUpload().catch(() => {
      // Refused for good. The person has moved on, and OSS removes leftovers itself after 7 days.
    });
    await job.forget();
  }

  async #abortMultipartUpload(): Promise<void> {
    const { job } = this;
    const { uploadId, target } = job.checkpoint!;
    const over = new AbortController();
    const { signal } = over;
    try {
      const lanes = new Lanes(() => undefined);
      const tickets = ticketsFor(job, signal);
      const store = job.ports.openStore(tickets.fresh);
      const session = { job, store, tickets, lanes, emit: () => undefined, signal };
      // Twice: a part that was in flight can land after the first (AbortMultipartUpload says so).
      for (let round = 0; round < 2; round += 1)
        await call(session, (s) => store.discard(target, uploadId!, { signal: s }));
    } finally {
      over.abort(stopped('Cleaned up'));
    }
  }
}
