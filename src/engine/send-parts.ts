import { stopped } from './abort.js';
import { untilAborted } from './until-aborted.js';
import type { PartRecord } from './checkpoint.js';
import { UploadError } from './error.js';
import { assertUnchanged } from './fingerprint.js';
import type { Job } from './job.js';
import type { Lane } from './lanes.js';
import { lineOf, type Share } from './line.js';
import { Meter } from './meter.js';
import { partBody, type PartBody } from './part-body.js';
import { nextPart, type Part } from './plan.js';
import { request, type Session } from './storage-call.js';

export const isDone = (part: PartRecord): boolean => part.etag !== undefined;

/** Sends every part that the checkpoint does not call done, several at a time. The first fatal error ends them all. */
export async function sendParts(session: Session): Promise<void> {
  const { job, lanes, emit, signal } = session;
  const confirmed = job.checkpoint!.parts.filter(isDone).reduce((sum, part) => sum + part.size, 0);
  const all = new AbortController();
  const together = { ...session, signal: AbortSignal.any([signal, all.signal]) };
  const meter = new Meter(confirmed, emit, job.ports.clock, together.signal);
  const running = new Set<Promise<void>>();
  const share = lineOf(job).join({ running: () => running.size, hasMore: () => next.hasMore() });
  const parts = partSource(job, share);
  const next = prepared(parts, share, together);

  const work = async (): Promise<void> => {
    const lane = lanes.enter();
    try {
      for (let part = next.take(); part; part = running.size > share.connections ? undefined : next.take()) {
        const done = await sendPart(part, together, lane, meter, share);
        // The next one that is prepared is written down with it.
        if (parts.hasMore()) job.note(done);
        else void job.record(done);
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
    while (!together.signal.aborted && running.size < share.connections && next.isReady()) {
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
    // Not when it is stopped: a page that is left is frozen before storage answers, and would keep its lock.
    if (!signal.aborted) void job.flush();
    share.leave();
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
  /** Its range and its checksum are stored, or nothing can be. */
  readonly written: Promise<void>;
}

/** So many parts are ready, or being hashed, beyond those that are being sent: their sizes are fixed, and no wiser ones. */
const AHEAD = 2;

/** Checksums are worked out ahead and written down, so that no connection waits for either. */
function prepared(parts: Parts<Part>, share: Share, { job, signal }: Session) {
  const ready: Prepared[] = [];
  const md5 = async (blob: Blob) => (job.settings().checksum === 'none' ? undefined : hash(job, blob, signal));
  const prepare = ({ n, offset, size }: Part): Prepared => {
    const slice = job.file.slice(offset, offset + size);
    const body = partBody({ n, offset, size }, slice, md5);
    const written = body.next().then(({ blob: _, ...checked }) => {
      if (!signal.aborted) return job.record({ n, offset, size, ...checked });
    });
    written.catch(() => undefined);
    return { n, offset, size, body, written };
  };
  const fill = (least: number) => {
    while (ready.length < least) {
      const part = parts.take();
      if (part === undefined) return;
      share.planned(part.n, part.size);
      ready.push(prepare(part));
    }
  };
  const isReady = (): boolean => {
    fill(1);
    return ready.length > 0 && share.fits(ready[0]!.size);
  };
  return {
    hasMore: () => ready.length > 0 || parts.hasMore(),
    /** Whether there is one that may be sent now. */
    isReady,
    take: (): Prepared | undefined => {
      if (!isReady()) return undefined;
      const first = ready.shift()!;
      share.taken(first.n, first.size);
      if (share.measured) fill(Math.min(AHEAD, share.connections));
      return first;
    },
  };
}

/** A page that cannot hash sends without; a file that cannot be read is another matter. */
const hash = (job: Job, blob: Blob, signal: AbortSignal): Promise<string | undefined> =>
  job.ports.hasher.md5(blob, { signal }).catch((thrown: unknown) => {
    if (UploadError.from(thrown).code === 'file-unreadable') throw thrown;
    return undefined;
  });

/** Unfinished parts of an earlier run first, then new ones from the tail. */
function partSource(job: Job, share: Share): Parts<Part> {
  const { size: total } = job.file;
  const known = [...job.checkpoint!.parts];
  const again = known.filter((part) => !isDone(part));
  let last = known.at(-1);
  const rest = () => total - (last === undefined ? 0 : last.offset + last.size);
  const take = (): Part | undefined => {
    // The line is measured with a new part, because it is small, where there is one.
    if (again.length > 0 && (!share.measures || rest() === 0)) return again.shift();
    const part = nextPart(last, total, share.wish({ total, rest: rest(), n: (last?.n ?? 0) + 1 }));
    if (part === undefined) return undefined;
    last = part;
    // In the order of the file, whichever is hashed or sent first: a record with a hole could not be sealed.
    job.note(part);
    return part;
  };
  return { take, hasMore: () => again.length > 0 || rest() > 0 };
}

/** Gives what is to be written down of it. */
async function sendPart(part: Prepared, session: Session, lane: Lane, meter: Meter, share: Share): Promise<PartRecord> {
  const { job, store, signal: stop } = session;
  const { n, offset, size, body, written } = part;
  let { blob, ...checked } = await body.next();
  await untilAborted(written, stop);
  stop.throwIfAborted();
  const { target, uploadId } = job.checkpoint!;
  if (blob.size !== size) throw tooShort(part, blob.size);
  await share.turn(size, stop);
  let tries = 0;
  const put = async (signal: AbortSignal, alive: () => void) => {
    if (tries > 0) share.again(size);
    tries += 1;
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
      share.begin(n, size);
      const receipt = await store.put(target, uploadId!, { n, blob, ...checked }, { signal, onSent });
      if (left !== undefined && left !== size) throw tooShort(part, left);
      share.done(n);
      return receipt;
    } catch (thrown) {
      const error = UploadError.from(thrown);
      meter.lost(n);
      share.lost(n, error);
      body.failed(signal.aborted ? UploadError.from(signal.reason).code : error.code);
      throw thrown;
    }
  };
  const { etag = '', crc64 } = await request({ session, lane, step: put, patienceMs: () => share.patienceMs(size) });
  meter.done(n, size);
  // '' says "the store has it, but CORS hides its ETag".
  return { n, offset, size, etag, ...checked, ...(crc64 !== undefined && { crc64 }) };
}

/** A browser that does not notice that a file was cut sends what is left of it, and OSS takes that. */
const tooShort = ({ n, size }: Part, bytes: number): UploadError =>
  new UploadError('file-unreadable', `${bytes} of the part's ${size} bytes were there`, { part: n, operation: 'read' });
