import type { Signable } from '../oss/request.js';
import { v1Signature, v1StringToSign } from '../oss/sign-v1.js';
import { v4CanonicalRequest, v4Signature, v4StringToSign } from '../oss/sign-v4.js';
import { ossError } from './oss-error.js';
import { REGION } from './world.js';
import type { Settings } from './settings.js';

/** What a request says of its sender, before anything is believed. */
export interface OssClaim {
  readonly kind: 'v1' | 'v1-query' | 'v4';
  readonly accessKeyId: string;
  readonly securityToken?: string;
  /** When it was signed, ms; a signed URL has none. */
  readonly signedAt?: number;
  /** Until when a signed URL works, ms. */
  readonly expiresAt?: number;
  /** Throws SignatureDoesNotMatch. */
  check(secret: string): Promise<void>;
}

/** `undefined` for a request that is not signed. Throws `OssError` for what is signed in no known way. */
export function ossClaimOf(request: Signable, settings: Pick<Settings, 'v1' | 'v4'>): OssClaim | undefined {
  const authorization = request.headers.authorization ?? '';
  const claim = authorization.startsWith('OSS4-HMAC-SHA256 ')
    ? v4Claim(request, authorization)
    : authorization.startsWith('OSS ')
      ? v1Claim(request, authorization)
      : v1QueryClaim(request);
  if (!claim && authorization !== '') throw ossError('InvalidArgument', {}, 'Authorization header is invalid.');
  if (claim?.kind === 'v4' && settings.v4 === 'refuse')
    throw ossError('SignatureDoesNotMatch', { OSSAccessKeyId: claim.accessKeyId });
  // The code that goes with this EC is nowhere documented; signed URLs stay, they are VOD's own.
  if (claim?.kind === 'v1' && settings.v1 === 'refuse')
    throw ossError('AccessDenied', { EC: '0002-00000080' }, 'OSS signature version 1 is not supported.');
  return claim;
}

function v1Claim(request: Signable, authorization: string): OssClaim {
  const [, accessKeyId, provided] = /^OSS ([^:]+):(\S+)$/.exec(authorization) ?? [];
  if (!accessKeyId || !provided) throw ossError('InvalidArgument', {}, 'Authorization header is invalid.');
  const date = request.headers['x-oss-date'] ?? request.headers.date;
  const signedAt = date === undefined ? NaN : Date.parse(date);
  if (date === undefined || Number.isNaN(signedAt)) {
    throw ossError('AccessDenied', {}, 'OSS authentication requires a valid Date.');
  }
  return {
    kind: 'v1',
    accessKeyId,
    ...token(request.headers['x-oss-security-token']),
    signedAt,
    check: (secret) => checkV1(request, date, secret, accessKeyId, provided),
  };
}

function v1QueryClaim(request: Signable): OssClaim | undefined {
  const { OSSAccessKeyId: accessKeyId, Signature: provided, Expires: expires } = request.query;
  if (!accessKeyId || !provided || !expires) return undefined;
  return {
    kind: 'v1-query',
    accessKeyId,
    ...token(request.query['security-token'] ?? undefined),
    expiresAt: Number(expires) * 1000,
    check: (secret) => checkV1(request, expires, secret, accessKeyId, provided),
  };
}

async function checkV1(request: Signable, date: string, secret: string, id: string, provided: string): Promise<void> {
  const stringToSign = v1StringToSign(request, date);
  if ((await v1Signature(secret, stringToSign)) !== provided) throw mismatch(id, provided, stringToSign);
}

const V4 =
  /^OSS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aliyun_v4_request,\s*(?:AdditionalHeaders=([^,]+),\s*)?Signature=([0-9a-f]{64})$/;

function v4Claim(request: Signable, authorization: string): OssClaim {
  const [, accessKeyId, day, region, product, additional, provided] = V4.exec(authorization) ?? [];
  const date = request.headers['x-oss-date'] ?? '';
  if (!accessKeyId || !region || !provided) throw ossError('InvalidArgument', {}, 'Authorization header is invalid.');
  if (region !== REGION || product !== 'oss')
    throw ossError('InvalidArgument', {}, 'Invalid signing region or product in Authorization header.');
  if (!/^\d{8}T\d{6}Z$/.test(date) || !date.startsWith(String(day))) {
    throw ossError('InvalidArgument', {}, 'Invalid signing date in Authorization header.');
  }
  if (request.headers['x-oss-content-sha256'] !== 'UNSIGNED-PAYLOAD') {
    throw ossError('InvalidArgument', {}, 'x-oss-content-sha256 must be UNSIGNED-PAYLOAD.');
  }
  return {
    kind: 'v4',
    accessKeyId,
    ...token(request.headers['x-oss-security-token']),
    signedAt: Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5')),
    async check(secret) {
      const wire = {
        ...request,
        query: Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, value ?? ''])),
      };
      const additionalHeaders = additional?.split(';').filter((name) => name in request.headers) ?? [];
      // OSS's SDKs sign an empty value as `name`, ali-oss some as `name=`; the wire does not tell which.
      const attempts = [request, wire].flatMap((form) =>
        (['name', 'name='] as const).map((emptyAs) => v4CanonicalRequest(form, { additionalHeaders, emptyAs })),
      );
      let stringToSign = '';
      for (const canonical of new Set(attempts)) {
        stringToSign = await v4StringToSign(canonical, date, region);
        if ((await v4Signature(secret, date, region, stringToSign)) === provided) return;
      }
      throw mismatch(accessKeyId, provided, stringToSign, attempts[0]);
    },
  };
}

const token = (value: string | undefined): { securityToken?: string } => (value ? { securityToken: value } : {});

const mismatch = (id: string, provided: string, stringToSign: string, canonicalRequest?: string): Error =>
  ossError('SignatureDoesNotMatch', {
    OSSAccessKeyId: id,
    SignatureProvided: provided,
    StringToSign: stringToSign,
    ...(canonicalRequest !== undefined && { CanonicalRequest: canonicalRequest }),
  });
