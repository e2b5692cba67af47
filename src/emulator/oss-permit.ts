import { ACCOUNT_PREFIX, type Credential } from './credentials.js';
import type { OssAddress } from './oss-address.js';
import type { OssClaim } from './oss-auth.js';
import { ossError } from './oss-error.js';
import type { OssOp } from './oss-operations.js';
import type { World } from './world.js';

const LARGEST_SKEW_MS = 900_000;

/** What upload credentials may do with their one object. Reading and listing depend on the settings. */
const UPLOADING: ReadonlySet<OssOp> = new Set<OssOp>([
  'PutObject',
  'InitiateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
]);

/** Pictures are for everybody: VOD gives their addresses without a signature. */
export const isPublic = (op: OssOp, { key }: OssAddress): boolean =>
  (op === 'GetObject' || op === 'HeadObject') && key.startsWith('image/');

/**
 * Throws `OssError` unless the claim is true and allows the operation. `home` is the world of the claimed key; `skewMs` by
 * how much the clock is off that the request's own time is held against.
 */
export async function permit(
  home: World,
  claim: OssClaim,
  address: OssAddress,
  op: OssOp,
  skewMs: number,
): Promise<void> {
  const { checks } = home.settings;
  const credential = home.credentials.find(claim.accessKeyId);
  if (!credential && claim.accessKeyId !== home.account.accessKeyId) throw noSuchKey(claim);
  if (checks.token) checkToken(home, claim, credential);
  checkTime(home.serviceTime() + skewMs, claim);
  if (checks.signature) await claim.check((credential ?? home.account).accessKeySecret);
  if (address.bucket !== home.bucket.name) {
    throw ossError('AccessDenied', {}, 'The bucket you access does not belong to you.');
  }
  if (credential && !allows(home, credential, address, op)) {
    throw ossError(
      'AccessDenied',
      { AuthAction: `oss:${op}` },
      'You have no right to access this object because of the policy of the token.',
    );
  }
}

/** The world whose key this is, if any is. */
export function homeOf(claim: OssClaim, worlds: Iterable<World>, account: (name: string) => World | undefined): World {
  const { accessKeyId } = claim;
  const home = accessKeyId.startsWith(ACCOUNT_PREFIX)
    ? account(accessKeyId.slice(ACCOUNT_PREFIX.length))
    : [...worlds].find(({ credentials }) => credentials.find(accessKeyId));
  if (!home) throw noSuchKey(claim);
  return home;
}

const noSuchKey = ({ accessKeyId }: OssClaim): Error => ossError('InvalidAccessKeyId', { OSSAccessKeyId: accessKeyId });

function checkToken(home: World, { securityToken, accessKeyId }: OssClaim, credential: Credential | undefined): void {
  if (!credential) {
    if (securityToken !== undefined) throw ossError('InvalidSecurityToken');
    return;
  }
  // An STS key without its token is unknown to OSS.
  if (securityToken === undefined) throw ossError('InvalidAccessKeyId', { OSSAccessKeyId: accessKeyId });
  if (securityToken !== credential.securityToken) {
    throw ossError(
      home.credentials.hasToken(securityToken) ? 'AccessKeyIdAndSecurityTokenNotMatch' : 'InvalidSecurityToken',
    );
  }
  if (home.serviceTime() >= credential.expiresAt) throw ossError('SecurityTokenExpired');
}

function checkTime(now: number, { signedAt, expiresAt }: OssClaim): void {
  const serverTime = new Date(now).toISOString();
  if (expiresAt !== undefined && now > expiresAt) {
    throw ossError(
      'AccessDenied',
      { Expires: new Date(expiresAt).toISOString(), ServerTime: serverTime },
      'Request has expired.',
    );
  }
  if (signedAt === undefined || Math.abs(now - signedAt) <= LARGEST_SKEW_MS) return;
  throw ossError('RequestTimeTooSkewed', {
    MaxAllowedSkewMilliseconds: String(LARGEST_SKEW_MS),
    RequestTime: new Date(signedAt).toISOString(),
    ServerTime: serverTime,
    EC: '0002-00000504',
  });
}

function allows({ settings }: World, credential: Credential, { bucket, key }: OssAddress, op: OssOp): boolean {
  if (credential.bucket !== bucket || credential.key !== key) return false;
  if (op === 'HeadObject' || op === 'GetObject') return settings.head === 'allow';
  if (op === 'ListParts') return settings.listParts === 'allow';
  return UPLOADING.has(op);
}
