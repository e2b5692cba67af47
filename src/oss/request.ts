/** Decoded names and values; `null` stands for a name without `=`. */
export type Query = Readonly<Record<string, string | null>>;

/** Names in any case. */
export type Headers = Readonly<Record<string, string>>;

/** What a signature covers. `key` is raw, without a leading slash; empty strings address the bucket or the service. */
export interface Signable {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: Query;
  readonly headers: Headers;
}

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Absent with the long-lived keys of an account. */
  readonly securityToken?: string;
}

/** RFC 3986: what `encodeURIComponent` leaves alone but OSS does not is encoded too. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** Each segment encoded, slashes kept; `+` becomes `%2B`. */
export const encodePath = (path: string): string => path.split('/').map(encode).join('/');

/** `?a=1&b` with everything encoded, or an empty string. */
export function encodeQuery(query: Query): string {
  const pairs = Object.entries(query).map(([name, value]) =>
    value === null ? encode(name) : `${encode(name)}=${encode(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Lower-case names, trimmed values. */
export function canonicalHeaders(headers: Headers): Map<string, string> {
  return new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim()]));
}

/** By UTF-16 code units, which for encoded text is byte order. */
export const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `/bucket/key`, raw: what is signed, whichever way the URL addresses the bucket. */
export const resourcePath = ({ bucket, key }: Signable): string => (bucket === '' ? '/' : `/${bucket}/${key}`);
