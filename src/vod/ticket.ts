import { UploadError } from '../engine/error.js';
import type { Ticket } from '../engine/ports.js';
import { field, isFields, number, parseJson, text, type Fields } from './quirks.js';

/** The documents' 3,000 s; the token itself says 3,600. */
const LIFETIME_MS = 3_000_000;

/**
 * Decodes `UploadAddress` and `UploadAuth`. `receivedAt` is wall time in ms and used only where `Expiration` is a date,
 * as STS itself gives it. Throws `ticket-malformed`, which names the field and never shows its content.
 */
export function decodeTicket(reply: Fields, receivedAt: number): Ticket {
  const first = decode(reply, 'UploadAddress');
  const second = decode(reply, 'UploadAuth');
  // The reference page's own example has the two the other way round.
  const swapped = looksLikeAuth(first) && !looksLikeAuth(second);
  const [address, auth] = swapped ? [second, first] : [first, second];

  const endpoint = readEndpoint(need(address, 'UploadAddress', 'Endpoint'));
  const region = text(field(auth, 'Region'))?.replace(/^oss-/, '') ?? regionOf(endpoint);
  const issuedAt = readIssuedAt(auth);
  return {
    target: {
      endpoint,
      bucket: need(address, 'UploadAddress', 'Bucket'),
      key: need(address, 'UploadAddress', 'FileName').replace(/^\//, ''),
      ...(region !== undefined && { region }),
    },
    credentials: {
      accessKeyId: need(auth, 'UploadAuth', 'AccessKeyId'),
      accessKeySecret: need(auth, 'UploadAuth', 'AccessKeySecret'),
      securityToken: need(auth, 'UploadAuth', 'SecurityToken'),
    },
    lifetimeMs: readLifetimeMs(auth, receivedAt),
    ...(issuedAt !== undefined && { issuedAt }),
  };
}

const malformed = (what: string): UploadError =>
  new UploadError('ticket-malformed', `The upload ticket cannot be used: ${what}`, { operation: 'decodeTicket' });

function decode(reply: Fields, name: string): Fields {
  const value = field(reply, name);
  // Some backends decode it themselves.
  if (isFields(value)) return value;
  if (typeof value !== 'string' || value.trim() === '') throw malformed(`${name} is missing`);
  const json = value.trim().startsWith('{') ? value : fromBase64(value, name);
  const decoded = parseJson(json);
  if (!isFields(decoded)) throw malformed(`${name} is not Base64 of a JSON object`);
  return decoded;
}

function fromBase64(value: string, name: string): string {
  // URL-safe letters, and the space that a form decoder makes of `+`.
  const base64 = value.trim().replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+');
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Without the cause: its message may quote the content.
    throw malformed(`${name} is not Base64 of UTF-8`);
  }
}

const looksLikeAuth = (fields: Fields): boolean => text(field(fields, 'AccessKeySecret')) !== undefined;

function need(fields: Fields, of: string, name: string): string {
  const value = text(field(fields, name));
  if (value === undefined) throw malformed(`${of} has no ${name}`);
  return value;
}

function readEndpoint(endpoint: string): string {
  const url = parseUrl(withScheme(endpoint));
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw malformed('UploadAddress.Endpoint is not an http(s) address');
  }
  return url.origin;
}

const withScheme = (endpoint: string): string => (/^[a-z]+:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`);

function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** `oss-cn-shanghai.aliyuncs.com`, also `-internal`; acceleration and custom domains do not tell. */
const regionOf = (endpoint: string): string | undefined =>
  /^https?:\/\/oss-((?!accelerate)[a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com(?::\d+)?$/i
    .exec(endpoint)?.[1]
    ?.toLowerCase();

/** A time with its zone; the API's own is UTC and says so. */
function time(value: unknown): number | undefined {
  const read = text(value);
  // `new Date('3600')` is a year.
  const at = read !== undefined && /^\d{4}-\d\d-\d\dT/.test(read) ? Date.parse(read) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function readLifetimeMs(auth: Fields, receivedAt: number): number {
  const expiration = field(auth, 'Expiration');
  const seconds = number(expiration);
  const date = time(expiration);
  const left = seconds !== undefined ? seconds * 1000 : date !== undefined ? date - receivedAt : LIFETIME_MS;
  // A date in the past says that one of two clocks is wrong, not that a fresh ticket is stale.
  return left > 0 ? Math.min(left, LIFETIME_MS) : LIFETIME_MS;
}

function readIssuedAt(auth: Fields): number | undefined {
  const expires = time(field(auth, 'ExpireUTCTime'));
  const seconds = number(field(auth, 'Expiration'));
  return expires === undefined || seconds === undefined || seconds <= 0 ? undefined : expires - seconds * 1000;
}
