import { NEVER, stopped } from './abort.js';
import { RENEWABLE, ticketsFor } from './authorize.js';
import { catchUp } from './catch-up.js';
import { UploadError } from './error.js';
import type { Job } from './job.js';
import { Lanes } from './lanes.js';
import { LONGEST_TRY_MS, persist } from './retry.js';
import { hasArrived } from './seal.js';
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
  const standing = checkpoint && (await catchUp(job, NEVER));
  // Another upload of the same file has begun since.
  if (job.checkpoint !== undefined && job.checkpoint.videoId !== videoId) return;
  // What another tab ended is not taken back: it may be whole.
  const takeBack = standing === 'open' && job.settings().deleteCanceled;
  const isLeft = takeBack || job.checkpoint?.uploadId !== undefined;
  if (standing === 'sealed' || !isLeft) return void job.forget();
  // Written down before the bucket is asked, which may take hours: from here on nobody goes on with it.
  await job.save({ outcome: 'canceled', ...(takeBack && { takeBack }) });
  void throwAway(job);
}

/** Never rejects. What could not be done stays written down, for the next page. */
export async function throwAway(job: Job): Promise<void> {
  await abandon(job);
  if (await hasTakenBack(job)) await job.forget();
}

/** Never rejects. */
const abandon = (job: Job): Promise<void> =>
  abortMultipartUpload(job).catch(() => {
    // Refused for good. The person has moved on, and OSS removes leftovers itself after 7 days.
  });

async function abortMultipartUpload(job: Job): Promise<void> {
  const { uploadId, target } = job.checkpoint!;
  if (uploadId === undefined) return;
  const over = new AbortController();
  const { signal } = over;
  try {
    const lanes = new Lanes(() => undefined);
    const tickets = ticketsFor(job, signal);
    const store = job.ports.openStore(tickets.fresh);
    const session = { job, store, tickets, lanes, emit: () => undefined, signal };
    // Twice: a part that was in flight can land after the first (AbortMultipartUpload says so).
    for (let round = 0; round < 2; round += 1)
      await call(session, (s) => store.discard(target, uploadId, { signal: s }));
  } finally {
    over.abort(stopped('Cleaned up'));
  }
}

/** Has VOD delete the media, where that is wanted. Whether there is nothing more to do, done or refused. Never rejects. */
async function hasTakenBack(job: Job): Promise<boolean> {
  const { takeBack, videoId, sealSent } = job.checkpoint!;
  if (!takeBack) return true;
  const over = new AbortController();
  const { signal } = over;
  const lanes = new Lanes(() => undefined);
  const lane = lanes.enter();
  const step = () => job.ports.backend.deleteMedia(videoId, { signal });
  const retry = ({ code }: UploadError) => RENEWABLE.includes(code);
  try {
    // Whole, though no seal left here: a tab that storage told nothing finished it.
    if (!sealSent && (await hasArrived({ job, lanes, signal }))) return true;
    await persist(step, { job, lane, signal, retry, forMs: LONGEST_TRY_MS });
    return true;
  } catch (thrown) {
    return !RENEWABLE.includes(UploadError.from(thrown).code);
  } finally {
    over.abort(stopped('Taken back'));
  }
}
