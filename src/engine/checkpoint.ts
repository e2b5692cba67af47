import type { Target } from './ports.js';

/** OSS's limit (UploadPart). */
export const MAX_PARTS = 10_000;

/** A part's place in the file and what the store said of it. A number once assigned to a range never moves. */
export interface PartRecord {
  /** 1 to `MAX_PARTS`. */
  readonly n: number;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly size: number;
  readonly etag?: string;
  /** Base64, as Content-MD5. */
  readonly md5?: string;
  /** Unsigned decimal. */
  readonly crc64?: string;
}

/** Decides whether a file that a person picks again is the same one. */
export interface Fingerprint {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
  readonly type: string;
  /** MD5 of head, middle and tail, Base64; absent where nothing could hash it. */
  readonly sample?: string;
}

/** Names the one owner that an upload has among all tabs. */
export const lockName = (scope: string, { name, size, lastModified }: Omit<Fingerprint, 'type'>): string =>
  `vod-uploader ${scope} ${name} ${size} ${lastModified}`;

/**
 * All that is needed to go on with an upload: written ahead of every step that changes a server. Never holds a
 * credential or a signed URL.
 */
export interface Checkpoint {
  /** 1 was the same, stored in one record with its parts. */
  readonly v: 2;
  /** The backend's endpoint and the page's `user-key`. */
  readonly scope: string;
  readonly fingerprint: Fingerprint;
  readonly videoId: string;
  readonly title?: string;
  readonly target: Target;
  readonly uploadId?: string;
  readonly parts: readonly PartRecord[];
  /** A Complete has left: from here on "no such upload" may mean success. */
  readonly sealSent: boolean;
  /**
   * `sealed`: only VOD has work left. `spent`: what was sealed is not the file, and its VideoId is of no use. `canceled`:
   * given up, and what is in the bucket is still to be thrown away.
   */
  readonly outcome?: 'sealed' | 'spent' | 'canceled';
  /** Canceled, and VOD's media is still to be taken back: from here on nobody may use its VideoId. */
  readonly takeBack?: true;
  /** `FileSystemFileHandle` where the browser has one. */
  readonly handle?: unknown;
  /** Wall time, ms. VOD purges unfinished parts after 7 days. */
  readonly createdAt: number;
}
