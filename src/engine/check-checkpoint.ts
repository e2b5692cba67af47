import { MAX_PARTS, type Checkpoint, type Fingerprint, type PartRecord } from './checkpoint.js';
import type { Target } from './ports.js';

/** VOD purges unfinished parts after 7 days: what is older, or seems to come from later than that, is of no use. */
const LIFE_MS = 7 * 24 * 3_600_000;

const VERSION = 2;

/** Another tab runs a newer version, whose record this is: not for this one to read, and not to throw away. */
export const isOfNewerVersion = (found: unknown): boolean => Number(fields<Checkpoint>(found).v) > VERSION;

/**
 * Written by this version, whole, in one piece with itself and not too old. Anything else but a newer version's is
 * thrown away rather than guessed at: whether the bucket agrees with it is asked later. `now` is wall time, ms.
 */
export function isCheckpoint(found: unknown, now: number): found is Checkpoint {
  const { v, scope, videoId, title, fingerprint, target, uploadId, parts, sealSent, createdAt } =
    fields<Checkpoint>(found);
  return (
    v === VERSION &&
    [scope, videoId].every(isText) &&
    [title, uploadId].every(isTextIfAny) &&
    isFingerprint(fingerprint) &&
    isTarget(target) &&
    Array.isArray(parts) &&
    areInOnePiece(parts, fingerprint.size) &&
    typeof sealSent === 'boolean' &&
    isTime(createdAt) &&
    Math.abs(now - createdAt) <= LIFE_MS
  );
}

/** A null, a number, anything: asked for a field it has none. */
const fields = <T>(found: unknown): Partial<Record<keyof T, unknown>> =>
  Object(found) as Partial<Record<keyof T, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextIfAny = (value: unknown): boolean => value === undefined || isText(value);
const isTime = (value: unknown): value is number => Number.isFinite(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isFingerprint(found: unknown): found is Fingerprint {
  const { name, size, lastModified, type, sample } = fields<Fingerprint>(found);
  return [name, type].every(isText) && isCount(size) && isTime(lastModified) && isTextIfAny(sample);
}

function isTarget(found: unknown): found is Target {
  const { endpoint, bucket, key, region, cname } = fields<Target>(found);
  const words = [endpoint, bucket, key].every((word) => isText(word) && word !== '');
  return words && isTextIfAny(region) && (cname === undefined || typeof cname === 'boolean');
}

/** Numbers from 1, without a hole, an overlap or a byte beyond the file. */
function areInOnePiece(parts: readonly unknown[], total: number): boolean {
  let end = 0;
  const follows = (part: unknown, at: number): boolean => {
    const { n, offset, size, etag, md5, crc64 } = fields<PartRecord>(part);
    if (n !== at + 1 || offset !== end || !isCount(size) || size === 0) return false;
    end += size;
    return end <= total && [etag, md5, crc64].every(isTextIfAny);
  };
  return parts.length <= MAX_PARTS && parts.every(follows);
}
