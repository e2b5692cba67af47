import { UploadError } from './error.js';
import type { Lane } from './lanes.js';
import type { Ports } from './ports.js';
import type { WaitReason } from './state.js';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** While the browser says offline: `online` events can be missed, so look again now and then. */
const OFFLINE_LOOK_MS = 15_000;

/** Exponential from half a second to half a minute, half of it jitter. `attempt` counts from 0. */
export function backOffMs(attempt: number, random: () => number, firstMs = FIRST_MS): number {
  const ceiling = Math.min(LONGEST_MS, firstMs * 2 ** attempt);
  return ceiling / 2 + (random() * ceiling) / 2;
}

/** What a person is told while an error is being waited out. */
export function reasonFor(error: UploadError, online: boolean): WaitReason {
  if (!online) return 'offline';
  switch (error.code) {
    case 'backend-sign-in':
      return 'sign-in';
    case 'backend-busy':
    case 'backend-unreachable':
      return 'backend';
    case 'credentials-expired':
    case 'credentials-dead':
      return 'credentials';
    case 'captive-portal':
      return 'captive-portal';
    default:
      return 'backing-off';
  }
}

export interface Persistence {
  readonly ports: Pick<Ports, 'clock' | 'network' | 'random'>;
  readonly lane: Lane;
  readonly signal: AbortSignal;
  /** Cuts a wait short: the page or the person says "now". */
  readonly nudged: (signal: AbortSignal) => Promise<void>;
  /** Ceiling of the first pause, ms; half a second unless told. */
  readonly firstMs?: number;
  /** Whether to try again; `attempt` counts the failures so far, from 1, those while offline not among them. */
  retry(error: UploadError, attempt: number): boolean;
}

/** Repeats a step that is safe to repeat until it succeeds, its policy gives up, or the run ends. */
export async function persist<T>(step: () => Promise<T>, options: Persistence): Promise<T> {
  const { ports, lane, signal } = options;
  for (let attempt = 1; ;) {
    try {
      const value = await step();
      lane.proceed();
      return value;
    } catch (thrown) {
      signal.throwIfAborted();
      const error = UploadError.from(thrown);
      const online = ports.network.online();
      if (online && !options.retry(error, attempt)) throw error;
      lane.hold(reasonFor(error, online));
      const ms = online
        ? Math.max(backOffMs(attempt - 1, ports.random, options.firstMs), error.detail.retryAfterMs ?? 0)
        : OFFLINE_LOOK_MS;
      await rest(ms, !online, options);
      if (online) attempt += 1;
    }
  }
}

/** Waits, until the time is over, the person says "now", or (offline) the network is back. */
async function rest(ms: number, offline: boolean, { ports, signal, nudged }: Persistence): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  try {
    await Promise.race([
      ports.clock.wait(ms, either),
      nudged(either),
      ...(offline ? [ports.network.whenOnline(either)] : []),
    ]);
  } finally {
    over.abort();
  }
}
