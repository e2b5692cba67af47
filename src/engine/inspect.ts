import { stopped } from './abort.js';
import { UploadError } from './error.js';
import type { Finding, Inspection } from './inspection.js';
import type { Emit, Job } from './job.js';
import { Slots } from './slots.js';

/** What cannot be read within this time, code included, is sent as it is. */
const PATIENCE_MS = 5_000;

/** Headers that are read at the same time: a disk reads one after the other anyway. */
const AT_ONCE = 3;

interface Looking {
  readonly job: Job;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * Looks at the file before anything is asked of anybody. Throws what is wrong with it, once: whoever tries again has read
 * it. A look that fails or hangs is none.
 */
export async function inspect({ job, emit, signal }: Looking): Promise<void> {
  const { inspect: wanted, maxDuration } = job.settings();
  if (!wanted || job.ports.inspect === undefined || job.inspected) return;
  const found = await look(job, signal);
  signal.throwIfAborted();
  job.inspected = true;
  if (found === undefined) return;
  const local = Object.freeze({ ...found.local });
  emit({ type: 'inspected', local });
  const { duration = 0 } = local;
  // Sound that rings out makes a film of ten minutes a little longer than that.
  if (Math.floor(duration) > maxDuration) {
    throw fault(job, { code: 'file-too-long', values: { duration, most: maxDuration } });
  }
  if (found.finding !== undefined) throw fault(job, found.finding);
}

async function look({ ports: { inspect, clock }, common, file }: Job, signal: AbortSignal) {
  common.looks ??= new Slots(() => AT_ONCE);
  const release = await common.looks.acquire(signal);
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const tooLong = clock.wait(PATIENCE_MS, both).catch(() => undefined);
  // One that throws at once is no more than one that rejects.
  const looking = (async (): Promise<Inspection | undefined> => inspect?.(file, { signal: both }))();
  try {
    return await Promise.race([looking.catch(() => undefined), tooLong]);
  } finally {
    over.abort(stopped('The file was looked at'));
    release();
  }
}

function fault(job: Job, { code, values }: Finding): UploadError {
  const { name } = job.source.facts;
  return new UploadError(code, `${name}: ${code} ${JSON.stringify(values ?? {})}`, { values: { ...values, name } });
}
