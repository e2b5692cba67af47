import { hashes, hex, utf8 } from './hmac.js';
import {
  ascending,
  canonicalHeaders,
  encode,
  encodePath,
  resourcePath,
  type Headers,
  type Query,
  type Signable,
  type SigningKeys,
} from './request.js';

interface V4Options {
  /** `cn-shanghai`, without `oss-`. */
  readonly region: string;
  /** Names of further headers that are signed beside content-type, content-md5 and x-oss-*; they must be in the request. */
  readonly additionalHeaders?: readonly string[];
  /**
   * How an empty string is written in the canonical query: `name` as OSS documents and its SDKs do, `name=` as ali-oss
   * does. A `null` is always `name`.
   */
  readonly emptyAs?: 'name' | 'name=';
}

/** `YYYYMMDDTHHMMSSZ`. `time` is wall time in ms. */
export const v4Date = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');

/** `<YYYYMMDD>/<region>/oss/aliyun_v4_request`. */
const v4Scope = (date: string, region: string): string => `${date.slice(0, 8)}/${region}/oss/aliyun_v4_request`;

/** The bucket is part of the path even when it is part of the host. */
export function v4CanonicalRequest(
  request: Signable,
  options: Pick<V4Options, 'additionalHeaders' | 'emptyAs'> = {},
): string {
  const headers = canonicalHeaders(request.headers);
  const additional = additionalNames(options.additionalHeaders ?? []);
  const signed = [...headers].filter(([name]) => isAlwaysSigned(name) || additional.includes(name));
  const missing = additional.find((name) => !headers.has(name));
  if (missing !== undefined) throw new TypeError(`additional header ${missing} is not in the request`);
  return [
    request.method.toUpperCase(),
    encodePath(resourcePath(request)),
    canonicalQuery(request.query, options.emptyAs ?? 'name'),
    signed
      .sort(([a], [b]) => ascending(a, b))
      .map(([name, value]) => `${name}:${value}\n`)
      .join(''),
    additional.join(';'),
    headers.get('x-oss-content-sha256') ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
}

export async function v4StringToSign(canonicalRequest: string, date: string, region: string): Promise<string> {
  const { sha256 } = await hashes();
  return ['OSS4-HMAC-SHA256', date, v4Scope(date, region), hex(await sha256(utf8(canonicalRequest)))].join('\n');
}

/** Lower-case hex. `date` begins with YYYYMMDD. */
export async function v4Signature(secret: string, date: string, region: string, stringToSign: string): Promise<string> {
  const { hmacSha256 } = await hashes();
  return hex(await hmacSha256(await v4SigningKey(secret, date, region), utf8(stringToSign)));
}

/** The request's headers with `x-oss-date`, payload hash, token and `authorization` added. `time` is wall time in ms. */
export async function signV4(
  request: Signable,
  keys: SigningKeys,
  time: number,
  options: V4Options,
): Promise<Record<string, string>> {
  const date = v4Date(time);
  const headers: Headers = {
    ...request.headers,
    'x-oss-date': date,
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    ...(keys.securityToken && { 'x-oss-security-token': keys.securityToken }),
  };
  const canonicalRequest = v4CanonicalRequest({ ...request, headers }, options);
  const stringToSign = await v4StringToSign(canonicalRequest, date, options.region);
  const signature = await v4Signature(keys.accessKeySecret, date, options.region, stringToSign);
  const additional = additionalNames(options.additionalHeaders ?? []);
  return {
    ...headers,
    authorization: [
      `OSS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${v4Scope(date, options.region)}`,
      // An empty list is refused (EC 0002-00000209).
      ...(additional.length === 0 ? [] : [`AdditionalHeaders=${additional.join(';')}`]),
      `Signature=${signature}`,
    ].join(','),
  };
}

// Four HMACs per key and day; the cache is bounded because credentials change every hour and an emulator has many.
const signingKeys = new Map<string, Promise<Uint8Array>>();
const KEYS_KEPT = 16;

/** The key that a secret stands for on one day in one region; remembered. */
export function v4SigningKey(secret: string, date: string, region: string): Promise<Uint8Array> {
  const day = date.slice(0, 8);
  const id = JSON.stringify([secret, day, region]);
  const known = signingKeys.get(id);
  if (known) return known;
  const derived = derive(secret, day, region);
  signingKeys.set(id, derived);
  derived.catch(() => signingKeys.delete(id));
  for (const oldest of signingKeys.keys()) {
    if (signingKeys.size <= KEYS_KEPT) break;
    signingKeys.delete(oldest);
  }
  return derived;
}

async function derive(secret: string, day: string, region: string): Promise<Uint8Array> {
  const { hmacSha256 } = await hashes();
  let key = utf8(`aliyun_v4${secret}`);
  for (const text of [day, region, 'oss', 'aliyun_v4_request']) key = await hmacSha256(key, utf8(text));
  return key;
}

const isAlwaysSigned = (name: string): boolean =>
  name === 'content-type' || name === 'content-md5' || name.startsWith('x-oss-');

const additionalNames = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => !isAlwaysSigned(name)).sort(ascending);

function canonicalQuery(query: Query, emptyAs: 'name' | 'name='): string {
  return Object.entries(query)
    .map(
      ([name, value]) =>
        [encode(name), value === null || (value === '' && emptyAs === 'name') ? undefined : encode(value)] as const,
    )
    .sort(([a], [b]) => ascending(a, b))
    .map(([name, value]) => (value === undefined ? name : `${name}=${value}`))
    .join('&');
}
