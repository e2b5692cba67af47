import type { Entry } from './entry.js';
import { runImport } from './import-run.js';
import type { ImportTask } from './import-task.js';
import { Runner, type Changed } from './runner.js';
import type { Limits, MetadataInput } from './settings.js';
import { can, isOver, type Common, type UploadState } from './state.js';

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

  describe(metadata: MetadataInput): void {
    const { videoId, described } = this.state;
    if (videoId !== undefined || this.task.isTaken) throw new TypeError('VOD was told already');
    this.#runner.dispatch({ type: 'describe', described: { person: { ...described?.person, ...metadata } } });
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
    // Its job is over and another one is made; whatever else it was, the job is looked at again.
    if (again && state.error.code === 'import-failed') void task.forget();
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
      // What was asked of VOD before may have been answered meanwhile, or somebody has begun it again.
      if (isOver(this.state) || this.state.phase === 'paused' || this.#runner.isRunning) return;
      this.#runner.dispatch({ type: 'proceed' });
      this.#launch(true);
    };
  }

  /** What has begun at VOD is not always taken back: then it goes on, and says so. */
  async cancel(): Promise<void> {
    const { task, state } = this;
    if (!can(state, 'canceled')) return;
    if (task.record === undefined || state.phase === 'failed') this.#runner.end({ type: 'cancel' });
    await task.submitted();
    const jobId = task.record?.jobId;
    if (jobId === undefined) return;
    // Nothing is left of it to be taken back.
    if (state.phase === 'failed' && state.error.code === 'import-failed') return task.forget();
    const recalled = await task.recall.ask(jobId);
    if (this.state.phase === 'canceled') return task.forget();
    if (recalled === 'gone') {
      if (can(this.state, 'canceled')) this.#runner.end({ type: 'cancel' });
      await task.forget();
    } else if (recalled === 'kept') this.#runner.dispatch({ type: 'job', job: { unstoppable: true } });
  }

  leave(): void {
    const { task } = this;
    if (task.record === undefined && can(this.state, 'canceled')) return void this.cancel();
    this.#runner.abort();
    void task.forget();
  }

  #launch(auto: boolean): void {
    const { task, limits } = this;
    const from = this.state.phase;
    const state = () => this.state;
    this.#runner.launch((emit, signal) => runImport({ task, limits, from, auto, state, emit, signal }));
  }
}

/** Of the size of a file that VOD shall fetch, or is at, nothing is known yet. */
export function selectImport(file: Omit<Common, 'type' | 'total' | 'confirmed' | 'sent'>): UploadState {
  const phase = file.importing?.jobId === undefined ? 'selected' : 'authorized';
  return Object.freeze({ importing: {}, ...file, type: '', total: 0, confirmed: 0, sent: 0, phase });
}
