import type { Query } from '../oss/request.js';
import { encode } from '../oss/request.js';
import type { StoredObject } from './bucket.js';
import { ordered, type MultipartUpload } from './multipart-upload.js';
import { ossError } from './oss-error.js';
import { REGION, type World } from './world.js';
import { xmlDocument, type XmlTree } from './xml.js';

export const xmlReply = (
  root: string,
  tree: XmlTree | string,
  headers: Readonly<Record<string, string>> = {},
): Response => new Response(xmlDocument(root, tree), { headers: { ...headers, 'content-type': 'application/xml' } });

/** With milliseconds: the Python SDK v1 reads no other form. */
export const isoMs = (time: number): string => new Date(time).toISOString();

/** Keys as they are, or percent-encoded where the client asks for `encoding-type=url`. */
export function namer(query: Query): { readonly EncodingType?: 'url'; name(key: string): string } {
  const type = query['encoding-type'];
  if (type === null || type === undefined) return { name: (key) => key };
  if (type !== 'url') throw ossError('InvalidArgument', { ArgumentName: 'encoding-type', ArgumentValue: type });
  return { EncodingType: 'url', name: encode };
}

/** A number in a query, at most `limit`. Throws InvalidArgument. */
export function numberIn(query: Query, name: string, standard: number, limit = Number.MAX_SAFE_INTEGER): number {
  const text = query[name];
  if (text === null || text === undefined || text === '') return standard;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
  if (value < 0 || value > limit) throw ossError('InvalidArgument', { ArgumentName: name, ArgumentValue: text });
  return value;
}

export const initiated = ({ bucket }: World, { key, id }: MultipartUpload): Response =>
  xmlReply('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: id });

export function completed({ bucket }: World, object: StoredObject, query: Query): Response {
  const { name, EncodingType } = namer(query);
  return xmlReply(
    'CompleteMultipartUploadResult',
    {
      EncodingType,
      Location: `http://${bucket.name}.oss-${REGION}.aliyuncs.com/${object.key}`,
      Bucket: bucket.name,
      Key: name(object.key),
      ETag: `"${object.etag}"`,
    },
    { etag: `"${object.etag}"`, 'x-oss-hash-crc64ecma': object.crc64.toString() },
  );
}

export function listParts({ bucket }: World, upload: MultipartUpload, query: Query): Response {
  const marker = numberIn(query, 'part-number-marker', 0);
  const limit = numberIn(query, 'max-parts', 1000, 1000);
  const { name, EncodingType } = namer(query);
  const rest = ordered(upload).filter(({ n }) => n > marker);
  const page = rest.slice(0, limit);
  return xmlReply('ListPartsResult', {
    EncodingType,
    Bucket: bucket.name,
    Key: name(upload.key),
    UploadId: upload.id,
    StorageClass: 'Standard',
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.n ?? 0,
    MaxParts: limit,
    IsTruncated: rest.length > page.length,
    Part: page.map(({ n, size, etag, modifiedAt, crc64 }) => ({
      PartNumber: n,
      LastModified: isoMs(modifiedAt),
      ETag: `"${etag}"`,
      HashCrc64ecma: crc64.toString(),
      Size: size,
    })),
  });
}
