import { NEVER, stopped } from './abort.js';
import { UploadError } from './error.js';
import type { Job } from './job.js';
import { runCode, type RunCode } from './run-code.js';
import type { Limits } from './settings.js';
import { looksLike } from './source.js';
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
    this.job.hold.hurry();
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
    void this.#cleanUp(({ throwAway }) => throwAway(this.job));
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
    const from = this.#state.phase;
    const state = () => this.#state;
    this.#ended = runCode(job, emit, signal)
      .then(({ run }) => run({ job, limits, from, auto, state, emit, signal }))
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
    if (job.checkpoint !== undefined) await this.#cleanUp(({ discard }) => discard(job, release !== undefined));
    else if (release !== undefined) void job.forget();
    release?.();
  }

  /** Where the code for it cannot be had, the next page finds what is left. */
  #cleanUp(act: (code: RunCode) => Promise<void>): Promise<void> {
    return runCode(this.job, () => undefined, NEVER)
      .then(act)
      .catch(() => undefined);
  }
}
