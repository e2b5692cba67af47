import { stopped } from './abort.js';
import { UploadError, type ErrorCode } from './error.js';
import type { Emit, Job } from './job.js';
import type { Lane, Lanes } from './lanes.js';
import type { Clock, Network, ObjectStore } from './ports.js';
import { lineOf } from './line.js';
import { LONGEST_TRY_MS, persist } from './retry.js';
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

/** Goes away by itself. */
const PASSING: readonly ErrorCode[] = ['network', 'stalled', 'storage-busy', 'captive-portal'];

/** How often the same request is tried again after these. */
const MENDABLE: Partial<Record<ErrorCode, number>> = {
  'credentials-expired': 1,
  // An expired policy says "access denied", an expired token now and then "signature does not match": one renewal each.
  'storage-refused': 1,
  'signature-refused': 1,
  'part-damaged': 4,
  // What a proxy makes of one answer it may not make of the next.
  'storage-malformed': 4,
};

/** The backend answers, but the bucket never did, so often: that looks like a CORS rule, or a name that is not known here. */
const SUSPICIOUS = 4;

const RENEWED_BY: readonly ErrorCode[] = ['credentials-expired', 'storage-refused', 'signature-refused'];

/** A request without a body that is not answered for this long is dead. A Complete of 10,000 parts takes a while. */
export const PATIENCE_MS = 60_000;

/** Each silence in a row makes the next one's limit twice as long, up to 16 times: a link may have become that slow. */
const MOST_DOUBLINGS = 4;

/**
 * After a silence, what leaves in the first moments proves nothing: a proxy or the kernel takes some megabytes at once,
 * whether or not anybody takes them from there.
 */
const SWALLOWED_MS = 2_000;

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
  const { clock, network } = job.ports;
  const failures = new Map<ErrorCode, number>();
  let silences = 0;
  const limitMs = () => patienceMs() * 2 ** Math.min(silences, MOST_DOUBLINGS);
  const telling: typeof step = (stop, alive) => {
    let first: number | undefined;
    return step(stop, () => {
      alive();
      first ??= clock.monotonic();
      if (silences === 0 || clock.monotonic() - first >= SWALLOWED_MS) lane.proceed();
    });
  };
  const attempt = async (): Promise<T> => {
    // Asked for here, not only by the store, so that it is known which credentials a refusal is about.
    const used = await tickets.fresh({ signal, lane });
    signal.throwIfAborted();
    const since = clock.monotonic();
    try {
      const value = await watched(telling, { clock, network, signal, patienceMs: limitMs });
      job.heard = true;
      lineOf(job).gauge.heard(clock.monotonic() - since);
      return value;
    } catch (thrown) {
      const { code, detail } = UploadError.from(thrown);
      job.heard ||= (detail.status ?? 0) > 0;
      const expiredMs = code === 'credentials-expired' ? clock.monotonic() - since : undefined;
      if (RENEWED_BY.includes(code)) tickets.refuse(used, expiredMs);
      throw thrown;
    }
  };
  const retry = ({ code, detail }: UploadError): boolean => {
    // New credentials may change a 403; any other refusal is meant.
    if (code === 'storage-refused' && detail.status !== 403) return false;
    // What counts is how often in a row: over the days of one part each may come and go.
    for (const other of failures.keys()) if (other !== code) failures.delete(other);
    const count = (failures.get(code) ?? 0) + 1;
    failures.set(code, count);
    silences = code === 'stalled' ? silences + 1 : 0;
    return PASSING.includes(code) || count <= (MENDABLE[code] ?? 0);
  };
  const reason = ({ code }: UploadError, count: number) =>
    code === 'network' && !job.heard && count >= SUSPICIOUS ? 'unreachable' : undefined;
  return persist(attempt, { job, lane, signal, retry, reason, forMs: LONGEST_TRY_MS });
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
  /** Where given, an `online` event ends what was silent before it: its connection belongs to a network that is gone. */
  readonly network?: Network;
  readonly signal: AbortSignal;
  readonly patienceMs: () => number;
}

/**
 * Cuts a request off that shows no sign of life: a dead connection can stay open for ever. Its signal's reason tells
 * silence (`stalled`) from a connection that a sleep or another network has ended (`network`).
 */
export async function watched<T>(step: Request<T>['step'], watch: Watch): Promise<T> {
  const { clock, network, signal, patienceMs } = watch;
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
      if (clock.now() - wall - ran > SLEPT_MS) throw new UploadError('network', 'The computer slept');
      // Timers were held back (a tab in the background, a frozen page): the silence was ours.
      if (ran - slice > SLEPT_MS) seen = clock.monotonic();
    }
  };
  const moved = async (net: Network): Promise<never> => {
    for (;;) {
      await net.whenOnline(both);
      if (clock.monotonic() - seen >= LOOK_MS)
        throw new UploadError('network', 'The network was another one meanwhile');
    }
  };
  try {
    const alive = () => (seen = clock.monotonic());
    return await Promise.race([step(both, alive), guard(), ...(network === undefined ? [] : [moved(network)])]);
  } catch (thrown) {
    own.abort(thrown);
    throw thrown;
  } finally {
    own.abort(stopped('The request is over'));
  }
}
