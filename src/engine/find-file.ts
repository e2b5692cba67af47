import { UploadError } from './error.js';
import { fingerprintOf, isSame } from './fingerprint.js';
import type { Job } from './job.js';
import type { Lane, Lanes } from './lanes.js';

/** The browser's permission prompt may stay unanswered: then the file is asked for instead. */
const PROMPT_MS = 30_000;

/** The file that a person has just chosen, or that the browser gives by its kept handle without a word to the person. */
export async function openQuietly(job: Job, signal: AbortSignal): Promise<boolean> {
  const file = job.source.takeOffer() ?? (await openKept(job, signal, false));
  signal.throwIfAborted();
  if (file === undefined || file === 'ask') return false;
  await accept(job, file, signal);
  return true;
}

interface Asking {
  readonly job: Job;
  readonly lanes: Lanes;
  readonly signal: AbortSignal;
  /** Not even the browser is asked before the person says so. */
  readonly clickFirst: boolean;
}

/** Has the person say that the file may be read again, or choose it. */
export async function askForFile({ job, lanes, signal, clickFirst }: Asking): Promise<void> {
  const lane = lanes.enter();
  try {
    const file = (await withPermission(job, lane, signal, clickFirst)) ?? (await chosen(job, lane, signal));
    await accept(job, file, signal);
    lane.proceed();
  } finally {
    lane.leave();
  }
}

async function accept(job: Job, file: File, signal: AbortSignal): Promise<void> {
  const known = job.checkpoint!.fingerprint;
  if (!isSame(known, await fingerprintOf(file, job.ports.hasher, signal))) {
    // It would give the same again: next time the person is asked.
    job.handle = undefined;
    void job.save({ handle: undefined });
    const said = `${file.name} is not the file that was begun, or has changed since`;
    throw new UploadError('file-differs', said, { values: { name: known.name, other: file.name } });
  }
  job.source.accept(file);
}

async function withPermission(
  job: Job,
  lane: Lane,
  signal: AbortSignal,
  clickFirst: boolean,
): Promise<File | undefined> {
  if (job.checkpoint!.handle === undefined || job.ports.openHandle === undefined) return undefined;
  lane.hold('permission');
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const byHandle = async (): Promise<File | undefined> => {
    for (let wait = clickFirst; ; wait = true) {
      if (wait) await new Promise<void>((resolve) => job.onNudge(resolve, both));
      const answer = await openKept(job, both, true);
      if (answer !== 'ask') return answer;
    }
  };
  try {
    return await Promise.race([byHandle(), job.source.offered(both)]);
  } finally {
    over.abort();
  }
}

async function inTime<T>({ ports }: Job, answer: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const over = new AbortController();
  const late = ports.clock.wait(PROMPT_MS, AbortSignal.any([signal, over.signal])).then(() => undefined);
  return Promise.race([answer, late]).finally(() => over.abort());
}

async function openKept(job: Job, signal: AbortSignal, prompt: boolean): Promise<File | 'ask' | undefined> {
  const { handle } = job.checkpoint!;
  if (handle === undefined) return undefined;
  const answer = job.ports.openHandle?.(handle, { signal, prompt }).catch(() => undefined);
  return answer && inTime(job, answer, signal);
}

function chosen(job: Job, lane: Lane, signal: AbortSignal): Promise<File> {
  lane.hold('file-needed');
  return job.source.offered(signal);
}
