import type { Query } from '../oss/request.js';
import { gather } from './storage.js';
import { ossError } from './oss-error.js';
import type { Incoming } from './incoming.js';
import type { ObjectHeaders } from './multipart-upload.js';
import type { OssAddress } from './oss-address.js';
import type { LogEntry } from './request-log.js';
import { headObject, getObject } from './oss-read.js';
import { bucketInfo, listObjects, listUploads, location } from './oss-bucket.js';
import { listParts, initiated, completed } from './oss-replies.js';
import { readPartList } from './part-list.js';
import type { World } from './world.js';

interface OssRequest {
  readonly world: World;
  readonly incoming: Incoming;
  readonly address: OssAddress;
  readonly entry: LogEntry;
}

export type OssOp = keyof typeof OPERATIONS;

// 10,000 parts make about 1 MB.
const LARGEST_LIST = 4 * 1024 ** 2;
const LAST_PART_NUMBER = 10_000;

/** The operation that a request means, by its method and sub-resources. */
export function operationOf(method: string, { bucket, key, query }: OssAddress): OssOp | undefined {
  const has = (name: string): boolean => Object.hasOwn(query, name);
  return key !== '' ? objectOperation(method, has) : bucket !== '' ? bucketOperation(method, has) : undefined;
}

function objectOperation(method: string, has: (name: string) => boolean): OssOp | undefined {
  const multipart = has('uploadId');
  if (method === 'POST')
    return has('uploads') ? 'InitiateMultipartUpload' : multipart ? 'CompleteMultipartUpload' : undefined;
  if (method === 'PUT') return multipart || has('partNumber') ? 'UploadPart' : 'PutObject';
  if (method === 'GET') return multipart ? 'ListParts' : 'GetObject';
  if (method === 'HEAD') return 'HeadObject';
  if (method === 'DELETE') return multipart ? 'AbortMultipartUpload' : 'DeleteObject';
  return undefined;
}

function bucketOperation(method: string, has: (name: string) => boolean): OssOp | undefined {
  if (method !== 'GET') return undefined;
  if (has('uploads')) return 'ListMultipartUploads';
  if (has('bucketInfo')) return 'GetBucketInfo';
  return has('location') ? 'GetBucketLocation' : 'ListObjects';
}

export const OPERATIONS = {
  async InitiateMultipartUpload({ world, incoming, address: { key }, entry }: OssRequest) {
    forbidOverwrite(world, incoming, key);
    const upload = world.bucket.open(key, kept(incoming.headers));
    entry.uploadId = upload.id;
    return initiated(world, upload);
  },

  async UploadPart({ world, incoming, address: { key, query }, entry }: OssRequest) {
    const n = partNumber(query);
    const uploadId = query.uploadId ?? '';
    world.bucket.find(key, uploadId);
    const received = await world.bucket.receive(incoming.body, expectations(world, incoming.headers));
    const part = world.bucket.putPart(key, uploadId, n, received);
    entry.bytes = part.size;
    return new Response(null, { headers: { etag: `"${part.etag}"`, 'x-oss-hash-crc64ecma': part.crc64.toString() } });
  },

  async CompleteMultipartUpload({ world, incoming, address: { key, query } }: OssRequest) {
    const uploadId = query.uploadId ?? '';
    const { headers, body } = incoming;
    const xml = new TextDecoder().decode(await gather(body, LARGEST_LIST).catch(tooLarge));
    const all = headers.get('x-oss-complete-all')?.toLowerCase() === 'yes';
    if (all && xml !== '') throw ossError('InvalidArgument', {}, 'A body must not come with x-oss-complete-all.');
    world.bucket.find(key, uploadId);
    const object = world.bucket.complete(key, uploadId, all ? undefined : readPartList(xml), world.settings.checks);
    return completed(world, object, query);
  },

  async AbortMultipartUpload({ world, address: { key, query } }: OssRequest) {
    await world.bucket.abort(key, query.uploadId ?? '');
    return new Response(null, { status: 204 });
  },

  ListParts: async ({ world, address: { key, query } }: OssRequest) =>
    listParts(world, world.bucket.find(key, query.uploadId ?? ''), query),

  async PutObject({ world, incoming, address: { key }, entry }: OssRequest) {
    forbidOverwrite(world, incoming, key);
    const received = await world.bucket.receive(incoming.body, expectations(world, incoming.headers));
    const object = world.bucket.put(key, received, kept(incoming.headers));
    entry.bytes = object.content.size;
    return new Response(null, {
      headers: { etag: `"${object.etag}"`, 'x-oss-hash-crc64ecma': object.crc64.toString() },
    });
  },

  async DeleteObject({ world, address: { key } }: OssRequest) {
    await world.bucket.remove(key);
    return new Response(null, { status: 204 });
  },

  GetObject: async ({ world, incoming, address: { key } }: OssRequest) =>
    getObject(world, key, incoming.headers.get('range')),
  HeadObject: async ({ world, address: { key } }: OssRequest) => headObject(world, key),
  ListObjects: async ({ world, address: { query } }: OssRequest) => listObjects(world, query),
  ListMultipartUploads: async ({ world, address: { query } }: OssRequest) => listUploads(world, query),
  GetBucketInfo: async ({ world }: OssRequest) => bucketInfo(world),
  GetBucketLocation: async (_: OssRequest) => location(),
} satisfies Record<string, (request: OssRequest) => Promise<Response>>;

function partNumber({ partNumber: text, uploadId }: Query): number {
  const n = /^\d+$/.test(text ?? '') ? Number(text) : 0;
  if (n >= 1 && n <= LAST_PART_NUMBER && uploadId) return n;
  throw ossError(
    'InvalidArgument',
    { ArgumentName: 'partNumber', ArgumentValue: text ?? '' },
    'Part number must be an integer between 1 and 10000, inclusive.',
  );
}

/** Content-Length is absent for chunked bodies. */
function expectations({ settings }: World, headers: Headers): { length?: number; contentMd5?: string } {
  const length = headers.get('content-length');
  const contentMd5 = settings.checks.md5 ? headers.get('content-md5') : null;
  return { ...(length !== null && { length: Number(length) }), ...(contentMd5 !== null && { contentMd5 }) };
}

function forbidOverwrite(world: World, { headers }: Incoming, key: string): void {
  if (headers.get('x-oss-forbid-overwrite') === 'true' && world.bucket.objects.has(key))
    throw ossError('FileAlreadyExists');
}

const KEPT = /^(?:content-type|content-encoding|content-disposition|cache-control|expires|x-oss-meta-.+)$/;

const kept = (headers: Headers): ObjectHeaders => Object.fromEntries([...headers].filter(([name]) => KEPT.test(name)));

function tooLarge(error: unknown): never {
  throw error instanceof RangeError ? ossError('MalformedXML') : error;
}
