import { lockName, type Checkpoint } from './checkpoint.js';
import { fingerprintOf, isSame } from './fingerprint.js';
import type { Job } from './job.js';
import { allStored, type Stored } from './stored.js';

/** `lost`: what this tab remembers was ended by another one. */
export type Standing = 'open' | 'sealed' | 'lost';

/**
 * Brings what this tab remembers up to what is stored: another tab may have begun it, gone on with it or ended it. Only
 * for the tab that has the upload. Where nothing is stored, each tab knows of its own uploads alone.
 */
export async function catchUp(job: Job, signal: AbortSignal): Promise<Standing> {
  // A write that failed left something older behind than what this tab knows.
  if (job.checkpoint !== undefined && !(await job.saved())) {
    job.inherited = true;
    return 'open';
  }
  const stored = await find(job, signal);
  if (stored === 'nobody knows') return standing(job.checkpoint);
  if (stored === undefined) return job.checkpoint === undefined ? 'open' : lost(job, job.checkpoint);
  if (stored.checkpoint.outcome === 'spent') return spent(job);
  if (stored.checkpoint.outcome === 'canceled') return canceled(job, stored.checkpoint);
  if (!isEqual(stored.checkpoint, job.checkpoint)) job.adopt(stored.checkpoint, stored.id);
  return standing(stored.checkpoint);
}

/** Remembers what the tab that has the upload wrote of it, for the case that this one misses the end. */
export async function glance(job: Job, signal: AbortSignal): Promise<void> {
  const stored = await find(job, signal);
  if (typeof stored !== 'object' || isCanceled(stored) || stored.checkpoint.outcome === 'spent') return;
  job.adopt(stored.checkpoint, stored.id);
}

const standing = (checkpoint?: Checkpoint): Standing => (checkpoint?.outcome === 'sealed' ? 'sealed' : 'open');

/** It may have been sealed: what the bucket says decides. */
function lost(job: Job, checkpoint: Checkpoint): Standing {
  job.adopt({ ...checkpoint, sealSent: true });
  return 'lost';
}

/** What was sealed is not the file: nobody goes on with it. */
function spent(job: Job): Standing {
  job.disown();
  return 'lost';
}

/** Whoever canceled it clears up. Here it is as if it had never been, but for a person who has just chosen its file. */
function canceled(job: Job, { takeBack }: Checkpoint): Standing {
  const { checkpoint } = job;
  job.disown();
  if (checkpoint === undefined) return 'open';
  // What is taken back is remembered until its file has been compared, and then made anew.
  const begun = { ...checkpoint, uploadId: undefined, parts: [], sealSent: false };
  if (job.source.hasOffer) job.adopt({ ...begun, ...(takeBack && { outcome: 'canceled' }) }, job.key);
  return 'lost';
}

const isCanceled = ({ checkpoint }: Stored): boolean => checkpoint.outcome === 'canceled';

async function find(job: Job, signal: AbortSignal): Promise<Stored | undefined | 'nobody knows'> {
  const { source, ports, checkpoint: own } = job;
  const stored = await allStored(ports, own?.scope ?? job.settings().scope, signal);
  if (stored === undefined) return 'nobody knows';
  // That a VideoId is spent matters only to those who remember it.
  const all = stored.filter(({ checkpoint: { outcome, videoId } }) => outcome !== 'spent' || videoId === own?.videoId);
  const mine = all.find(({ id }) => id === job.key);
  const named = all.filter(
    (each) => !isCanceled(each) && lockName(each.checkpoint.scope, each.checkpoint.fingerprint) === job.name,
  );
  if ((mine !== undefined && !isCanceled(mine)) || named.length === 0) return mine;
  // The name alone is no proof.
  const known = source.found ? await fingerprintOf(job.file, ports.hasher, signal) : own?.fingerprint;
  return named.find(({ checkpoint }) => known !== undefined && isSame(checkpoint.fingerprint, known)) ?? mine;
}

const isEqual = (a: Checkpoint, b: Checkpoint | undefined): boolean =>
  JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** Storage may put the parts in another place among the fields. */
const plain = (checkpoint: Checkpoint | undefined) => {
  if (checkpoint === undefined) return undefined;
  const { parts, ...facts } = checkpoint;
  return [{ ...facts, handle: undefined }, parts];
};
