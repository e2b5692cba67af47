import { stopped, untilAborted } from './abort.js';
import type { discard, throwAway } from './clean-up.js';
import { UploadError } from './error.js';
import type { Emit, Job } from './job.js';
import { Lanes } from './lanes.js';
import type { run } from './pipeline.js';
import { persist } from './retry.js';

/** The part of the engine that nothing needs before an upload runs; it comes when it is asked for. */
export interface RunCode {
  readonly run: typeof run;
  readonly discard: typeof discard;
  readonly throwAway: typeof throwAway;
}

/** Code that has not come by then hangs on a connection that is dead, or nearly so. */
const PATIENCE_MS = 20_000;
/** Not counting time offline. What fails for longer is not the network: the page's files are gone, or may not be loaded. */
const FAILS_FOR_MS = 10 * 60_000;

/**
 * Has the code that runs an upload; while it does not come, the upload waits and says why. Rejects with the signal's
 * reason when aborted, and with an `UploadError` when it cannot be had.
 */
export async function runCode(job: Job, emit: Emit, signal: AbortSignal): Promise<RunCode> {
  const lane = new Lanes(emit).enter();
  let anew = false;
  const step = () => {
    const loading = untilAborted(loadInTime(job, anew, signal), signal);
    anew = true;
    return loading;
  };
  try {
    return await persist(step, { job, lane, signal, retry: () => true, forMs: FAILS_FOR_MS });
  } catch (thrown) {
    signal.throwIfAborted();
    throw new UploadError('internal', 'The code that uploads cannot be loaded', {}, { cause: thrown });
  } finally {
    lane.leave();
  }
}

async function loadInTime({ ports }: Job, anew: boolean, signal: AbortSignal): Promise<RunCode> {
  const over = new AbortController();
  const tooLong = async (): Promise<never> => {
    await ports.clock.wait(PATIENCE_MS, AbortSignal.any([signal, over.signal]));
    throw new UploadError('stalled', 'The code that uploads does not come');
  };
  const loaded = ports.loadRun(anew).catch((thrown: unknown) => {
    throw new UploadError('network', 'The code that uploads did not come', {}, { cause: thrown });
  });
  try {
    return await Promise.race([loaded, tooLong()]);
  } finally {
    over.abort(stopped('The code has come'));
  }
}
