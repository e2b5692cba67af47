import type { Checkpoint } from './checkpoint.js';
import type { Ports } from './ports.js';

export interface Stored {
  readonly id: string;
  readonly checkpoint: Checkpoint;
}

/** The code that reads them did not come over a bad network, or another tab blocks them: tried again for so long. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 1_000;

/**
 * The checkpoints of this scope; undefined where they cannot be known. A failure may pass, and to take it for "nothing
 * is stored" would make a second media of the same file. Rejects with the signal's reason.
 */
export async function allStored(
  { checkpoints, clock }: Pick<Ports, 'checkpoints' | 'clock'>,
  scope: string,
  signal: AbortSignal,
): Promise<readonly Stored[] | undefined> {
  const end = clock.monotonic() + PATIENCE_MS;
  for (;;) {
    const all = await checkpoints.list(scope).catch(() => undefined);
    signal.throwIfAborted();
    if (all !== undefined || clock.monotonic() >= end) return all;
    await clock.wait(PAUSE_MS, signal);
  }
}

/** Can another page know of its multipart upload? Where storage refused to take that, nobody does. */
export async function isStored(
  ports: Pick<Ports, 'checkpoints' | 'clock'>,
  { scope, uploadId }: Checkpoint,
  signal: AbortSignal,
): Promise<boolean> {
  const all = await allStored(ports, scope, signal);
  return all === undefined || all.some(({ checkpoint }) => checkpoint.uploadId === uploadId);
}
