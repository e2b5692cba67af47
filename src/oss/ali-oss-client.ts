import { UploadError } from '../engine/error.js';
import { PARTS_PER_PAGE, type Call } from './calls.js';

/** As far as we use it. `_uploadPart` and `_objectRequestParams` are private: the peer's version is pinned for that. */
export interface Client {
  readonly options: { amendTimeSkewed: number };
  request(params: object): Promise<unknown>;
  initMultipartUpload(key: string, options: object): Promise<unknown>;
  _uploadPart(key: string, uploadId: string, n: number, data: object, options: object): Promise<unknown>;
  listParts(key: string, uploadId: string, query: object, options: object): Promise<unknown>;
  completeMultipartUpload(key: string, uploadId: string, parts: object[], options: object): Promise<unknown>;
  abortMultipartUpload(key: string, uploadId: string, options: object): Promise<unknown>;
  _objectRequestParams(method: string, key: string, options: object): object;
}

export type ClientClass = new (options: object) => Client;

/** What ali-oss hands to its `urllib`. */
export interface UrllibParams {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly content?: Blob | string;
  /** Where a Node build of ali-oss keeps the body. */
  readonly stream?: Blob;
}

/** What it wants back. */
export interface UrllibResult {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly data: string;
  readonly res: { readonly status: number; readonly headers: Record<string, string> };
}

/** Makes ali-oss send this call. */
export async function ask(client: Client, key: string, call: Call): Promise<void> {
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
      return;
    case 'PutObject': {
      // Its own `put` reads a Blob into a Buffer; a Blob has no `length` to be told by.
      const md5 = call.md5 === undefined ? {} : { 'Content-MD5': call.md5 };
      const headers = { 'Content-Length': call.blob.size, ...md5 };
      const content = { content: call.blob, stream: call.blob, mime: call.contentType };
      const params = client._objectRequestParams('PUT', key, { headers });
      await client.request({ ...params, ...content, successStatuses: [200] });
    }
  }
}

/** Rejects with `storage-misconfigured`: the peer is missing, is another version, or its file did not arrive. */
export async function loadClient(load?: () => Promise<unknown>): Promise<ClientClass> {
  try {
    // Inside this `try`: esbuild and webpack refuse to build a page without the peer where nobody catches that.
    const module = (load ? await load() : await import('ali-oss')) as { default?: unknown } | undefined;
    // Bundlers give the default export; as a plain script, ali-oss leaves a global.
    const found = module?.default ?? (globalThis as { OSS?: unknown }).OSS;
    if (typeof found === 'function') return found as ClientClass;
  } catch (cause) {
    throw new UploadError('storage-misconfigured', 'ali-oss could not be loaded', {}, { cause, retryable: true });
  }
  throw new UploadError('storage-misconfigured', 'ali-oss was loaded but has no client class; is it 6.23.0?');
}
