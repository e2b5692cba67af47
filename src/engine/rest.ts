import type { Lane } from './lanes.js';
import type { Ports } from './ports.js';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** While the browser says offline: `online` events can be missed, so look again now and then. */
export const OFFLINE_LOOK_MS = 15_000;

/** Exponential from half a second to half a minute, half of it jitter. `attempt` counts from 0. */
export function backOffMs(attempt: number, random: () => number, firstMs = FIRST_MS): number {
  const ceiling = Math.min(LONGEST_MS, firstMs * 2 ** attempt);
  return ceiling / 2 + (random() * ceiling) / 2;
}

/** Whoever can be told "now": an upload, a poller. */
export interface Restless {
  readonly ports: Pick<Ports, 'clock' | 'network' | 'random'>;
  onNudge(wake: () => void, signal: AbortSignal): void;
}

interface Rest {
  readonly job: Restless;
  readonly signal: AbortSignal;
  /** Given where a missing network may be the cause: the sign that it is back, from the browser or the other lanes. */
  readonly orBack?: Pick<Lane, 'onMove'>;
}

/** Waits, until the time is over, the person says "now", or (if asked for) the network is back. */
export async function rest(ms: number, { job, signal, orBack }: Rest): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const woken = new Promise<void>((resolve) => {
    job.onNudge(resolve, either);
    orBack?.onMove(resolve, either);
  });
  const waits = [job.ports.clock.wait(ms, either), woken];
  if (orBack !== undefined) waits.push(job.ports.network.whenOnline(either));
  try {
    await Promise.race(waits);
  } finally {
    over.abort();
    // The losers reject with `over`.
    void Promise.allSettled(waits);
  }
}
