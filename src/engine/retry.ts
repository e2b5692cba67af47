import { UploadError, type ErrorCode } from './error.js';
import type { Lane } from './lanes.js';
import { backOffMs, OFFLINE_LOOK_MS, rest, type Restless } from './rest.js';
import type { WaitReason } from './state.js';

/** A server that asks for more than this is asked again all the same. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000;
/** Whoever lets a page try for a whole day wants to be told; what has arrived is kept, and trying again is one click. */
export const LONGEST_TRY_MS = 24 * 3_600_000;

/** No answer came at all, so the missing network explains it. */
const UNANSWERED: readonly ErrorCode[] = ['network', 'stalled', 'backend-unreachable'];

const REASONS: Partial<Record<ErrorCode, WaitReason>> = {
  stalled: 'stalled',
  'backend-sign-in': 'sign-in',
  'backend-busy': 'backend',
  'backend-unreachable': 'backend',
  'backend-malformed': 'backend',
  'credentials-expired': 'credentials',
  // Tried again with new ones only.
  'storage-refused': 'credentials',
  'signature-refused': 'credentials',
  'captive-portal': 'captive-portal',
};

/** Where and how long to be patient. */
interface Persistence {
  readonly job: Restless;
  readonly lane: Lane;
  readonly signal: AbortSignal;
  /** Ceiling of the first pause, ms; half a second unless told. */
  readonly firstMs?: number;
  /** How long it may go on failing, ms, time offline not counted; as long as the page lives unless told. */
  readonly forMs?: number;
  /** A better word for why it waits than the error's own. */
  reason?(error: UploadError, attempt: number): WaitReason | undefined;
  /** Whether to try again; `attempt` counts the failures so far, from 1, those while offline not among them. */
  retry(error: UploadError, attempt: number): boolean;
}

/** Repeats a step that is safe to repeat until it succeeds, its policy gives up, or the run ends. */
export async function persist<T>(step: () => Promise<T>, options: Persistence): Promise<T> {
  const { job, lane, signal, forMs = Infinity } = options;
  const { clock, network, random } = job.ports;
  let since: number | undefined;
  for (let attempt = 1; ;) {
    signal.throwIfAborted();
    try {
      const value = await step();
      lane.proceed();
      return value;
    } catch (thrown) {
      signal.throwIfAborted();
      const error = UploadError.from(thrown);
      const unanswered = UNANSWERED.includes(error.code);
      const offline = unanswered && !network.online();
      since = offline ? undefined : (since ?? clock.monotonic());
      if (since !== undefined && clock.monotonic() - since >= forMs) throw error;
      if (!offline && !options.retry(error, attempt)) throw error;
      lane.hold(offline ? 'offline' : (options.reason?.(error, attempt) ?? REASONS[error.code] ?? 'backing-off'));
      const asked = Math.min(LONGEST_RETRY_AFTER_MS, error.detail.retryAfterMs ?? 0);
      const ms = offline ? OFFLINE_LOOK_MS : Math.max(backOffMs(attempt - 1, random, options.firstMs), asked);
      await rest(ms, { job, signal, ...(unanswered && { orBack: lane }) });
      // New credentials are no new try.
      if (!offline && error.code !== 'credentials-expired') attempt += 1;
    }
  }
}
