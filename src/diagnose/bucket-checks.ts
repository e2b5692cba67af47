import type { Check, CheckName } from '../engine/diagnosis.js';
import type { ErrorCode } from '../engine/error.js';
import type { Target } from '../engine/ports.js';
import { addressOf } from '../oss/address.js';
import { pageIsSecure } from '../oss/native-store.js';
import { noTicket } from './backend.js';
import type { BucketFindings } from './bucket.js';
import { cut, failed, ok, skipped, told, warning } from './check.js';

const NAMES = [
  'bucket-cors',
  'bucket-upload',
  'bucket-signature',
  'bucket-etag',
  'bucket-crc64',
  'bucket-request-id',
  'bucket-listing',
] as const satisfies readonly CheckName[];

/** What the probe's findings mean for uploads; without one every check is skipped. */
export function checkBucket(bucket: BucketFindings | undefined, target: Target | undefined): Check[] {
  if (!bucket || !target) return NAMES.map(noTicket);
  const { partAnswered, headers } = bucket;
  return [
    cors(bucket, target),
    upload(bucket),
    signature(bucket),
    etag(bucket),
    exposed(bucket, 'bucket-crc64', 'x-oss-hash-crc64ecma', 'the whole file is not compared with what OSS has'),
    headers?.('x-oss-request-id') || partAnswered
      ? exposed(bucket, 'bucket-request-id', 'x-oss-request-id', 'errors cannot be named to Alibaba’s support')
      : unanswered('bucket-request-id'),
    listing(bucket),
  ];
}

const unanswered = (name: CheckName): Check => skipped(name, 'Not looked at: the bucket took no part; see above.');

/** No answer at all: the page alone cannot tell why. */
const UNREAD: readonly ErrorCode[] = ['network', 'stalled'];

/** The rule as OSS's console and PutBucketCors take it. */
const rule = (): string =>
  `AllowedOrigin ${globalThis.location.origin}, AllowedMethod GET PUT POST DELETE HEAD, AllowedHeader *, ExposeHeader ETag x-oss-request-id x-oss-hash-crc64ecma`;

function cors({ failure, reachable, headers }: BucketFindings, target: Target): Check {
  // The bucket's name is part of it, and is cut like everywhere.
  const origin = addressOf(target, pageIsSecure()).origin.replace(target.bucket, cut(target.bucket));
  if (failure?.code === 'storage-misconfigured' && failure.detail.status === 0) {
    return failed('bucket-cors', `The page’s own policy blocks ${origin}: add it to connect-src.`);
  }
  if (!failure || !UNREAD.includes(failure.code)) {
    return ok('bucket-cors', 'The preflight is answered, and the page can read what OSS says.');
  }
  if (!reachable) {
    return failed('bucket-cors', `There is no connection to ${origin}: look at network, firewall and certificate.`);
  }
  const what = headers ? 'only some of its requests, not a part with content-md5' : 'none of its requests';
  return failed(
    'bucket-cors',
    `${origin} answers, but allows this page ${what}. Give the bucket a CORS rule: ${rule()}.`,
  );
}

const ADVICE: Partial<Record<ErrorCode, string>> = {
  'credentials-expired': 'The ticket is dead on arrival: the backend must ask VOD each time.',
  'signature-refused': 'UploadAuth was changed on its way, or is not what UploadAddress belongs to.',
  'clock-skew': 'Set this computer’s clock.',
  'storage-misconfigured': 'The ticket names a bucket or an endpoint that is not there.',
  'storage-busy': 'OSS is busy: look again later.',
  'captive-portal': 'Something between this page and OSS answers in its place: sign in to the network.',
  'part-damaged': 'The bytes were changed on their way: a proxy, or a virus scanner.',
};

function upload({ failure, left }: BucketFindings): Check {
  if (failure && UNREAD.includes(failure.code)) return unanswered('bucket-upload');
  if (failure) {
    const { operation = 'a multipart upload' } = failure.detail;
    const advice = ADVICE[failure.code] ?? 'Look at the policy of the bucket and of the account.';
    return failed('bucket-upload', `OSS refused ${operation}: ${told(failure)}. ${advice}`);
  }
  return left
    ? warning('bucket-upload', 'A byte went in, but could not be thrown away: VOD does so after 7 days.')
    : ok('bucket-upload', 'A multipart upload of one byte went in and was thrown away.');
}

function signature({ partAnswered, signature }: BucketFindings): Check {
  if (!partAnswered) return unanswered('bucket-signature');
  return signature === 'v4'
    ? ok('bucket-signature', 'Signed with V4.')
    : warning('bucket-signature', 'Signed with V1, which OSS is switching off: set region, or let the ticket tell it.');
}

function etag(bucket: BucketFindings): Check {
  if (!bucket.partAnswered || bucket.headers?.('etag')) return exposed(bucket, 'bucket-etag', 'ETag', '');
  const lacking = exposed(bucket, 'bucket-etag', 'ETag', 'uploads list their parts before the end to learn it');
  return bucket.listing === 'refused'
    ? failed('bucket-etag', `The page cannot read ETag, and may not list parts: uploads fail. ${add('ETag')}`)
    : lacking;
}

const add = (header: string): string => `Add ExposeHeader ${header} to the bucket’s CORS rule.`;

function exposed({ partAnswered, headers }: BucketFindings, name: CheckName, header: string, loss: string): Check {
  if (!partAnswered) return unanswered(name);
  if (headers?.(header.toLowerCase())) return ok(name, `The page can read ${header}.`);
  return warning(name, `The page cannot read ${header}: ${loss}. ${add(header)}`);
}

function listing({ listing }: BucketFindings): Check {
  if (listing === undefined) return unanswered('bucket-listing');
  return listing === 'allowed'
    ? ok('bucket-listing', 'Parts can be listed: a continued upload trusts what OSS has.')
    : warning('bucket-listing', 'Parts may not be listed: a continued upload trusts the record of this browser.');
}
