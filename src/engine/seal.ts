import type { PartRecord } from './checkpoint.js';
import { combineCrc64 } from './crc64.js';
import { UploadError } from './error.js';
import type { MediaReport } from './media.js';
import type { Look, StoredPart } from './ports.js';
import { backOffMs, rest } from './rest.js';
import { persist } from './retry.js';
import { isDone } from './send-parts.js';
import { call, PATIENCE_MS, watched, type Session } from './storage-call.js';
import { TELLS_NOTHING } from './poller.js';

/** VOD hears of a completed object from OSS, which takes a moment. */
const LATE_MS = 60_000;

type Sealed = 'sealed' | 'parts-differ';

/**
 * Completes the multipart upload. Repeating it is normal: after a Complete whose reply was lost there is "no such upload",
 * so the object is to be looked at (`wasSealed`) before anything is begun again.
 */
export async function seal(session: Session): Promise<Sealed> {
  const { job, store, signal } = session;
  const { target, uploadId } = job.checkpoint!;
  try {
    const parts = await sealable(session);
    if (parts === undefined) return await reconcile(session);
    let sent = job.checkpoint!.sealSent;
    await job.save({ sealSent: true });
    const { crc64, callbackFailed } = await call(session, async (s) => {
      // It may have worked, or be at work still: what the bucket has decides whether it is repeated.
      if (sent) await store.list(target, uploadId!, { signal: s }).catch(unlessRefused);
      sent = true;
      return store.seal(target, uploadId!, parts, { signal: s });
    });
    assertSum(session, crc64, 'CompleteMultipartUpload');
    if (callbackFailed) session.emit({ type: 'callback-failed' });
    return 'sealed';
  } catch (thrown) {
    signal.throwIfAborted();
    if (UploadError.from(thrown).code === 'parts-differ') return reconcile(session);
    throw thrown;
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

/** What was sealed is the file, as far as the store tells; if not, its VideoId is spent. */
function assertFits(session: Session, look: Look & { found: 'present' }): void {
  const { size } = session.job.file;
  if (look.size !== size) throw spoilt(`The object in OSS has ${look.size} bytes, the file ${size}`, 'HeadObject');
  assertSum(session, look.crc64, 'HeadObject');
}

/** Where the store tells checksums: that of the object must be that of the parts in their order, once all are there. */
function assertSum({ job }: Session, crc64: string | undefined, operation: string): void {
  const told = job.checkpoint!.parts.flatMap((part) =>
    part.crc64 === undefined ? [] : [{ crc64: part.crc64, size: part.size }],
  );
  const isWhole = told.reduce((sum, { size }) => sum + size, 0) === job.file.size;
  if (crc64 === undefined || !isWhole || combineCrc64(told) === crc64) return;
  throw spoilt('The CRC-64 of the object in OSS is not that of its parts', operation);
}

const spoilt = (said: string, operation: string) => new UploadError('integrity', said, { operation });

/** Looking is often not allowed. */
function unlessRefused(thrown: unknown): undefined {
  if (UploadError.from(thrown).code === 'storage-refused') return undefined;
  throw thrown;
}

/** By number; undefined where listing is not allowed. */
async function listed(session: Session): Promise<Map<number, StoredPart> | undefined> {
  const { job, store } = session;
  const { target, uploadId } = job.checkpoint!;
  const parts = await call(session, (signal) => store.list(target, uploadId!, { signal })).catch(unlessRefused);
  return parts && new Map(parts.map((part) => [part.n, part]));
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

/**
 * Is there nothing to send to any more because a seal has worked, by whomever, whose answer did not arrive here? What was
 * sealed and is not the file is nothing to go on with: VOD has it already.
 */
export async function wasSealed(session: Session): Promise<boolean> {
  const { job } = session;
  const look = await lookAt(session);
  if (look.found === 'present') {
    assertFits(session, look);
    return true;
  }
  if (look.found === 'absent') return false;
  return hasArrived(session, job.checkpoint!.sealSent ? LATE_MS : 0);
}

/** Does VOD say that it has the file? Its "not yet" is taken for a no after `patienceMs`. */
export async function hasArrived(session: Pick<Session, 'job' | 'lanes' | 'signal'>, patienceMs = 0): Promise<boolean> {
  const { job, signal } = session;
  let leftMs = patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    const report = await reported(session);
    if (report === undefined) return false;
    if (report.status !== 'uploading') return !['missing', 'forbidden', 'unknown'].includes(report.status);
    if (leftMs <= 0) return false;
    const ms = Math.min(leftMs, backOffMs(attempt, job.ports.random));
    await rest(ms, { job, signal });
    leftMs -= ms;
  }
}

/** VOD's word, waited for; undefined where the backend cannot say. */
async function reported({
  job,
  lanes,
  signal,
}: Pick<Session, 'job' | 'lanes' | 'signal'>): Promise<MediaReport | undefined> {
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
  const look = await call(session, (signal) => session.store.look(target, { signal })).catch(unlessRefused);
  return look ?? { found: 'refused' };
}

/** Compares the object in the bucket where looking is allowed; whatever else happens is "not looked", not a failure. */
export async function verify(session: Session): Promise<void> {
  const { job, store, signal } = session;
  const step = (s: AbortSignal) => store.look(job.checkpoint!.target, { signal: s });
  const watch = { clock: job.ports.clock, signal, patienceMs: () => PATIENCE_MS };
  const look = await watched(step, watch).catch((): Look => ({ found: 'refused' }));
  signal.throwIfAborted();
  if (look.found === 'present') assertFits(session, look);
}
