import type { Query } from '../oss/request.js';
import { ascending } from '../oss/request.js';
import { isoMs, namer, numberIn, xmlReply } from './oss-replies.js';
import { REGION, type World } from './world.js';

const OWNER = { ID: '1234567890123456', DisplayName: '1234567890123456' };

/** Version 1 and 2 of the list; what VOD made is its own business and is not in it. */
export function listObjects({ bucket }: World, query: Query): Response {
  const second = query['list-type'] === '2';
  const prefix = query.prefix ?? '';
  const limit = numberIn(query, 'max-keys', 100, 1000);
  const after = (second ? (query['continuation-token'] ?? query['start-after']) : query.marker) ?? '';
  const { name, EncodingType } = namer(query);
  const rest = [...bucket.objects.values()]
    .filter(({ key, derived }) => !derived && key.startsWith(prefix) && key > after)
    .sort((a, b) => ascending(a.key, b.key));
  const page = rest.slice(0, limit);
  const more = rest.length > page.length;
  const next = more ? (page.at(-1)?.key ?? '') : undefined;
  return xmlReply('ListBucketResult', {
    Name: bucket.name,
    Prefix: name(prefix),
    MaxKeys: limit,
    Delimiter: '',
    EncodingType,
    IsTruncated: more,
    ...(second ? { KeyCount: page.length, NextContinuationToken: next } : { Marker: name(after), NextMarker: next }),
    Contents: page.map((object) => ({
      Key: name(object.key),
      LastModified: isoMs(object.modifiedAt),
      ETag: `"${object.etag}"`,
      Type: object.type,
      Size: object.content.size,
      StorageClass: 'Standard',
      Owner: OWNER,
    })),
  });
}

export function listUploads({ bucket }: World, query: Query): Response {
  const limit = numberIn(query, 'max-uploads', 1000, 1000);
  const { name, EncodingType } = namer(query);
  const prefix = query.prefix ?? '';
  const keyMarker = query['key-marker'] ?? '';
  const idMarker = query['upload-id-marker'] ?? '';
  const rest = [...bucket.uploads.values()]
    .filter(({ key }) => key.startsWith(prefix))
    .filter(({ key, id }) => key > keyMarker || (idMarker !== '' && key === keyMarker && id > idMarker))
    .sort((a, b) => ascending(a.key, b.key) || ascending(a.id, b.id));
  const page = rest.slice(0, limit);
  const more = rest.length > page.length;
  return xmlReply('ListMultipartUploadsResult', {
    EncodingType,
    Bucket: bucket.name,
    KeyMarker: name(keyMarker),
    UploadIdMarker: idMarker,
    // Strict clients want both even when they are empty.
    NextKeyMarker: more ? name(page.at(-1)?.key ?? '') : '',
    NextUploadIdMarker: more ? (page.at(-1)?.id ?? '') : '',
    Delimiter: '',
    Prefix: name(prefix),
    MaxUploads: limit,
    IsTruncated: more,
    Upload: page.map(({ key, id, startedAt }) => ({
      Key: name(key),
      UploadId: id,
      StorageClass: 'Standard',
      Initiated: isoMs(startedAt),
    })),
  });
}

export const bucketInfo = ({ bucket }: World): Response =>
  xmlReply('BucketInfo', {
    Bucket: {
      Name: bucket.name,
      Location: `oss-${REGION}`,
      ExtranetEndpoint: `oss-${REGION}.aliyuncs.com`,
      IntranetEndpoint: `oss-${REGION}-internal.aliyuncs.com`,
      CreationDate: isoMs(0),
      StorageClass: 'Standard',
      Owner: OWNER,
      AccessControlList: { Grant: 'private' },
    },
  });

export const location = (): Response => xmlReply('LocationConstraint', `oss-${REGION}`);
