import { UploadError } from './error.js';
import type { Job } from './job.js';
import type { Lanes } from './lanes.js';
import type { Look, ObjectStore } from './ports.js';
import { persist } from './retry.js';
import { isDone } from './send-parts.js';
import { StoragePolicy } from './storage-policy.js';
import type { Tickets } from './tickets.js';

interface Sealing {
  readonly job: Job;
  readonly store: ObjectStore;
  readonly tickets: Tickets;
  readonly lanes: Lanes;
  readonly signal: AbortSignal;
}

/** Runs one call to the store, waiting and renewing credentials as long as that can help. */
export async function call<T>(step: () => Promise<T>, { job, tickets, lanes, signal }: Sealing): Promise<T> {
  const lane = lanes.enter();
  const policy = new StoragePolicy(tickets);
  try {
    return await persist(() => policy.attempt(step, signal), {
      ports: job.ports,
      lane,
      signal,
      nudged: job.nudged,
      retry: policy.retry,
    });
  } finally {
    lane.leave();
  }
}

export type Sealed = 'sealed' | 'parts-differ';

/**
 * Completes the multipart upload. Repeating it is normal: a Complete whose reply was lost answers "no such upload" the
 * second time, so the object is looked at before anything is begun again.
 */
export async function seal(sealing: Sealing): Promise<Sealed> {
  const { job, store, signal } = sealing;
  const { target, uploadId, sealSent } = job.checkpoint!;
  try {
    const parts = await etags(sealing);
    await job.save({ sealSent: true });
    await call(() => store.seal(target, uploadId!, parts, { signal }), sealing);
    return 'sealed';
  } catch (thrown) {
    signal.throwIfAborted();
    const error = UploadError.from(thrown);
    if (error.code === 'parts-differ') {
      await job.save({ sealSent });
      await reconcile(sealing);
      return 'parts-differ';
    }
    if (error.code === 'upload-gone' && (await arrived(sealing))) return 'sealed';
    throw error;
  }
}

/** What to complete with; where CORS hides the ETags the store is asked for them. */
async function etags(sealing: Sealing): Promise<{ n: number; etag: string }[]> {
  const { job, store, signal } = sealing;
  const { target, uploadId, parts } = job.checkpoint!;
  if (parts.every((part) => part.etag)) return parts.map(({ n, etag }) => ({ n, etag: etag! }));
  const stored = await call(() => store.list(target, uploadId!, { signal }), sealing).catch((thrown: unknown) => {
    const error = UploadError.from(thrown);
    if (error.code !== 'storage-refused') throw error;
    throw new UploadError(
      'etag-hidden',
      'The bucket does not expose ETag (CORS ExposeHeader) and does not let its parts be listed',
      error.detail,
      { cause: error },
    );
  });
  return stored.map(({ n, etag }) => ({ n, etag }));
}

/** Trusts only those parts that the bucket holds as recorded; the others are to be sent again. */
async function reconcile(sealing: Sealing): Promise<void> {
  const { job, store, signal } = sealing;
  const { target, uploadId, parts } = job.checkpoint!;
  const stored = new Map(
    (await call(() => store.list(target, uploadId!, { signal }), sealing)).map((part) => [part.n, part] as const),
  );
  await job.save({
    parts: parts.map((part) => {
      const held = stored.get(part.n);
      const fits = isDone(part) && held?.size === part.size && (part.etag === '' || sameTag(held.etag, part.etag!));
      return fits ? { ...part, etag: held.etag } : { n: part.n, offset: part.offset, size: part.size };
    }),
  });
}

const sameTag = (a: string, b: string): boolean =>
  a.replaceAll('"', '').toLowerCase() === b.replaceAll('"', '').toLowerCase();

/** Did the object arrive although the seal's answer did not? */
async function arrived(sealing: Sealing): Promise<boolean> {
  const { job, signal } = sealing;
  const look = await lookAt(sealing);
  if (look.found === 'present') return look.size === job.file.size;
  if (look.found === 'absent') return false;
  const [report] = await job.ports.backend.report([job.checkpoint!.videoId], { signal }).catch(() => []);
  return report !== undefined && !['uploading', 'missing', 'forbidden', 'unknown'].includes(report.status);
}

const lookAt = (sealing: Sealing): Promise<Look> =>
  call(() => sealing.store.look(sealing.job.checkpoint!.target, { signal: sealing.signal }), sealing);

/** Compares the size in the bucket where looking is allowed; "not looked" is no failure. */
export async function verify(sealing: Sealing): Promise<void> {
  const { job, store, signal } = sealing;
  const look = await store.look(job.checkpoint!.target, { signal }).catch((): Look => ({ found: 'refused' }));
  signal.throwIfAborted();
  if (look.found === 'present' && look.size !== job.file.size) {
    throw new UploadError('integrity', `The object in OSS has ${look.size} bytes, the file ${job.file.size}`, {
      operation: 'HeadObject',
    });
  }
}
