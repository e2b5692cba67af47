import { stopped } from './abort.js';
import type { PartRecord } from './checkpoint.js';
import { UploadError } from './error.js';
import type { Job } from './job.js';
import type { Lane } from './lanes.js';
import { Meter } from './meter.js';
import { automaticPartSize, nextPart } from './plan.js';
import { request, type Session } from './storage-call.js';

export const isDone = (part: PartRecord): boolean => part.etag !== undefined;

/** Sends every part that the checkpoint does not call done, several at a time. The first fatal error ends them all. */
export async function sendParts(session: Session): Promise<void> {
  const { job, lanes, emit, signal } = session;
  const confirmed = job.checkpoint!.parts.filter(isDone).reduce((sum, part) => sum + part.size, 0);
  const all = new AbortController();
  const together = { ...session, signal: AbortSignal.any([signal, all.signal]) };
  const meter = new Meter(confirmed, emit, job.ports.clock, together.signal);
  const next = partSource(job);
  const running = new Set<Promise<void>>();

  const work = async (): Promise<void> => {
    const lane = lanes.enter();
    try {
      for (let part = next(); part !== undefined; part = running.size > job.connections() ? undefined : next()) {
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

/** Unfinished parts of an earlier run first, then new ones from the tail. */
function partSource(job: Job): (() => PartRecord | undefined) & { hasMore(): boolean } {
  const { size } = job.file;
  const known = [...job.checkpoint!.parts];
  const again = known.filter((part) => !isDone(part));
  let last = known.at(-1);
  const wish = () => {
    const { partSize } = job.settings();
    return partSize === 'auto' ? automaticPartSize(size) : partSize;
  };
  const take = (): PartRecord | undefined => {
    const part = again.shift() ?? nextPart(last, size, wish());
    if (part !== undefined && part.n > (last?.n ?? 0)) last = part;
    return part;
  };
  return Object.assign(take, { hasMore: () => again.length > 0 || nextPart(last, size, wish()) !== undefined });
}

async function sendPart(part: PartRecord, session: Session, lane: Lane, meter: Meter): Promise<void> {
  const { job, store } = session;
  const { n, offset, size } = part;
  const { target, uploadId } = job.checkpoint!;
  await job.record({ n, offset, size });
  const blob = job.file.slice(offset, offset + size);
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
      return await store.put(target, uploadId!, { n, blob }, { signal, onSent });
    } catch (error) {
      meter.lost(n);
      throw error;
    }
  };
  const { etag = '', crc64 } = await request({ session, lane, step: put, patienceMs: () => meter.patienceMs(size) });
  meter.done(n, size);
  // '' says "the store has it, but CORS hides its ETag".
  await job.record({ n, offset, size, etag, ...(crc64 !== undefined && { crc64 }) });
}
