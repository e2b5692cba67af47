import { UploadError } from '../engine/error.js';
import type { Credentials, OpenStore, Target } from '../engine/ports.js';
import { addressOf } from './address.js';
import { ask, loadClient, type ClientClass, type UrllibParams, type UrllibResult } from './ali-oss-client.js';
import { createExchange, type Signing } from './exchange.js';
import { pageIsSecure, type StoreOptions } from './native-store.js';
import { createObjectStore } from './object-store.js';
import type { SendReply } from '../engine/send-port.js';

export interface AliOssStoreOptions extends Omit<StoreOptions, 'now'> {
  /** Resolves to the module `ali-oss` 6.23.0, or to anything after which `globalThis.OSS` is its class. */
  readonly load?: () => Promise<unknown>;
}

/**
 * The same port through Alibaba's own client: it composes and signs every request; our sender carries it, so that part
 * bodies stay `Blob` slices and nothing is copied through JavaScript. Credentials, retries and the clock stay ours.
 */
export function createAliOssStore({ send, load, https = pageIsSecure() }: AliOssStoreOptions): OpenStore {
  let loading: Promise<ClientClass> | undefined;
  const loaded = (): Promise<ClientClass> =>
    (loading ??= loadClient(load).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));

  const exchange = createExchange(async ({ target, call, credentials, signing, time }, { signal, onSent }) => {
    const Client = await unlessAborted(loaded(), signal);
    let reply: SendReply | undefined;
    let failure: { readonly reason: unknown } | undefined;

    const urllib = {
      async request(url: string, params: UrllibParams): Promise<UrllibResult> {
        const { method, headers, content, stream } = params;
        const body = content ?? stream;
        try {
          reply = await send({ method, url, headers, signal, ...(body && { body }), ...(onSent && { onSent }) });
        } catch (reason) {
          failure = { reason };
          throw reason;
        }
        // Kept from ali-oss: on RequestTimeTooSkewed it would repeat without limit (205 requests in 4 s).
        if (reply.status < 200 || reply.status >= 300) throw new Error(`HTTP ${reply.status}`);
        return urllibResult(reply);
      },
    };

    try {
      const client = new Client(clientOptions(target, credentials, signing, https, urllib));
      client.options.amendTimeSkewed = time - Date.now();
      // It can only hash what it holds as a Buffer, and the MD5 of a part is the engine's to give.
      const { request } = client;
      client.request = (params) => request.call(client, { ...params, disabledMD5: true });
      await ask(client, target.key, call);
    } catch (error) {
      // The answer itself is what counts, and is read as every other store's; ali-oss loses the code of a 404, and
      // takes a hidden ETag for a failure.
      if (!reply) throw failure ? failure.reason : UploadError.from(error);
    }
    if (!reply) throw new UploadError('internal', `ali-oss sent nothing for ${call.operation}`);
    return reply;
  }, Date.now);
  return (credentials) => createObjectStore(exchange(credentials), Date.now);
}

function clientOptions(
  target: Target,
  credentials: Credentials,
  signing: Signing,
  https: boolean,
  urllib: object,
): object {
  const { origin, style } = addressOf(target, https);
  return {
    accessKeyId: credentials.accessKeyId,
    accessKeySecret: credentials.accessKeySecret,
    stsToken: credentials.securityToken,
    bucket: target.bucket,
    endpoint: origin,
    // The origin has the bucket in it already; `cname` keeps ali-oss from putting it there again.
    ...(style === 'path' ? { sldEnable: true } : { cname: true }),
    ...(signing.version === 'v4' && { region: `oss-${signing.region}`, authorizationV4: true }),
    // Without it ali-oss asks on the console for a refresh function; each call here has a client and fresh keys.
    refreshSTSTokenInterval: 3_600_000,
    retryMax: 0,
    urllib,
  };
}

function urllibResult({ status, headers, text }: SendReply): UrllibResult {
  const known: Record<string, string> = {};
  for (const name of ['etag', 'x-oss-request-id', 'x-oss-hash-crc64ecma', 'content-length']) {
    const value = headers.get(name);
    if (value !== null) known[name] = value;
  }
  return { status, headers: known, data: text, res: { status, headers: known } };
}

/** A load cannot be stopped, but who waits for it can. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const waited = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: waited.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    waited.abort();
  }
}
