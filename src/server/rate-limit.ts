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

interface Bucket {
  /** Wall time, ms: when the next call may go. May lie in the future: those before it have been promised a turn. */
  nextAt: number;
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
 * Resolves when a call may go; a second's worth may go at once after a rest. Rejects with `Throttling.User`, as the service
 * would, when the line is too long.
 */
export function createRateLimit(limits: RateLimits, { now, wait }: Clock = REAL): (action: Action) => Promise<void> {
  const buckets = new Map<Action, Bucket>();
  return async (action) => {
    const perSecond = limits[action];
    if (perSecond === undefined) return;
    const at = now();
    const bucket = buckets.get(action) ?? { nextAt: -Infinity };
    buckets.set(action, bucket);
    // A full bucket holds what may go in a second.
    const turn = Math.max(bucket.nextAt, at - 1000);
    const ms = turn - at;
    if (ms > PATIENCE_MS) throw new VodApiError(429, 'Throttling.User', 'Too many calls at once.', undefined);
    bucket.nextAt = turn + 1000 / perSecond;
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
