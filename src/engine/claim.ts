import { stopped } from './abort.js';
import { untilAborted } from './until-aborted.js';
import { catchUp, glance } from './catch-up.js';
import { askForFile, openQuietly } from './find-file.js';
import type { Emit, Job } from './job.js';
import type { Lanes } from './lanes.js';
import type { News } from './ports.js';
import { hasArrived } from './seal.js';
import { inherit } from './state.js';
import { newsOf } from './tell-tabs.js';

export interface Claiming {
  readonly job: Job;
  readonly lanes: Lanes;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** `open`: there are bytes to send. `sealed`: another tab sent it. `canceled`: another tab gave it up, and there is no file here. */
export interface Claim {
  readonly standing: 'open' | 'sealed' | 'canceled';
  readonly release: () => void;
}

const CANCELED: Claim = { standing: 'canceled', release: () => undefined };

/**
 * Has an upload to itself among all tabs, with its newest checkpoint and its file. Until then it follows the tab that
 * has it; while it waits for a person it holds nothing, so that a tab that has the file can go on.
 */
export async function claim(claiming: Claiming): Promise<Claim> {
  const { job, signal, lanes } = claiming;
  for (;;) {
    const { release, last } = await follow(claiming);
    if (release === undefined) return CANCELED;
    // What a person paused elsewhere goes on here only if this tab was given the file to send, or by a click.
    const paused = last?.phase === 'paused';
    try {
      const standing = await stand(claiming, last);
      if (standing !== 'open' || job.source.found) return { standing, release };
      if (!paused && (await openQuietly(job, signal))) return { standing, release };
    } catch (thrown) {
      release();
      throw thrown;
    }
    release();
    await untilBegunElsewhere(job, signal, (both) => askForFile({ job, lanes, signal: both, clickFirst: paused }));
  }
}

/** Waits for its turn, and shows what the tab that has it says. No release: that tab canceled what is only a row here. */
async function follow({ job, lanes, emit, signal }: Claiming): Promise<{ release?: () => void; last?: News }> {
  const lane = lanes.enter();
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  let last: News | undefined;
  const heard = (news: News) => {
    const before = last;
    last = news;
    if (news.phase !== 'canceled') {
      lane.hold('other-tab');
      emit({ type: 'followed', news });
      if (news.videoId !== before?.videoId && job.checkpoint === undefined) glance(job, both).catch(() => undefined);
    } else if (job.source.found) {
      job.disown();
      emit({ type: 'followed', news: undefined });
      lane.proceed();
    } else over.abort(stopped('Canceled in another tab'));
  };
  const busy = () => {
    lane.hold('other-tab');
    job.ports.relay?.listen(job.name, heard, { signal: both });
  };
  try {
    const release = await job.hold.take({ signal: both, busy });
    lane.proceed();
    return { release, ...(last && { last }) };
  } catch (thrown) {
    if (over.signal.aborted && !signal.aborted) return {};
    throw thrown;
  } finally {
    over.abort(stopped('Its turn has come'));
    lane.leave();
  }
}

/** How it stands, by all that is stored and, where that is gone, by VOD. */
async function stand({ job, lanes, emit, signal }: Claiming, last?: News): Promise<Claim['standing']> {
  const before = job.checkpoint;
  const standing = await catchUp(job, signal);
  const { checkpoint } = job;
  if (checkpoint !== undefined && (checkpoint !== before || last)) {
    emit({ type: 'followed', news: newsOf(inherit(job.id, checkpoint)) });
  } else if (checkpoint !== before || last) emit({ type: 'followed', news: undefined });
  if (standing !== 'lost') return standing;
  if (job.source.found || (checkpoint !== undefined && job.source.hasOffer)) return 'open';
  return checkpoint !== undefined && (await hasArrived({ job, lanes, signal })) ? 'sealed' : 'canceled';
}

/** Until `ask` is answered, or the tab that has the upload is heard of. */
async function untilBegunElsewhere(
  job: Job,
  signal: AbortSignal,
  ask: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const begun = new Promise<void>((resolve) => {
    const heard = ({ phase }: News) => phase !== 'paused' && resolve();
    job.ports.relay?.listen(job.name, heard, { signal: both });
  });
  try {
    await untilAborted(Promise.race([ask(both), begun]), signal);
  } finally {
    over.abort(stopped('Known'));
  }
}
