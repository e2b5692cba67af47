import { stopped } from './abort.js';
import type { PartRecord } from './checkpoint.js';
import { UploadError } from './error.js';
import type { Job } from './job.js';
import type { Lane } from './lanes.js';
import { Meter } from './meter.js';
import { automaticPartSize, nextPart, type Part } from './plan.js';
import { request, type Session } from './storage-call.js';

export const isDone = (part: PartRecord): boolean => part.etag !== undefined;

/** Sends every part that the checkpoint does not call done, several at a time. The first fatal error ends them all. */
export async function sendParts(session: Session): Promise<void> {
  const { job, lanes, emit, signal } = session;
  const confirmed = job.checkpoint!.parts.filter(isDone).reduce((sum, part) => sum + part.size, 0);
  const all = new AbortController();
  const together = { ...session, signal: AbortSignal.any([signal, all.signal]) };
  const meter = new Meter(confirmed, emit, job.ports.clock, together.signal);
  const next = hashedAhead(partSource(job), together);
  const running = new Set<Promise<void>>();

  const work = async (): Promise<void> => {
    const lane = lanes.enter();
    try {
      for (let part = next.take(); part; part = running.size > job.connections() ? undefined : next.take()) {
        await sendPart(part, together, lane, meter);
        // Another upload may have ended and left its connections.
        fill();
      }
    } finally {
      lane.leave();
    }
  };
  // One that fails stays in the set, so that the race below cannot miss it.
  const fill = () => {
    while (running.size < job.connections() && next.hasMore()) {
      const worker: Promise<void> = work().then(() => void running.delete(worker));
      running.add(worker);
    }
  };

  try {
    for (fill(); running.size > 0; fill()) await Promise.race(running);
    meter.flush();
  } finally {
    all.abort(stopped('Another part failed'));
    await Promise.allSettled(running);
  }
}

interface Parts<T> {
  take(): T | undefined;
  hasMore(): boolean;
}

interface Prepared extends Part {
  readonly blob: Blob;
  /** Undefined where nothing may or can hash. */
  readonly md5: Promise<string | undefined>;
}

/** Checksums are worked out ahead, for at most as many parts as are being sent, so that no connection waits for one. */
function hashedAhead(parts: Parts<Part>, { job, signal }: Session): Parts<Prepared> {
  const ready: Prepared[] = [];
  const prepare = ({ n, offset, size }: Part): Prepared => {
    const blob = job.file.slice(offset, offset + size);
    const md5 = job.settings().checksum === 'none' ? Promise.resolve(undefined) : hash(job, blob, signal);
    // Looked at when the part's turn comes.
    md5.catch(() => undefined);
    return { n, offset, size, blob, md5 };
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
function partSource(job: Job): Parts<Part> {
  const { size } = job.file;
  const known = [...job.checkpoint!.parts];
  const again = known.filter((part) => !isDone(part));
  let last = known.at(-1);
  const wish = () => {
    const { partSize } = job.settings();
    return partSize === 'auto' ? automaticPartSize(size) : partSize;
  };
  const take = (): Part | undefined => {
    const part = again.shift() ?? nextPart(last, size, wish());
    if (part !== undefined && part.n > (last?.n ?? 0)) last = part;
    return part;
  };
  return { take, hasMore: () => again.length > 0 || nextPart(last, size, wish()) !== undefined };
}

async function sendPart(part: Prepared, session: Session, lane: Lane, meter: Meter): Promise<void> {
  const { job, store, signal: stop } = session;
  const { n, offset, size, blob } = part;
  const md5 = await part.md5;
  stop.throwIfAborted();
  const checked = md5 !== undefined && { md5 };
  const { target, uploadId } = job.checkpoint!;
  await job.record({ n, offset, size, ...checked });
  if (blob.size !== size) {
    throw new UploadError('file-unreadable', `The file has become shorter than ${offset + size} bytes`, {
      part: n,
      operation: 'read',
    });
  }
  const put = async (signal: AbortSignal, alive: () => void) => {
    const onSent = (bytes: number) => {
      alive();
      meter.sent(n, bytes);
      if (bytes > 0) lane.proceed();
    };
    try {
      return await store.put(target, uploadId!, { n, blob, ...checked }, { signal, onSent });
    } catch (error) {
      meter.lost(n);
      throw error;
    }
  };
  const { etag = '', crc64 } = await request({ session, lane, step: put, patienceMs: () => meter.patienceMs(size) });
  meter.done(n, size);
  // '' says "the store has it, but CORS hides its ETag".
  await job.record({ n, offset, size, etag, ...checked, ...(crc64 !== undefined && { crc64 }) });
}
