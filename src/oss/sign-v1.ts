import { base64, hashes, utf8 } from './hmac.js';
import {
  ascending,
  canonicalHeaders,
  resourcePath,
  type Headers,
  type Query,
  type Signable,
  type SigningKeys,
} from './request.js';

/** RFC 1123, which is what V1 wants in `x-oss-date`. `time` is wall time in ms. */
export const v1Date = (time: number): string => new Date(time).toUTCString();

/** `date` fills the Date slot: `x-oss-date`'s value, `Date`'s, or `Expires` of a signed URL. */
export function v1StringToSign(request: Signable, date: string): string {
  const headers = canonicalHeaders(request.headers);
  const ossHeaders = [...headers].filter(([name]) => name.startsWith('x-oss-')).sort(([a], [b]) => ascending(a, b));
  return [
    request.method.toUpperCase(),
    headers.get('content-md5') ?? '',
    headers.get('content-type') ?? '',
    date,
    ...ossHeaders.map(([name, value]) => `${name}:${value}`),
    resource(request),
  ].join('\n');
}

/** Base64 of HMAC-SHA1. */
export async function v1Signature(secret: string, stringToSign: string): Promise<string> {
  const { hmacSha1 } = await hashes();
  return base64(await hmacSha1(utf8(secret), utf8(stringToSign)));
}

/** The request's headers with `x-oss-date` (browsers cannot set `Date`), token and `authorization` added. `time` is wall time in ms. */
export async function signV1(request: Signable, keys: SigningKeys, time: number): Promise<Record<string, string>> {
  const date = v1Date(time);
  const headers: Headers = {
    ...request.headers,
    'x-oss-date': date,
    ...(keys.securityToken && { 'x-oss-security-token': keys.securityToken }),
  };
  const signature = await v1Signature(keys.accessKeySecret, v1StringToSign({ ...request, headers }, date));
  return { ...headers, authorization: `OSS ${keys.accessKeyId}:${signature}` };
}

/**
 * The query of a V1-signed URL: the request's own with `Expires`, `OSSAccessKeyId`, `Signature` and, with a token,
 * `security-token`, which is signed too. `expires` is seconds since 1970.
 */
export async function signV1Query(
  request: Signable,
  keys: SigningKeys,
  expires: number,
): Promise<Record<string, string | null>> {
  const query: Query = { ...request.query, ...(keys.securityToken && { 'security-token': keys.securityToken }) };
  const signature = await v1Signature(keys.accessKeySecret, v1StringToSign({ ...request, query }, String(expires)));
  return { ...query, Expires: String(expires), OSSAccessKeyId: keys.accessKeyId, Signature: signature };
}

function resource(request: Signable): string {
  const path = resourcePath(request);
  const signed = Object.entries(request.query)
    .filter(([name]) => isSubResource(name))
    .sort(([a], [b]) => ascending(a, b))
    .map(([name, value]) => (value === null || value === '' ? name : `${name}=${value}`));
  return signed.length === 0 ? path : `${path}?${signed.join('&')}`;
}

const isSubResource = (name: string): boolean => SUB_RESOURCES.has(name) || /^(x-oss-|response-)/.test(name);

// The object operations' part of the list in "Include signatures in the Authorization header" (Jul 2021). max-parts,
// part-number-marker and encoding-type are deliberately not in it.
const SUB_RESOURCES = new Set([
  ...['acl', 'append', 'callback', 'callback-var', 'cors', 'delete', 'lifecycle', 'location', 'logging', 'objectMeta'],
  ...['partNumber', 'position', 'referer', 'restore', 'security-token', 'symlink', 'tagging', 'uploadId', 'uploads'],
  ...[
    'versionId',
    'versioning',
    'versions',
    'website',
    'bucketInfo',
    'continuation-token',
    'sequential',
    'encryption',
    'policy',
  ],
]);
