import type { PartRecord } from './checkpoint.js';
import { UploadError } from './error.js';
import type { Emit, Job } from './job.js';
import type { Lane, Lanes } from './lanes.js';
import { Meter } from './meter.js';
import { automaticPartSize, nextPart } from './plan.js';
import type { ObjectStore } from './ports.js';
import { persist } from './retry.js';
import { StoragePolicy } from './storage-policy.js';
import type { Tickets } from './tickets.js';

export const isDone = (part: PartRecord): boolean => part.etag !== undefined;

interface Sending {
  readonly job: Job;
  readonly store: ObjectStore;
  readonly tickets: Tickets;
  readonly lanes: Lanes;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Sends every part that the checkpoint does not call done, several at a time. The first fatal error ends them all. */
export async function sendParts(sending: Sending): Promise<void> {
  const { job, lanes, emit, signal } = sending;
  const parts = job.checkpoint!.parts;
  const confirmed = parts.filter(isDone).reduce((sum, part) => sum + part.size, 0);
  const all = new AbortController();
  const together = AbortSignal.any([signal, all.signal]);
  const meter = new Meter(confirmed, emit, job.ports.clock, together);
  const next = partSource(job);
  const running = new Set<Promise<void>>();

  const work = async (): Promise<void> => {
    const lane = lanes.enter();
    try {
      for (let part = next(); part !== undefined; part = running.size > job.connections() ? undefined : next()) {
        await sendPart(part, { ...sending, signal: together }, lane, meter);
      }
    } finally {
      lane.leave();
    }
  };

  try {
    for (let more = true; more;) {
      while (running.size < job.connections() && next.hasMore()) {
        const worker: Promise<void> = work().finally(() => running.delete(worker));
        running.add(worker);
      }
      more = running.size > 0;
      if (more) await Promise.race(running);
    }
    meter.flush();
  } finally {
    all.abort(new DOMException('Another part failed', 'AbortError'));
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

async function sendPart(part: PartRecord, sending: Sending, lane: Lane, meter: Meter): Promise<void> {
  const { job, store, tickets, signal } = sending;
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
  const policy = new StoragePolicy(tickets);
  const put = async () => {
    try {
      return await store.put(
        target,
        uploadId!,
        { n, blob },
        {
          signal,
          onSent: (bytes) => {
            meter.sent(n, bytes);
            if (bytes > 0) lane.proceed();
          },
        },
      );
    } catch (error) {
      meter.lost(n);
      throw error;
    }
  };
  const receipt = await persist(() => policy.attempt(put, signal), {
    ports: job.ports,
    lane,
    signal,
    nudged: job.nudged,
    retry: policy.retry,
  });
  meter.done(n, size);
  // '' says "the store has it, but CORS hides its ETag".
  await job.record({
    n,
    offset,
    size,
    etag: receipt.etag ?? '',
    ...(receipt.crc64 !== undefined && { crc64: receipt.crc64 }),
  });
}
