import type { Action } from '../vod/protocol.js';
import { VodApiError, type VodClient } from './client.js';

/** Calls of each action that one account may make in a second. */
export type RateLimits = Readonly<Partial<Record<Action, number>>>;

/**
 * What Alibaba says (QPS by account, Oct 2024), and of two figures the lower one; where it says nothing, as of the slower
 * queries. Leave room where several processes, or other programs, share the account.
 */
export const RATE_LIMITS: RateLimits = {
  CreateUploadVideo: 40,
  RefreshUploadVideo: 40,
  CreateUploadImage: 40,
  GetUploadDetails: 100,
  BatchGetMediaInfos: 50,
  GetMezzanineInfo: 50,
  GetURLUploadInfos: 100,
  CancelUrlUploadJobs: 50,
  'ims/GetUrlUploadInfos': 50,
  DeleteMultipartUpload: 10,
  DeleteVideo: 10,
};

/** Whoever would have to wait longer for his turn is asked to come again. */
const PATIENCE_MS = 5_000;

/** This part of a second's calls may go at once after a rest. */
const BURST = 0.2;

interface Bucket {
  /** ms: when it is full again. Lies in the future while calls take from it. */
  fullAt: number;
}

interface Clock {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

const REAL: Clock = {
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Resolves when a call may go: a token bucket, of such a size and filled at such a pace that no second of any beginning
 * has more than the limit. Rejects with `Throttling.User`, as the service would, when the line is too long. Throws a
 * `TypeError` for a limit that is no positive number.
 */
export function createRateLimit(limits: RateLimits, { now, wait }: Clock = REAL): (action: Action) => Promise<void> {
  for (const [action, limit] of Object.entries(limits))
    if (limit !== undefined && !(limit > 0 && limit < Infinity))
      throw new TypeError(`rateLimits: ${action} must be a positive number`);
  const buckets = new Map<Action, Bucket>();
  return async (action) => {
    const perSecond = limits[action];
    if (perSecond === undefined) return;
    const at = now();
    const bucket = buckets.get(action) ?? { fullAt: at };
    buckets.set(action, bucket);
    const size = Math.max(1, Math.floor(perSecond * BURST));
    // Size and pace add up: so many can go within a second, and one more just when it is over.
    const tokenMs = 1000 / (perSecond + 1 - size);
    const fullAt = Math.max(bucket.fullAt, at);
    const ms = Math.max(0, fullAt - (size - 1) * tokenMs - at);
    if (ms > PATIENCE_MS) throw new VodApiError(429, 'Throttling.User', 'Too many calls at once.', undefined);
    bucket.fullAt = fullAt + tokenMs;
    if (ms > 0) await wait(ms);
  };
}

/** The client, held to the account's limits; `false`: as fast as it is asked. */
export function limited(client: VodClient, limits: RateLimits | false = RATE_LIMITS): VodClient {
  if (limits === false) return client;
  const turn = createRateLimit(limits);
  return {
    async call(service, name, params) {
      await turn((service === 'ice' ? `ims/${name}` : name) as Action);
      return client.call(service, name, params);
    },
  };
}
