import { concerns, FAULT_KINDS } from '../../src/emulator/fault-check.js';
import type { FaultKind, FaultOrder, FaultPlace, FaultService } from '../../src/emulator/fault-order.js';
import type { Dice } from './dice.js';

const VOD = ['CreateUploadVideo', 'RefreshUploadVideo', 'GetUploadDetails', 'BatchGetMediaInfos'];
const OPS: Readonly<Record<FaultService, readonly string[]>> = {
  // Parts are what there is most of.
  oss: [
    'Preflight',
    'InitiateMultipartUpload',
    ...Array.from({ length: 4 }, () => 'UploadPart'),
    'CompleteMultipartUpload',
    'ListParts',
    'HeadObject',
    'AbortMultipartUpload',
  ],
  vod: VOD,
  backend: VOD,
};

const BUSY = [408, 429, 500, 502, 503, 504];
const PASSING = ['InternalError', 'RequestTimeout', 'SlowDown'];
/** Refusals that pass, that a renewal mends, and that end an upload; "no such …" would be a lie. */
const CODES: Readonly<Record<FaultService, readonly string[]>> = {
  oss: [
    ...PASSING,
    'InvalidAccessKeyId',
    'SecurityTokenExpired',
    'AccessDenied',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'InvalidArgument',
  ],
  vod: ['Throttling.User', 'ServiceUnAvailable', 'Forbidden', 'InternalError'],
  backend: ['Throttling.User', 'ServiceUnAvailable', 'Forbidden', 'InternalError'],
};
const OWN_CODES: Readonly<Record<string, readonly string[]>> = {
  UploadPart: ['InvalidDigest'],
  CompleteMultipartUpload: ['InvalidPart', 'EntityTooSmall'],
};

/** A fault of any kind at any place; undefined where the two do not go together. */
export function randomFault(dice: Dice): FaultOrder | undefined {
  const what = dice.pick(FAULT_KINDS);
  const service = dice.pick(['oss', 'oss', 'oss', 'vod', 'backend'] as const);
  const op = dice.pick(OPS[service]);
  if (!concerns(what, service) || !makesSense(what, op)) return undefined;
  const where: FaultPlace = {
    service,
    op,
    ...(op === 'UploadPart' && dice.chance(0.5) && { part: dice.between(1, 4) }),
    ...(dice.chance(0.3) && { nth: dice.between(1, 3) }),
  };
  const times = dice.pick([1, 1, 1, 2, 3, 8]);
  const order: FaultOrder = orderOf(what, service, op, dice);
  return { ...order, where, times };
}

function makesSense(what: FaultKind, op: string): boolean {
  switch (op) {
    case 'Preflight':
      return !['skew', 'slow', 'corrupt', 'expired-token'].includes(what);
    case 'AbortMultipartUpload':
      // An answer without a word cannot be told from the right one; refused for good, there is nothing left to try.
      return !['empty', 'skew'].includes(what);
    case 'UploadPart':
      return true;
    default:
      // Nothing guards the words of any other request; TLS does that.
      return what !== 'corrupt';
  }
}

function orderOf(what: FaultKind, service: FaultService, op: string, dice: Dice): FaultOrder {
  const patient = { headers: { 'retry-after': String(dice.between(1, 90)) } };
  const answered = dice.chance(0.3) ? patient : {};
  const mild = op === 'AbortMultipartUpload';
  switch (what) {
    case 'status':
      return {
        what,
        ...answered,
        status: dice.pick(mild ? BUSY : [...BUSY, 400, 403, ...(service === 'backend' ? [401] : [])]),
      };
    case 'xml-code':
      return { what, ...answered, code: dice.pick(mild ? PASSING : [...CODES[service], ...(OWN_CODES[op] ?? [])]) };
    case 'html':
    case 'empty':
      return { what, status: dice.pick([200, 200, 502, 511]) };
    case 'delay':
    case 'delay-after':
      return { what, delayMs: dice.pick([50, 2_000, 45_000, 150_000]) };
    case 'cut-before':
      return { what, ...(dice.chance(0.5) && { afterBytes: dice.between(1, 100_000) }) };
    case 'hang':
      return dice.chance(0.5) ? { what, after: true } : { what, afterBytes: dice.between(0, 100_000) };
    case 'slow':
      return { what, bytesPerSecond: dice.pick([3_000, 30_000]) };
    case 'strip':
      return {
        what,
        strip: dice.pick([['etag'], ['x-oss-hash-crc64ecma'], ['etag', 'x-oss-hash-crc64ecma'], ['content-type']]),
      };
    case 'skew':
      return { what, skewMs: dice.pick([-1, 1]) * dice.pick([20 * 60_000, 3 * 3_600_000]) };
    default:
      return { what };
  }
}
