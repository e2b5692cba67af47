import { stopped } from './abort.js';
import { UploadError, type ErrorCode } from './error.js';
import type { Emit, Job } from './job.js';
import type { Lane, Lanes } from './lanes.js';
import type { Clock, ObjectStore } from './ports.js';
import { persist } from './retry.js';
import type { Tickets } from './tickets.js';

/** What one run speaks to the bucket with. */
export interface Session {
  readonly job: Job;
  readonly store: ObjectStore;
  readonly tickets: Tickets;
  readonly lanes: Lanes;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Goes away by itself: waited for as long as the page lives. */
const PASSING: readonly ErrorCode[] = ['network', 'stalled', 'storage-busy', 'captive-portal'];

/** How often the same request is tried again after these. */
const MENDABLE: Partial<Record<ErrorCode, number>> = {
  'credentials-expired': 3,
  // An expired policy says "access denied", an expired token now and then "signature does not match": one renewal each.
  'storage-refused': 1,
  'signature-refused': 1,
  'part-damaged': 4,
  'clock-skew': 1,
};

const RENEWED_BY: readonly ErrorCode[] = ['credentials-expired', 'storage-refused', 'signature-refused'];

/** A request without a body that is not answered for this long is dead. A Complete of 10,000 parts takes a while. */
export const PATIENCE_MS = 60_000;

/** How often a request is looked at, and by how much clocks may part before that means something. */
const LOOK_MS = 5_000;
const SLEPT_MS = 15_000;

export interface Request<T> {
  readonly session: Session;
  readonly lane: Lane;
  /** Aborted when the request stalls: pass `signal` on, call `alive` at every sign of life. */
  step(signal: AbortSignal, alive: () => void): Promise<T>;
  /** How long it may be silent, ms. */
  readonly patienceMs?: () => number;
}

/** One request to the store, repeated as long as that can help, with new credentials where it was refused for them. */
export async function request<T>({ session, lane, step, patienceMs = () => PATIENCE_MS }: Request<T>): Promise<T> {
  const { job, tickets, signal } = session;
  const failures = new Map<ErrorCode, number>();
  const attempt = async (): Promise<T> => {
    // Asked for here, not only by the store, so that it is known which credentials a refusal is about.
    const used = await tickets.fresh({ signal, lane });
    signal.throwIfAborted();
    try {
      return await watched(step, { clock: job.ports.clock, signal, patienceMs });
    } catch (thrown) {
      if (RENEWED_BY.includes(UploadError.from(thrown).code)) tickets.refuse(used);
      throw thrown;
    }
  };
  const retry = ({ code }: UploadError): boolean => {
    const count = (failures.get(code) ?? 0) + 1;
    failures.set(code, count);
    return PASSING.includes(code) || count <= (MENDABLE[code] ?? 0);
  };
  return persist(attempt, { job, lane, signal, retry });
}

/** A request of its own lane. */
export async function call<T>(
  session: Session,
  step: (signal: AbortSignal) => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const lane = session.lanes.enter();
  try {
    return await request({ session, lane, step, patienceMs: () => patienceMs });
  } finally {
    lane.leave();
  }
}

interface Watch {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly patienceMs: () => number;
}

/** Cuts a request off that shows no sign of life: a dead connection can stay open for ever. */
export async function watched<T>(step: Request<T>['step'], { clock, signal, patienceMs }: Watch): Promise<T> {
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  let seen = clock.monotonic();
  const guard = async (): Promise<never> => {
    for (;;) {
      const left = seen + patienceMs() - clock.monotonic();
      if (left <= 0) throw new UploadError('stalled', `No sign of life for ${Math.round(patienceMs() / 1000)} s`);
      const [wall, monotonic] = [clock.now(), clock.monotonic()];
      const slice = Math.min(left, LOOK_MS);
      await clock.wait(slice, both);
      const ran = clock.monotonic() - monotonic;
      // Wall time went on while nothing else did: the computer slept, and its connections are dead.
      if (clock.now() - wall - ran > SLEPT_MS) throw new UploadError('stalled', 'The computer slept');
      // Timers were held back (a tab in the background, a frozen page): the silence was ours.
      if (ran - slice > SLEPT_MS) seen = clock.monotonic();
    }
  };
  try {
    const alive = () => (seen = clock.monotonic());
    return await Promise.race([step(both, alive), guard()]);
  } finally {
    own.abort(stopped('The request is over'));
  }
}
