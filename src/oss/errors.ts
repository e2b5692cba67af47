import { UploadError, type ErrorCode } from '../engine/error.js';
import { parseXml, textOf, type XmlElement } from './xml.js';
import type { SendReply } from '../engine/send-port.js';

/** What a refusal says of itself. Everything may be missing: gateways answer with HTML or nothing. */
export interface Refusal {
  readonly code?: string;
  /** OSS's finer error number, `0002-00000504`. */
  readonly ec?: string;
  readonly requestId?: string;
  /** Wall time of the server in ms, where it complains of ours. */
  readonly serverTime?: number;
  /** The endpoint that the bucket should have been addressed at. */
  readonly endpoint?: string;
  /** Which argument OSS did not like. */
  readonly argument?: string;
}

/** What was being done, for the error's message. */
interface Doing {
  readonly operation: string;
  readonly n?: number;
}

/** Never throws. HEAD has no body: its refusal comes as Base64 in a header, if CORS shows it. */
export function readRefusal(reply: SendReply): Refusal {
  const root = errorElement(reply.text) ?? errorElement(decodeHeader(reply.headers.get('x-oss-err')));
  const requestId = (root && textOf(root, 'RequestId')) ?? reply.headers.get('x-oss-request-id') ?? undefined;
  const ec = (root && textOf(root, 'EC')) ?? reply.headers.get('x-oss-ec') ?? undefined;
  const serverTime = Date.parse((root && textOf(root, 'ServerTime')) ?? '');
  const own = { code: 'Code', endpoint: 'Endpoint', argument: 'ArgumentName' };
  const texts = Object.entries(own).flatMap(([name, element]) => {
    const text = root && textOf(root, element);
    return text === undefined ? [] : [[name, text]];
  });
  return {
    ...(Object.fromEntries(texts) as Partial<Record<keyof typeof own, string>>),
    ...(requestId !== undefined && { requestId }),
    ...(ec !== undefined && { ec }),
    ...(Number.isFinite(serverTime) && { serverTime }),
  };
}

/** The one place that decides what an answer of OSS means. `now` is wall time in ms, for a `Retry-After` that is a date. */
export function refused(doing: Doing, reply: SendReply, refusal: Refusal, now: number): UploadError {
  const retryAfterMs = retryAfter(reply.headers.get('retry-after'), now);
  return failure(classify(reply.status, refusal), doing, reply, refusal, retryAfterMs);
}

/** An answer with a good status that is not what was asked for: a login page in the way, half an answer, or nonsense. */
export function unreadable(doing: Doing, reply: SendReply): UploadError {
  const requestId = reply.headers.get('x-oss-request-id');
  return failure(
    isHtml(reply) ? 'captive-portal' : 'storage-malformed',
    doing,
    reply,
    requestId === null ? {} : { requestId },
  );
}

/** OSS itself never answers in HTML. */
export const isHtml = (reply: SendReply): boolean =>
  /^text\/html\b/i.test(reply.headers.get('content-type') ?? '') || /^\s*(<!doctype\s+html|<html)\b/i.test(reply.text);

function failure(
  code: ErrorCode,
  doing: Doing,
  reply: SendReply,
  refusal: Refusal,
  retryAfterMs?: number,
): UploadError {
  const { status } = reply;
  const said = [
    `HTTP ${status}`,
    refusal.code,
    refusal.ec && `EC ${refusal.ec}`,
    refusal.endpoint && `wants endpoint ${refusal.endpoint}`,
    refusal.requestId && `request ${refusal.requestId}`,
  ].filter(Boolean);
  const place = doing.n === undefined ? doing.operation : `${doing.operation} ${doing.n}`;
  return new UploadError(code, `${place}: ${said.join(', ')}`, {
    operation: doing.operation,
    status,
    ...(doing.n !== undefined && { part: doing.n }),
    ...(refusal.code !== undefined && { serviceCode: refusal.code }),
    ...(refusal.requestId !== undefined && { requestId: refusal.requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    // Only of HTML: an error of OSS echoes what was signed, and the token is part of that.
    ...(isHtml(reply) && { excerpt: reply.text.trim().slice(0, 200) }),
  });
}

function classify(status: number, { code = '', ec = '', endpoint, argument }: Refusal): ErrorCode {
  // OSS says AccessDenied also of a bucket that lives in another region, and names the right place.
  if (code === 'AccessDenied' && endpoint !== undefined) return 'storage-misconfigured';
  const known = CODES[code];
  if (known !== undefined) return known;
  // Error numbers of the signature's check; a refused V1 has no documented code, only its number.
  if (ec.startsWith('0002-') || argument?.toLowerCase() === 'authorization') return 'signature-refused';
  // 511 Network Authentication Required, and a proxy that wants a password.
  if (status === 511 || status === 407) return 'captive-portal';
  if (status === 408 || status === 429 || status >= 500) return 'storage-busy';
  return 'storage-refused';
}

const group = (code: ErrorCode, names: string): [string, ErrorCode][] => names.split(' ').map((name) => [name, code]);

// OSS's error pages (2021, 2026) and the retry lists of its Go SDK v2. Codes that are not here go by their status.
const CODES: Readonly<Record<string, ErrorCode | undefined>> = Object.fromEntries([
  ...group(
    'credentials-expired',
    // An expired STS key is reported as one that does not exist.
    'SecurityTokenExpired InvalidSecurityToken InvalidSecurityToken.Expired InvalidAccessKeyId InvalidAccessKeyId.NotFound AccessKeyIdAndSecurityTokenNotMatch',
  ),
  ...group('clock-skew', 'RequestTimeTooSkewed'),
  ...group('signature-refused', 'SignatureDoesNotMatch'),
  ...group('storage-busy', 'RequestTimeout IncompleteBody InternalError ServiceUnavailable Throttling SlowDown'),
  ...group(
    'storage-busy',
    'UploadTrafficRateLimitExceeded TotalQpsLimitExceeded QpsLimitExceeded ActiveRequestLimitExceeded MetaOperationQpsLimitExceeded',
  ),
  ...group('upload-gone', 'NoSuchUpload'),
  ...group('parts-differ', 'InvalidPart InvalidPartOrder FilePartNotExist EntityTooSmall'),
  ...group('part-damaged', 'InvalidDigest BadDigest InvalidCRC64'),
  ...group(
    'storage-misconfigured',
    'NoSuchBucket InvalidBucketName PermanentRedirect SecondLevelDomainForbidden UserDisable TransferAccelerationDisabled AccessForbidden',
  ),
]);

function errorElement(text: string): XmlElement | undefined {
  try {
    const root = parseXml(text);
    return root.name === 'Error' ? root : undefined;
  } catch {
    return undefined;
  }
}

function decodeHeader(value: string | null): string {
  try {
    return atob(value ?? '');
  } catch {
    return '';
  }
}

/** Seconds or an HTTP date. */
function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
