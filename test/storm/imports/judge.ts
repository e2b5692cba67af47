import { getEventListeners } from 'node:events';
import { NEVER } from '../../../src/engine/abort.js';
import { isOver, NEXT, type UploadState } from '../../../src/engine/state.js';
import type { UrlJob } from '../../../src/emulator/url-jobs.js';
import type { Round, Wish } from './round.js';

/** What must be true when all is over, whatever happened. */
export async function judgeImports(round: Round): Promise<void> {
  for (const wish of round.wishes) notTwice(round, wish);
  for (const job of round.world.world.urlJobs.all) saidSo(round, job);
  for (const upload of round.uploads)
    if (!isOver(upload)) round.violate(`${upload.name.replace('.mp4', '')} does not end: ${upload.phase}`);
  arrows(round);
  leftBehind(round);
}

/** No address is submitted once more, unless VOD has refused or ended what it made of it before. */
function notTwice(round: Round, { url, jobs, name }: Wish): void {
  const made = round.world.world.urlJobs.all.filter((job) => job.url === url).length;
  round.tally.hit('jobs of an address', String(made));
  if (made > jobs) round.violate(`${name} was submitted ${made} times, ${jobs} wished`);
}

/** Every job ends in a row that says how. */
function saidSo(round: Round, job: UrlJob): void {
  const wish = round.wishes.find(({ url }) => url === job.url)!;
  const row = round.rows.get(job.id);
  if (row === undefined) {
    if (wish.crashed) round.tally.hit('no row', 'its page was gone before it knew');
    else if (wish.givenUp) round.tally.hit('no row', 'given up before its page knew');
    else round.violate(`${wish.name}: nobody knows of its job, which is ${job.status}`);
    return;
  }
  if (row !== wish.row) round.violate(`${wish.name}: its job is ${row}'s`);
  const said = round.seen.filter(({ id }) => id === row);
  if (said.some((state) => says(state, job))) return round.tally.hit('end', job.status);
  if (wish.givenUp) return round.tally.hit('end', `${job.status}, given up`);
  round.violate(`${wish.name}: no row says that it is ${job.status}, but ${said.map(({ phase }) => phase).join(' ')}`);
}

function says(state: UploadState, job: UrlJob): boolean {
  switch (job.status) {
    case 'SUCCESS':
      return state.phase === 'ready' && state.videoId === job.video?.id;
    case 'CANCELED':
      return state.phase === 'canceled' || (state.phase === 'failed' && state.error.code === 'import-failed');
    default:
      return state.phase === 'failed' && state.error.code === 'import-failed' && state.importing?.jobId === job.id;
  }
}

function arrows({ seen, violate }: Round): void {
  const last = new Map<string, UploadState>();
  for (const state of seen) {
    const before = last.get(state.id);
    last.set(state.id, state);
    // A reload begins with a new row.
    if (before === undefined || before.phase === state.phase || state.phase === 'authorized') continue;
    if (!NEXT[before.phase].includes(state.phase)) violate(`${state.name} went ${before.phase} → ${state.phase}`);
  }
}

function leftBehind({ world, page, profile, violate }: Round): void {
  if (world.timers() > 0) violate(`${world.timers()} timers left`);
  if (page.net.waiting > 0) violate(`${page.net.waiting} network listeners left`);
  const listeners = getEventListeners(NEVER, 'abort').length;
  if (listeners > 0) violate(`${listeners} abort listeners left`);
  // What has failed can be tried again after a reload.
  const failed = page.uploader.state.uploads.flatMap(({ phase, id }) => (phase === 'failed' ? [id] : []));
  for (const [id, { name }] of profile.keptImports) if (!failed.includes(id)) violate(`A record is left: ${name}`);
}
