import { NEVER, stopped } from './abort.js';
import { ticketsFor } from './authorize.js';
import { catchUp } from './catch-up.js';
import type { Job } from './job.js';
import { Lanes } from './lanes.js';
import { call } from './storage-call.js';
import { isStored } from './stored.js';

/**
 * Ends what was begun and is given up. Resolves when nobody can go on with it; what is in the bucket is thrown away
 * afterwards. `isHeld`: no other tab has it.
 */
export async function discard(job: Job, isHeld: boolean): Promise<void> {
  const { checkpoint } = job;
  if (!isHeld) {
    // Another tab sends it, and it is not ours to throw away; or it began another one, and knows nothing of this.
    const isOurs = checkpoint?.uploadId !== undefined && !(await isStored(job.ports, checkpoint, NEVER));
    // What is stored is that tab's.
    return isOurs ? abandon(job) : undefined;
  }
  const videoId = checkpoint?.videoId;
  const sealed = checkpoint !== undefined && (await catchUp(job, NEVER)) === 'sealed';
  // Another upload of the same file has begun since.
  if (job.checkpoint !== undefined && job.checkpoint.videoId !== videoId) return;
  if (sealed || job.checkpoint?.uploadId === undefined) return void job.forget();
  // Written down before the bucket is asked, which may take hours: from here on nobody goes on with it.
  await job.save({ outcome: 'canceled' });
  void throwAway(job);
}

/** Never rejects. */
export async function throwAway(job: Job): Promise<void> {
  await abandon(job);
  await job.forget();
}

/** Never rejects. */
const abandon = (job: Job): Promise<void> =>
  abortMultipartUpload(job).catch(() => {
    // Refused for good. The person has moved on, and OSS removes leftovers itself after 7 days.
  });

async function abortMultipartUpload(job: Job): Promise<void> {
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
