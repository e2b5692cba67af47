import { stopped } from './abort.js';
import type { PartRecord } from './checkpoint.js';
import { UploadError } from './error.js';
import { assertUnchanged } from './fingerprint.js';
import type { Job } from './job.js';
import type { Lane } from './lanes.js';
import { Meter } from './meter.js';
import { partBody, type PartBody } from './part-body.js';
import { automaticPartSize, nextPart, type Part } from './plan.js';
import { request, type Session } from './storage-call.js';
import { Width } from './width.js';

export const isDone = (part: PartRecord): boolean => part.etag !== undefined;

/** Sends every part that the checkpoint does not call done, several at a time. The first fatal error ends them all. */
export async function sendParts(session: Session): Promise<void> {
  const { job, lanes, emit, signal } = session;
  const confirmed = job.checkpoint!.parts.filter(isDone).reduce((sum, part) => sum + part.size, 0);
  const all = new AbortController();
  const together = { ...session, signal: AbortSignal.any([signal, all.signal]) };
  const meter = new Meter(confirmed, emit, job.ports.clock, together.signal);
  const next = hashedAhead(partSource(job, meter), together);
  const running = new Set<Promise<void>>();
  const width = new Width(() => job.connections(), running);

  const work = async (): Promise<void> => {
    const lane = lanes.enter();
    try {
      for (let part = next.take(); part; part = running.size > width.now ? undefined : next.take()) {
        await sendPart(part, together, lane, meter, width);
        width.done();
        // Another upload may have ended and left its connections.
        fill();
      }
    } finally {
      lane.leave();
    }
  };
  let fail: (reason: unknown) => void;
  // One that fails stays in the set, and is heard of even where it was begun while others were waited for.
  const failure = new Promise<never>((_, reject) => (fail = reject));
  failure.catch(() => undefined);
  const fill = () => {
    while (!together.signal.aborted && running.size < width.now && next.hasMore()) {
      const worker: Promise<void> = work().then(() => void running.delete(worker), fail);
      running.add(worker);
    }
  };

  try {
    for (fill(); running.size > 0; fill()) await Promise.race([failure, ...running]);
    together.signal.throwIfAborted();
    meter.flush();
  } finally {
    all.abort(stopped('Another part failed'));
    await Promise.allSettled(running);
  }
  await assertOneFile(session);
}

/** What was sent of a file that changed meanwhile is of no use to anybody, whoever goes on with it. */
async function assertOneFile({ job, signal }: Session): Promise<void> {
  const { fingerprint, parts } = job.checkpoint!;
  try {
    await assertUnchanged(job.file, fingerprint, job.ports.hasher, signal);
  } catch (thrown) {
    if (!signal.aborted) await job.save({ parts: parts.map(({ n, offset, size }) => ({ n, offset, size })) });
    throw thrown;
  }
}

interface Parts<T> {
  take(): T | undefined;
  hasMore(): boolean;
}

interface Prepared extends Part {
  readonly body: PartBody;
}

/** Checksums are worked out ahead, for at most as many parts as are being sent, so that no connection waits for one. */
function hashedAhead(parts: Parts<Part>, { job, signal }: Session): Parts<Prepared> {
  const ready: Prepared[] = [];
  const md5 = async (blob: Blob) => (job.settings().checksum === 'none' ? undefined : hash(job, blob, signal));
  const prepare = ({ n, offset, size }: Part): Prepared => {
    const slice = job.file.slice(offset, offset + size);
    return { n, offset, size, body: partBody({ n, offset, size }, slice, md5) };
  };
  const fill = () => {
    while (ready.length < job.connections()) {
      const part = parts.take();
      if (part === undefined) return;
      ready.push(prepare(part));
    }
  };
  return {
    take: () => {
      fill();
      const first = ready.shift();
      fill();
      return first;
    },
    hasMore: () => ready.length > 0 || parts.hasMore(),
  };
}

/** A page that cannot hash sends without; a file that cannot be read is another matter. */
const hash = (job: Job, blob: Blob, signal: AbortSignal): Promise<string | undefined> =>
  job.ports.hasher.md5(blob, { signal }).catch((thrown: unknown) => {
    if (UploadError.from(thrown).code === 'file-unreadable') throw thrown;
    return undefined;
  });

/** Unfinished parts of an earlier run first, then new ones from the tail. */
function partSource(job: Job, meter: Meter): Parts<Part> {
  const { size } = job.file;
  const known = [...job.checkpoint!.parts];
  const again = known.filter((part) => !isDone(part));
  let last = known.at(-1);
  const wish = () => {
    const { partSize } = job.settings();
    const asked = partSize === 'auto' ? automaticPartSize(size) : partSize;
    return Math.min(asked, meter.largestPart(job.connections()));
  };
  const take = (): Part | undefined => {
    // The line is measured with new parts, because they are small, where there are any.
    const part = again.length === 0 || !meter.measured ? nextPart(last, size, wish()) : undefined;
    if (part === undefined) return again.shift();
    last = part;
    // In the order of the file, whichever is hashed or sent first: a record with a hole could not be sealed.
    job.plan(part);
    return part;
  };
  return { take, hasMore: () => again.length > 0 || nextPart(last, size, wish()) !== undefined };
}

async function sendPart(part: Prepared, session: Session, lane: Lane, meter: Meter, width: Width): Promise<void> {
  const { job, store, signal: stop } = session;
  const { n, offset, size, body } = part;
  let { blob, ...checked } = await body.next();
  stop.throwIfAborted();
  const { target, uploadId } = job.checkpoint!;
  await job.record({ n, offset, size, ...checked });
  if (blob.size !== size) throw tooShort(part, blob.size);
  const put = async (signal: AbortSignal, alive: () => void) => {
    let left: number | undefined;
    const onSent = (bytes: number) => {
      left = bytes;
      meter.sent(n, bytes);
      if (bytes > 0) alive();
    };
    try {
      ({ blob, ...checked } = await body.next());
      signal.throwIfAborted();
      meter.sent(n, 0);
      const receipt = await store.put(target, uploadId!, { n, blob, ...checked }, { signal, onSent });
      if (left !== undefined && left !== size) throw tooShort(part, left);
      return receipt;
    } catch (thrown) {
      const error = UploadError.from(thrown);
      meter.lost(n);
      width.failed(error);
      body.failed(signal.aborted ? UploadError.from(signal.reason).code : error.code);
      throw thrown;
    }
  };
  const { etag = '', crc64 } = await request({ session, lane, step: put, patienceMs: () => meter.patienceMs(size) });
  meter.done(n, size);
  // '' says "the store has it, but CORS hides its ETag".
  await job.record({ n, offset, size, etag, ...checked, ...(crc64 !== undefined && { crc64 }) });
}

/** A browser that does not notice that a file was cut sends what is left of it, and OSS takes that. */
const tooShort = ({ n, size }: Part, bytes: number): UploadError =>
  new UploadError('file-unreadable', `${bytes} of the part's ${size} bytes were there`, { part: n, operation: 'read' });
