import type { OpenStore } from '../engine/ports.js';
import { objectUrl } from './address.js';
import { wireOf } from './calls.js';
import { createExchange } from './exchange.js';
import { createObjectStore } from './object-store.js';
import type { Send } from '../engine/send-port.js';
import { signV1 } from './sign-v1.js';
import { signV4 } from './sign-v4.js';

export interface StoreOptions {
  readonly send: Send;
  /** Wall time, ms since 1970. */
  readonly now?: () => number;
  /** Whether the page is on https, where http endpoints are blocked. Default: what `location` says. */
  readonly https?: boolean;
}

/**
 * OSS without Alibaba's client: signs each call and sends `Blob` slices as they are. What it learns of an endpoint (its
 * clock, its signature) is shared by every upload of the returned function.
 */
export function createNativeStore({ send, now = Date.now, https = pageIsSecure() }: StoreOptions): OpenStore {
  const exchange = createExchange(async ({ target, call, credentials, signing, time }, { signal, onSent }) => {
    const { query, body, ...wire } = wireOf(call);
    const signable = { ...wire, query, bucket: target.bucket, key: target.key };
    const headers =
      signing.version === 'v4'
        ? await signV4(signable, credentials, time, signing)
        : await signV1(signable, credentials, time);
    const url = objectUrl(target, query, https);
    return send({
      method: wire.method,
      url,
      headers,
      signal,
      ...(body !== undefined && { body }),
      ...(onSent && { onSent }),
    });
  }, now);
  return (credentials) => createObjectStore(exchange(credentials), now);
}

/** In a worker too. */
export const pageIsSecure = (): boolean => globalThis.location?.protocol === 'https:';
