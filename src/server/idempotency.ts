/** A create that has been answered. Holds upload credentials: keep it as safe as a session. */
export interface RememberedCreate {
  /** What was asked; another question under the same key is refused. */
  readonly fingerprint: string;
  /** The API's reply, as JSON. */
  readonly reply: string;
  /** `onCreated` has gone through. */
  readonly recorded: boolean;
}

/**
 * Remembers replies to creates by key. Calls at the same time are joined inside one process only; several processes
 * behind one address need a store that they share, and may still create twice within one round trip.
 */
export interface IdempotencyStore {
  get(key: string): RememberedCreate | undefined | Promise<RememberedCreate | undefined>;
  set(key: string, value: RememberedCreate): void | Promise<void>;
}

/** As long as the credentials in the reply live. */
const TTL_MS = 3_000_000;

/** The default store. Forgets after `ttlMs`, and the oldest when there are more than `limit`. */
export function memoryIdempotencyStore(
  options: { ttlMs?: number; limit?: number; now?: () => number } = {},
): IdempotencyStore {
  const { ttlMs = TTL_MS, limit = 10_000, now = Date.now } = options;
  const entries = new Map<string, { value: RememberedCreate; until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry && entry.until > now()) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: now() + ttlMs });
      // A Map keeps insertion order, and with one ttl that is the order of expiry too.
      for (const [oldest, entry] of entries) {
        if (entries.size <= limit && entry.until > now()) break;
        entries.delete(oldest);
      }
    },
  };
}
