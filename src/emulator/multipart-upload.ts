import { ossError } from './oss-error.js';
import type { ListedPart } from './part-list.js';
import type { Piece } from './storage.js';

export interface StoredPart {
  readonly n: number;
  readonly size: number;
  /** Upper-case hex MD5, without quotes. */
  readonly etag: string;
  readonly crc64: bigint;
  readonly piece: Piece;
  /** Service time, ms. */
  readonly modifiedAt: number;
}

export interface MultipartUpload {
  readonly id: string;
  readonly key: string;
  /** Headers that the object will carry. */
  readonly headers: ObjectHeaders;
  readonly startedAt: number;
  readonly parts: Map<number, StoredPart>;
}

export type ObjectHeaders = Readonly<Record<string, string>>;

export interface Rules {
  /** EntityTooSmall below 102,400 bytes, the last part excepted. */
  readonly partSize: boolean;
  /** InvalidPartOrder. */
  readonly order: boolean;
}

const SMALLEST_PART = 102_400;

/** The parts that the object is to be made of, in its order. `listed` is absent for x-oss-complete-all. Throws `OssError`. */
export function partsFor(
  upload: MultipartUpload,
  listed: readonly ListedPart[] | undefined,
  rules: Rules,
): StoredPart[] {
  const parts = listed ? pick(upload, listed, rules) : ordered(upload);
  if (parts.length === 0) throw ossError('InvalidPart');
  if (rules.partSize && parts.slice(0, -1).some(({ size }) => size < SMALLEST_PART)) {
    throw ossError('EntityTooSmall', { EC: '0042-00000213' });
  }
  return parts;
}

/** Ascending. */
export const ordered = (upload: MultipartUpload): StoredPart[] => [...upload.parts.values()].sort((a, b) => a.n - b.n);

function pick(upload: MultipartUpload, listed: readonly ListedPart[], rules: Rules): StoredPart[] {
  const descends = listed.some((part, at) => at > 0 && part.n <= (listed[at - 1] as ListedPart).n);
  if (rules.order && descends) throw ossError('InvalidPartOrder');
  return listed.map(({ n, etag }) => {
    const part = upload.parts.get(n);
    if (!part || part.etag !== etag.toUpperCase())
      throw ossError('InvalidPart', { PartNumber: String(n), PartEtag: etag });
    return part;
  });
}
