import type { Abortable } from './abort.js';

/** Where the bytes go. Fixed for the life of a media. */
export interface Target {
  /** With scheme, without bucket: `https://oss-cn-shanghai.aliyuncs.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  /** The object's key, raw (not percent-encoded), no leading slash. */
  readonly key: string;
  /** `cn-shanghai`, without `oss-`; absent where it cannot be known. */
  readonly region?: string;
  /** The endpoint is a custom domain that stands for the bucket. */
  readonly cname?: boolean;
}

/** STS credentials for one target. Only ever in memory. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
}

/** A decoded UploadAddress + UploadAuth. */
export interface Ticket {
  readonly target: Target;
  readonly credentials: Credentials;
  /** How long the credentials live, counted from receipt: min(Expiration, 3000 s). */
  readonly lifetimeMs: number;
  /** The server's wall clock when it issued the ticket (ExpireUTCTime − Expiration), where both were given. */
  readonly issuedAt?: number;
}

/** What the store answered for one part. */
export interface PartReceipt {
  /** As the store sent it, quotes included; absent where CORS hides it. */
  readonly etag?: string;
  /** Unsigned decimal; absent where CORS hides it. */
  readonly crc64?: string;
}

export interface StoredPart {
  readonly n: number;
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
}

/** What a look at the finished object found; `refused` means that looking is not allowed and says nothing. */
export type Look =
  | { readonly found: 'present'; readonly size: number; readonly crc64?: string }
  | { readonly found: 'absent' }
  | { readonly found: 'refused' };

/** Writes into one bucket. Never retries, refreshes or schedules: the engine does. Rejects with `UploadError`. */
export interface ObjectStore {
  /** Begins a multipart upload. Creates something: not safe to repeat blindly. */
  open(target: Target, options: Abortable & { contentType: string }): Promise<string>;
  /** `onSent` gets the bytes of this body that have left so far (monotonic within the call). */
  put(
    target: Target,
    uploadId: string,
    part: { readonly n: number; readonly blob: Blob; readonly md5?: string },
    options: Abortable & { onSent(bytes: number): void },
  ): Promise<PartReceipt>;
  /** Every part the store holds, ascending; pages inside. */
  list(target: Target, uploadId: string, options: Abortable): Promise<readonly StoredPart[]>;
  seal(
    target: Target,
    uploadId: string,
    parts: readonly { readonly n: number; readonly etag: string }[],
    options: Abortable,
  ): Promise<{
    crc64?: string;
    /** It is whole, but the callback that the account set up for it was not answered well. */
    callbackFailed?: true;
  }>;
  look(target: Target, options: Abortable): Promise<Look>;
  /** Throws the parts away. Nothing to throw away is success. */
  discard(target: Target, uploadId: string, options: Abortable): Promise<void>;
  /** A whole object in one request: for what is small. Safe to repeat. `contentType` is a browser's word for it. */
  write(
    target: Target,
    object: { readonly blob: Blob; readonly contentType: string; readonly md5?: string },
    options: Abortable & { onSent(bytes: number): void },
  ): Promise<PartReceipt>;
}

/** Asked before every request. */
export type CredentialSource = (options: Abortable) => Promise<Credentials>;
export type OpenStore = (credentials: CredentialSource) => ObjectStore;
