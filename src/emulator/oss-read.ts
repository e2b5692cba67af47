import type { StoredObject } from './bucket.js';
import type { OssError } from './oss-error.js';
import { ossError } from './oss-error.js';
import { streamOf } from './storage.js';
import type { World } from './world.js';

/** Throws NoSuchKey: an upload that is not sealed is no object. */
function find(world: World, key: string): StoredObject {
  const object = world.bucket.objects.get(key);
  if (!object) throw ossError('NoSuchKey', { Key: key });
  return object;
}

const headersOf = (object: StoredObject): Record<string, string> => ({
  'content-type': 'application/octet-stream',
  ...object.headers,
  'accept-ranges': 'bytes',
  etag: `"${object.etag}"`,
  'last-modified': new Date(object.modifiedAt).toUTCString(),
  'x-oss-hash-crc64ecma': object.crc64.toString(),
  'x-oss-object-type': object.type,
  'x-oss-storage-class': 'Standard',
});

export function headObject(world: World, key: string): Response {
  const object = find(world, key);
  return new Response(null, { headers: { ...headersOf(object), 'content-length': String(object.content.size) } });
}

/** A range that is no range is ignored and answered with the whole, as OSS does by default. */
export function getObject(world: World, key: string, range: string | null): Response {
  const object = find(world, key);
  const { content } = object;
  const wanted = range === null ? undefined : readRange(range, content.size);
  const { start, end } = wanted ?? { start: 0, end: content.size };
  return new Response(streamOf(content.read(start, end)), {
    status: wanted ? 206 : 200,
    headers: {
      ...headersOf(object),
      'content-length': String(end - start),
      ...(wanted && { 'content-range': `bytes ${start}-${end - 1}/${content.size}` }),
    },
  });
}

function readRange(range: string, size: number): { start: number; end: number } | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') {
    if (Number(last) === 0 || size === 0) throw unsatisfiable(range, size);
    return { start: Math.max(0, size - Number(last)), end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) throw unsatisfiable(range, size);
  return { start, end: last === '' ? size : Math.min(size, Number(last) + 1) };
}

const unsatisfiable = (range: string, size: number): OssError =>
  ossError('InvalidRange', { ActualObjectSize: String(size), RangeRequested: range });
