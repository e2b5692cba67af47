import { NEVER } from './abort.js';
import type { Entry } from './entry.js';
import { UploadError } from './error.js';
import { runImport } from './import-run.js';
import type { ImportTask } from './import-task.js';
import { Runner, type Changed } from './runner.js';
import type { Limits } from './settings.js';
import { can, isOver, selectImport, type UploadState } from './state.js';

/** One file that VOD fetches by itself. Once VOD has taken it on it needs no page. */
export class Import implements Entry {
  readonly #runner: Runner;

  constructor(
    readonly task: ImportTask,
    private readonly limits: Limits,
    changed: Changed,
  ) {
    const { id, name, record } = task;
    const { title, videoId, jobId } = record ?? {};
    const known = { ...(title && { title }), ...(videoId && { videoId }), ...(jobId && { importing: { jobId } }) };
    this.#runner = new Runner(selectImport({ id, name, ...known }), changed);
  }

  get state(): UploadState {
    return this.#runner.state;
  }

  get names(): readonly string[] {
    const url = this.task.source?.url;
    return [this.task.id, ...(url === undefined || isOver(this.state) ? [] : [url])];
  }

  begin(): void {
    if (this.state.phase === 'authorized') this.#launch(true);
    if (this.state.phase === 'selected') this.#launch(!this.task.settings().manual);
  }

  start(): void {
    const { state, task } = this;
    if (state.phase === 'waiting') return task.nudge();
    const again = state.phase === 'failed' && state.error.retryable;
    if (!again && state.phase !== 'validated' && state.phase !== 'paused') return;
    // VOD has its media, or its URL went with the page that knew it.
    if (again && state.from !== 'processing') {
      if (task.source === undefined) return;
      void task.forget();
    }
    this.#runner.dispatch({ type: 'start' });
    this.#launch(true);
  }

  pause(): void {
    if (can(this.state, 'paused')) this.#runner.end({ type: 'pause' });
  }

  /** VOD goes on without the page, and what comes back looks at it again. */
  suspend(): () => void {
    const { state } = this;
    if (isOver(state) || state.phase === 'paused' || state.phase === 'validated') return () => undefined;
    this.#runner.abort();
    return () => {
      if (this.state === state) this.#launch(true);
    };
  }

  /** What has begun at VOD is not always taken back: then it goes on, and says so. */
  async cancel(): Promise<void> {
    const { task } = this;
    if (!can(this.state, 'canceled')) return;
    if (task.record === undefined) this.#runner.end({ type: 'cancel' });
    await task.submitted();
    const jobId = task.record?.jobId;
    if (jobId === undefined) return;
    if ((await this.#takeBack(jobId)) || this.state.phase === 'canceled') {
      if (this.state.phase !== 'canceled' && can(this.state, 'canceled')) this.#runner.end({ type: 'cancel' });
      await task.forget();
    } else this.#runner.dispatch({ type: 'job', job: { unstoppable: true } });
  }

  leave(): void {
    const { task } = this;
    if (task.record === undefined && can(this.state, 'canceled')) return void this.cancel();
    this.#runner.abort();
    void task.forget();
  }

  async #takeBack(jobId: string): Promise<boolean> {
    try {
      const gone = await this.task.ports.backend.cancelImports([jobId], { signal: NEVER });
      return gone.includes(jobId);
    } catch (thrown) {
      // Whatever it was: it may be gone, and then the next look says so.
      UploadError.from(thrown);
      return false;
    }
  }

  #launch(auto: boolean): void {
    const { task, limits } = this;
    const from = this.state.phase;
    this.#runner.launch((emit, signal) => runImport({ task, limits, from, auto, emit, signal }));
  }
}
