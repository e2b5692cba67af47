import { NEVER } from './abort.js';
import type { Entry } from './entry.js';
import type { Job } from './job.js';
import { runCode, type RunCode } from './run-code.js';
import { Runner, type Changed } from './runner.js';
import type { Limits, MetadataInput } from './settings.js';
import { looksLike } from './source.js';
import { can, hasFailedSealed, inherit, isOver, isUnsafe, select, type UploadState } from './state.js';

/** One file on its way. */
export class Upload implements Entry {
  readonly #runner: Runner;

  constructor(
    readonly job: Job,
    private readonly limits: Limits,
    changed: Changed,
  ) {
    const { id, checkpoint, source } = job;
    const { name, type, size } = source.facts;
    const state = checkpoint === undefined ? select({ id, name, type, total: size }) : inherit(id, checkpoint);
    this.#runner = new Runner(state, changed);
  }

  get names(): readonly string[] {
    const { job, state } = this;
    return [job.key, ...(isOver(state) ? [] : [job.name])];
  }

  /** Takes a file for an upload that can go on and whose own is not at hand; says whether it looks like the one. */
  offer(file: File): boolean {
    const { job } = this;
    if (!isUnsafe(this.state) && this.state.phase !== 'failed') return false;
    if (job.source.found || job.checkpoint === undefined || !looksLike(file, job.checkpoint.fingerprint)) return false;
    if (this.state.phase !== 'waiting') this.start();
    if (isOver(this.state)) return false;
    job.source.offer(file);
    return true;
  }

  get file(): File | undefined {
    const { source } = this.job;
    return source.found ? source.file : undefined;
  }

  get state(): UploadState {
    return this.#runner.state;
  }

  describe(metadata: MetadataInput): void {
    const { job, state } = this;
    const { videoId, described } = state;
    // The state of what was paused does not know what has been made since.
    if ((videoId ?? job.asking ?? job.checkpoint) !== undefined) throw new TypeError('VOD was told already');
    this.#runner.dispatch({ type: 'describe', described: { person: { ...described?.person, ...metadata } } });
  }

  begin(): void {
    if (this.state.phase === 'selected') this.#launch({ auto: !this.job.settings().manual });
  }

  start(): void {
    const { state } = this;
    if (state.phase === 'waiting') return this.job.nudge();
    if (state.phase === 'failed' ? !state.error.retryable : state.phase !== 'validated' && state.phase !== 'paused') {
      return;
    }
    if (state.phase === 'failed' && state.error.code === 'integrity') void this.job.forget();
    this.#runner.dispatch({ type: 'start' });
    this.#launch({ auto: true });
  }

  pause(): void {
    if (can(this.state, 'paused')) this.#runner.end({ type: 'pause' });
  }

  /** Ends the run as a crash would: other tabs hear of no pause, and go on. What comes back begins it again. */
  suspend(): () => void {
    const { state } = this;
    if (!can(state, 'paused')) return () => undefined;
    this.job.hold.hurry();
    this.#runner.abort();
    return () => {
      if (this.state !== state) return;
      this.#runner.dispatch({ type: 'pause' });
      this.start();
    };
  }

  /** Stops at once. Resolves when nobody can go on with it; what is in the bucket is thrown away afterwards. */
  async cancel(): Promise<void> {
    const { job, state } = this;
    if (!can(state, 'canceled')) return;
    this.#runner.end({ type: 'cancel' });
    await (hasFailedSealed(state) ? job.forget() : this.#discard());
  }

  /** An earlier page canceled it and was gone before the bucket was clean. */
  sweep(): void {
    void this.#cleanUp(({ throwAway }) => throwAway(this.job));
  }

  /** Ends without a word: the row is gone. What was canceled already cleans up after itself. */
  leave(): void {
    if (this.state.phase === 'canceled') return;
    // It is another tab's: only the row goes.
    if (this.#isFollowing) return this.#runner.abort();
    if (can(this.state, 'canceled')) return void this.cancel();
    this.#runner.abort();
    void this.job.forget();
  }

  get #isFollowing(): boolean {
    return this.state.phase === 'waiting' && this.state.reason === 'other-tab';
  }

  #launch({ auto }: { auto: boolean }): void {
    const { job, limits } = this;
    const from = this.state.phase;
    const state = () => this.state;
    this.#runner.launch(async (emit, signal) => {
      const { run } = await runCode(job, emit, signal);
      await run({ job, limits, from, auto, state, emit, signal });
    });
  }

  async #discard(): Promise<void> {
    const { job } = this;
    // At once: no other tab may get it in between, and find what is about to be thrown away. Unless nothing was begun.
    const taking = job.checkpoint === undefined ? job.hold.share() : job.hold.takeIfFree();
    await this.#runner.ended;
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
