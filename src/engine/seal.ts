import type { PartRecord } from './checkpoint.js';
import { combineCrc64 } from './crc64.js';
import { UploadError } from './error.js';
import type { MediaReport } from './media.js';
import type { Look, StoredPart } from './ports.js';
import { persist } from './retry.js';
import { isDone } from './send-parts.js';
import { call, PATIENCE_MS, watched, type Session } from './storage-call.js';
import { TELLS_NOTHING } from './watch.js';

export type Sealed = 'sealed' | 'parts-differ';

/**
 * Completes the multipart upload. Repeating it is normal: a Complete whose reply was lost answers "no such upload" the
 * second time, so the object is looked at before anything is begun again.
 */
export async function seal(session: Session): Promise<Sealed> {
  const { job, store, signal } = session;
  const { target, uploadId } = job.checkpoint!;
  try {
    const parts = await sealable(session);
    if (parts === undefined) return await reconcile(session);
    await job.save({ sealSent: true });
    const { crc64 } = await call(session, (s) => store.seal(target, uploadId!, parts, { signal: s }));
    if (crc64 !== undefined) assertSameBytes(job.checkpoint!.parts, crc64);
    return 'sealed';
  } catch (thrown) {
    signal.throwIfAborted();
    const error = UploadError.from(thrown);
    if (error.code === 'parts-differ') return reconcile(session);
    if (await wasSealed(session, error)) return 'sealed';
    throw error;
  }
}

/** What to complete with; undefined when the bucket does not hold what it should. */
async function sealable(session: Session): Promise<{ n: number; etag: string }[] | undefined> {
  const { parts } = session.job.checkpoint!;
  assertWhole(parts, session.job.file.size);
  if (parts.every((part) => part.etag)) return parts.map(({ n, etag }) => ({ n, etag: etag! }));
  // CORS hides the ETags: the store knows them.
  const stored = await listed(session);
  if (stored === undefined) {
    const said = 'The bucket does not expose ETag (CORS ExposeHeader) and does not let its parts be listed';
    throw new UploadError('etag-hidden', said, { operation: 'ListParts' });
  }
  const held = parts.map(({ n, size }) => ({ n, etag: stored.get(n)?.size === size ? stored.get(n)!.etag : '' }));
  return held.every(({ etag }) => etag !== '') ? held : undefined;
}

/** A gap here would be sealed into an object that is not the file: better to stop. */
function assertWhole(parts: readonly PartRecord[], total: number): void {
  let end = 0;
  for (const part of parts) {
    if (part.offset !== end || !isDone(part)) break;
    end += part.size;
  }
  if (end !== total)
    throw new UploadError('internal', `The parts cover ${end} of ${total} bytes`, {
      operation: 'CompleteMultipartUpload',
    });
}

/** Where the store tells checksums: that of the object must be that of the parts in their order. */
function assertSameBytes(parts: readonly PartRecord[], crc64: string): void {
  const told = parts.flatMap((part) => (part.crc64 === undefined ? [] : [{ crc64: part.crc64, size: part.size }]));
  if (told.length < parts.length || combineCrc64(told) === crc64) return;
  throw new UploadError('integrity', 'The CRC-64 of the object in OSS is not that of its parts', {
    operation: 'CompleteMultipartUpload',
  });
}

/** By number; undefined where listing is not allowed. */
async function listed(session: Session): Promise<Map<number, StoredPart> | undefined> {
  const { job, store } = session;
  const { target, uploadId } = job.checkpoint!;
  try {
    const parts = await call(session, (signal) => store.list(target, uploadId!, { signal }));
    return new Map(parts.map((part) => [part.n, part]));
  } catch (thrown) {
    if (UploadError.from(thrown).code === 'storage-refused') return undefined;
    throw thrown;
  }
}

/** Trusts only those parts that the bucket holds as recorded; the others are to be sent again. */
export async function reconcile(session: Session, { trustRecord = false } = {}): Promise<'parts-differ'> {
  const { job } = session;
  const stored = await listed(session);
  // Listing is not allowed: what this page wrote down is all there is to go by.
  if (stored === undefined && trustRecord) return 'parts-differ';
  await job.save({
    sealSent: false,
    parts: job.checkpoint!.parts.map((part) => {
      const held = stored?.get(part.n);
      const fits =
        held !== undefined && held.size === part.size && (part.etag === '' || sameTag(held.etag, expected(part)));
      return fits ? { ...part, etag: held.etag } : { n: part.n, offset: part.offset, size: part.size };
    }),
  });
  return 'parts-differ';
}

/** A part's ETag is the MD5 of its bytes: what was not answered any more may have arrived all the same. */
const expected = (part: PartRecord): string | undefined => part.etag ?? (part.md5 && hexOf(part.md5));

const hexOf = (base64: string): string =>
  Array.from(atob(base64), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');

const sameTag = (a: string, b = ''): boolean =>
  a.replaceAll('"', '').toLowerCase() === b.replaceAll('"', '').toLowerCase();

/** Is this "no such upload" the sign of a seal that worked, although its answer did not arrive? */
export async function wasSealed(session: Session, { code }: UploadError): Promise<boolean> {
  const { job } = session;
  if (code !== 'upload-gone' || !job.checkpoint!.sealSent) return false;
  const look = await lookAt(session);
  if (look.found === 'present') return look.size === job.file.size;
  if (look.found === 'absent') return false;
  const report = await reported(session);
  return report !== undefined && !['uploading', 'missing', 'forbidden', 'unknown'].includes(report.status);
}

/** VOD's word, waited for; undefined where the backend cannot say. */
async function reported({ job, lanes, signal }: Session): Promise<MediaReport | undefined> {
  const lane = lanes.enter();
  const ask = () => job.ports.backend.report([job.checkpoint!.videoId], { signal });
  const retry = ({ code }: UploadError) => !TELLS_NOTHING.includes(code);
  try {
    return (await persist(ask, { job, lane, signal, retry }))[0];
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return undefined;
  } finally {
    lane.leave();
  }
}

async function lookAt(session: Session): Promise<Look> {
  const { target } = session.job.checkpoint!;
  try {
    return await call(session, (signal) => session.store.look(target, { signal }));
  } catch (thrown) {
    if (UploadError.from(thrown).code === 'storage-refused') return { found: 'refused' };
    throw thrown;
  }
}

/** Compares the size in the bucket where looking is allowed; whatever else happens is "not looked", not a failure. */
export async function verify({ job, store, signal }: Session): Promise<void> {
  const step = (s: AbortSignal) => store.look(job.checkpoint!.target, { signal: s });
  const watch = { clock: job.ports.clock, signal, patienceMs: () => PATIENCE_MS };
  const look = await watched(step, watch).catch((): Look => ({ found: 'refused' }));
  signal.throwIfAborted();
  if (look.found === 'present' && look.size !== job.file.size) {
    throw new UploadError('integrity', `The object in OSS has ${look.size} bytes, the file ${job.file.size}`, {
      operation: 'HeadObject',
    });
  }
}
