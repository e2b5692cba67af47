import { UploadError } from './error.js';
import { fingerprintOf, isSame } from './fingerprint.js';
import type { Job } from './job.js';
import type { Lane, Lanes } from './lanes.js';

/** The browser's permission prompt may stay unanswered: then the file is asked for instead. */
const PROMPT_MS = 30_000;

/** Has the file at hand: through its handle where the browser kept one, else from the person. */
export async function findFile(job: Job, lanes: Lanes, signal: AbortSignal): Promise<void> {
  if (job.source.found) return;
  const lane = lanes.enter();
  try {
    const file = (await byHandle(job, lane, signal)) ?? (await byHand(job, lane, signal));
    const known = job.checkpoint!.fingerprint;
    if (!isSame(known, await fingerprintOf(file, job.ports.hasher, signal))) {
      const said = `${file.name} is not the file that was begun, or has changed since`;
      throw new UploadError('file-differs', said, { values: { name: known.name, other: file.name } });
    }
    job.source.accept(file);
  } finally {
    lane.leave();
  }
}

async function byHandle(job: Job, lane: Lane, signal: AbortSignal): Promise<File | undefined> {
  const { handle } = job.checkpoint!;
  const { openHandle, clock } = job.ports;
  if (handle === undefined || openHandle === undefined) return undefined;
  lane.hold('permission');
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  try {
    const late = clock.wait(PROMPT_MS, both).then(() => undefined);
    return await Promise.race([
      openHandle(handle, { signal: both }).catch(() => undefined),
      late,
      job.source.offered(both),
    ]);
  } finally {
    over.abort();
  }
}

function byHand(job: Job, lane: Lane, signal: AbortSignal): Promise<File> {
  lane.hold('file-needed');
  return job.source.offered(signal);
}
