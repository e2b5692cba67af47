import { stopped } from './abort.js';
import { UploadError } from './error.js';
import type { Emit } from './job.js';
import { reduce } from './reduce.js';
import type { UploadEvent, UploadState } from './state.js';

export type Changed = (after: UploadState, before: UploadState) => void;

/** A state and the run that moves it: every run hangs on one AbortController, every ending aborts it, then dispatches. */
export class Runner {
  #state: UploadState;
  #run: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(
    state: UploadState,
    private readonly changed: Changed,
  ) {
    this.#state = state;
  }

  get state(): UploadState {
    return this.#state;
  }

  get isRunning(): boolean {
    return this.#run?.signal.aborted === false;
  }

  /** Settles when the newest run has let go of everything. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  dispatch(event: UploadEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    if (this.#state !== before) this.changed(this.#state, before);
  }

  end(event: UploadEvent): void {
    this.abort();
    this.dispatch(event);
  }

  abort(): void {
    this.#run?.abort(stopped('The upload was stopped'));
    this.#run = undefined;
  }

  /** A run that rejects has failed, unless it was stopped. */
  launch(run: (emit: Emit, signal: AbortSignal) => Promise<void>): void {
    this.abort();
    const controller = new AbortController();
    const { signal } = controller;
    this.#run = controller;
    // Mute once aborted: a run that was superseded cannot speak.
    const emit: Emit = (event) => {
      if (!signal.aborted) this.dispatch(event);
    };
    this.#ended = run(emit, signal)
      .catch((thrown: unknown) => {
        if (!signal.aborted) this.end({ type: 'fail', error: UploadError.from(thrown) });
      })
      .finally(() => controller.abort(stopped('The run is over')));
  }
}
