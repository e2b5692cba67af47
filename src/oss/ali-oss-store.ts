import { UploadError } from '../engine/error.js';
import type { Credentials, OpenStore, Target } from '../engine/ports.js';
import { addressOf } from './address.js';
import { PARTS_PER_PAGE, type Call } from './calls.js';
import { createExchange, type Signing } from './exchange.js';
import { pageIsSecure, type StoreOptions } from './native-store.js';
import { createObjectStore } from './object-store.js';
import type { SendReply } from './send-port.js';

export interface AliOssStoreOptions extends Omit<StoreOptions, 'now'> {
  /** Resolves to the module `ali-oss` 6.23.0, or to anything after which `globalThis.OSS` is its class. */
  readonly load?: () => Promise<unknown>;
}

/**
 * The same port through Alibaba's own client: it composes and signs every request; our sender carries it, so that part
 * bodies stay `Blob` slices and nothing is copied through JavaScript. Credentials, retries and the clock stay ours.
 */
export function createAliOssStore({
  send,
  load = () => import('ali-oss'),
  https = pageIsSecure(),
}: AliOssStoreOptions): OpenStore {
  let loading: Promise<ClientClass> | undefined;
  const loaded = (): Promise<ClientClass> =>
    (loading ??= loadClient(load).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));

  const exchange = createExchange(async ({ target, call, credentials, signing, time }, { signal, onSent }) => {
    const Client = await loaded();
    signal.throwIfAborted();
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

    const client = new Client(clientOptions(target, credentials, signing, https, urllib));
    client.options.amendTimeSkewed = time - Date.now();
    // It can only hash what it holds as a Buffer, and the MD5 of a part is the engine's to give.
    const { request } = client;
    client.request = (params) => request.call(client, { ...params, disabledMD5: true });
    try {
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

/** As far as we use it. `_uploadPart` and `_objectRequestParams` are private: the peer's version is pinned for that. */
interface Client {
  readonly options: { amendTimeSkewed: number };
  request(params: object): Promise<unknown>;
  initMultipartUpload(key: string, options: object): Promise<unknown>;
  _uploadPart(key: string, uploadId: string, n: number, data: object, options: object): Promise<unknown>;
  listParts(key: string, uploadId: string, query: object, options: object): Promise<unknown>;
  completeMultipartUpload(key: string, uploadId: string, parts: object[], options: object): Promise<unknown>;
  abortMultipartUpload(key: string, uploadId: string, options: object): Promise<unknown>;
  _objectRequestParams(method: string, key: string, options: object): object;
}
type ClientClass = new (options: object) => Client;

interface UrllibParams {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly content?: Blob | string;
  /** Where a Node build of ali-oss keeps the body. */
  readonly stream?: Blob;
}

interface UrllibResult {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly data: string;
  readonly res: { readonly status: number; readonly headers: Record<string, string> };
}

async function ask(client: Client, key: string, call: Call): Promise<void> {
  switch (call.operation) {
    case 'InitiateMultipartUpload':
      await client.initMultipartUpload(key, { mime: call.contentType });
      return;
    case 'UploadPart': {
      const data = { content: call.blob, stream: call.blob, size: call.blob.size };
      const headers = call.md5 === undefined ? {} : { 'Content-MD5': call.md5 };
      await client._uploadPart(key, call.uploadId, call.n, data, { headers, disabledMD5: true });
      return;
    }
    case 'ListParts': {
      const query = { 'max-parts': PARTS_PER_PAGE, 'part-number-marker': call.marker };
      await client.listParts(key, call.uploadId, query, {});
      return;
    }
    case 'CompleteMultipartUpload': {
      const parts = call.parts.map(({ n, etag }) => ({ number: n, etag }));
      await client.completeMultipartUpload(key, call.uploadId, parts, {});
      return;
    }
    case 'HeadObject':
      // Its own `head` warns on the console each time.
      await client.request({ ...client._objectRequestParams('HEAD', key, {}), successStatuses: [200] });
      return;
    case 'AbortMultipartUpload':
      await client.abortMultipartUpload(key, call.uploadId, {});
  }
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

async function loadClient(load: () => Promise<unknown>): Promise<ClientClass> {
  try {
    const module = (await load()) as { default?: unknown } | undefined;
    // Bundlers give the default export; as a plain script, ali-oss leaves a global.
    const found = module?.default ?? (globalThis as { OSS?: unknown }).OSS;
    if (typeof found === 'function') return found as ClientClass;
  } catch (cause) {
    throw new UploadError('storage-misconfigured', 'ali-oss could not be loaded', {}, { cause, retryable: true });
  }
  throw new UploadError('storage-misconfigured', 'ali-oss was loaded but has no client class; is it 6.23.0?');
}
