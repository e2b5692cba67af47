import { stopped } from './abort.js';
import type { discard, throwAway } from './clean-up.js';
import type { sendCover } from './cover.js';
import { UploadError } from './error.js';
import type { Importer } from './importer.js';
import type { Emit } from './job.js';
import type { Inheritance } from './inheritance.js';
import type { run } from './pipeline.js';
import type { Clock, Ports } from './ports.js';
import { backOffMs, OFFLINE_LOOK_MS, rest, type Restless } from './rest.js';
import type { WaitReason } from './state.js';

/** The part of the engine that nothing needs before an upload runs; it comes when it is asked for. */
export interface RunCode {
  readonly run: typeof run;
  readonly discard: typeof discard;
  readonly throwAway: typeof throwAway;
  readonly sendCover: typeof sendCover;
  readonly Inheritance: typeof Inheritance;
}

/** The part that nothing needs before a first URL is imported. */
export interface ImportCode {
  readonly Importer: typeof Importer;
}

/** Code that has not come by then hangs on a connection that is dead, or nearly so. */
const PATIENCE_MS = 20_000;
/** Not counting time offline. What fails for longer is not the network: the page's files are gone, or may not be loaded. */
const FAILS_FOR_MS = 10 * 60_000;

/**
 * Has the code that runs an upload; while it does not come, the upload waits and says why. Rejects with the signal's
 * reason when aborted, and with an `UploadError` when it cannot be had.
 */
export async function runCode(
  job: Restless & { readonly ports: Pick<Ports, 'loadRun'> },
  emit: Emit,
  signal: AbortSignal,
): Promise<RunCode> {
  const { clock, loadRun, network, random } = job.ports;
  let since: number | undefined;
  let loading: Promise<RunCode> | undefined;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    let reason: WaitReason = 'stalled';
    let cause: unknown;
    try {
      loading = loadRun(loading);
      const code = await inTime(loading, clock, signal);
      if (code !== undefined) {
        emit({ type: 'proceed' });
        return code;
      }
    } catch (thrown) {
      signal.throwIfAborted();
      [reason, cause] = ['backing-off', thrown];
    }
    const offline = !network.online();
    since = offline ? undefined : (since ?? clock.monotonic());
    if (since !== undefined && clock.monotonic() - since >= FAILS_FOR_MS)
      throw new UploadError('internal', 'The code that uploads cannot be loaded', {}, { cause });
    emit({ type: 'wait', reason: offline ? 'offline' : reason });
    await rest(offline ? OFFLINE_LOOK_MS : backOffMs(attempt, random), { job, signal, orBack: ALONE });
  }
}

/** Nothing else of this upload is under way. */
const ALONE = { onMove: () => undefined };

/** Undefined when it does not come in time. Rejects with the signal's reason. */
async function inTime(loading: Promise<RunCode>, clock: Clock, signal: AbortSignal): Promise<RunCode | undefined> {
  const over = new AbortController();
  const tooLong = clock.wait(PATIENCE_MS, AbortSignal.any([signal, over.signal])).then(() => undefined);
  try {
    return await Promise.race([loading, tooLong]);
  } finally {
    over.abort(stopped('The code has come'));
    tooLong.catch(() => undefined);
  }
}
