/**
 * Everything the engine needs from the outside, on one page. The engine imports nothing else: no DOM, no storage,
 * no XMLHttpRequest, no Alibaba Cloud. `oss/`, `vod/` and `web/` implement these.
 */
import type { Checkpoint, PartRecord } from './checkpoint.js';
import type { Late } from './late.js';
import type { MediaReport } from './media.js';
import type { Phase } from './phases.js';
import type { RunCode } from './run-code.js';

export interface Abortable {
  readonly signal: AbortSignal;
}

/** What is asked of VOD when a media is created. Limits: CreateUploadVideo (Mar 2026). */
export interface Metadata {
  /** At most 128 characters, no emoji. */
  readonly title: string;
  /** With extension; decides what VOD takes the file for. */
  readonly fileName: string;
  /** Bytes. */
  readonly fileSize: number;
  /** At most 1,024 characters, no emoji. */
  readonly description?: string;
  /** At most 16, each at most 32 characters. */
  readonly tags?: readonly string[];
  readonly cateId?: number;
  readonly templateGroupId?: string;
  readonly workflowId?: string;
  readonly storageLocation?: string;
  readonly appId?: string;
  /** 6 to 64 of `[A-Za-z0-9_-]`. */
  readonly referenceId?: string;
  readonly coverUrl?: string;
  /** Goes into `UserData.Extend`, at most 512 bytes as JSON; the backend builds the rest. */
  readonly extend?: unknown;
}

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

/** The page's own backend. A method that rejects with `backend-unsupported` is one that this backend does not have. */
export interface Backend {
  /** Creates a media. Not repeatable by itself; `idempotencyKey` makes it so where the backend honours it. */
  create(
    metadata: Metadata,
    options: Abortable & { idempotencyKey: string },
  ): Promise<{ videoId: string; ticket: Ticket }>;
  /** New credentials for the same media and target. */
  refresh(videoId: string, options: Abortable): Promise<Ticket>;
  /** One look at each id (at most 20). Ids that nobody knows come back as `missing`. */
  report(videoIds: readonly string[], options: Abortable): Promise<readonly MediaReport[]>;
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

/** Multipart upload into one bucket. Never retries, refreshes or schedules: the engine does. Rejects with `UploadError`. */
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
}

/** Checksums of parts, off the main thread where the page allows it; an upload does without where nothing may hash. */
export interface Hasher {
  /**
   * The MD5 of all its bytes in Base64, as `Content-MD5` wants it (RFC 1864). Rejects with `file-unreadable` when the
   * bytes cannot be had, and with the signal's reason as soon as it is aborted.
   */
  md5(blob: Blob, options: Abortable): Promise<string>;
  /** Ends whatever computes; what is under way, and every later call, rejects with an `AbortError`. */
  close(): void;
}

/** Asked before every request. */
export type CredentialSource = (options: Abortable) => Promise<Credentials>;
export type OpenStore = (credentials: CredentialSource) => ObjectStore;

export interface CheckpointStore {
  /**
   * All of it or nothing. `changed`: its only parts that differ from what this store last took of it; where something
   * else is there by now, or nothing, the whole is written all the same. The list of parts goes on changing: a store
   * reads it when it writes, and keeps a copy.
   */
  save(id: string, checkpoint: Checkpoint, changed?: readonly PartRecord[]): Promise<void>;
  drop(id: string): Promise<void>;
  /** Those of this scope that can still be gone on with, oldest first. */
  list(scope: string): Promise<readonly { readonly id: string; readonly checkpoint: Checkpoint }[]>;
}

/**
 * One owner for each upload among all tabs. Resolves to the function that gives it back; `busy` is called while another
 * tab has it. A tab that dies gives back what it had.
 */
export type Lock = (name: string, options: Abortable & { busy(): void }) => Promise<() => void>;

/** What the tab that sends an upload tells the others of it. */
export interface News {
  readonly phase: Phase;
  readonly title?: string;
  readonly videoId?: string;
  /** Bytes that the store has answered for. */
  readonly confirmed: number;
  /** Bytes to show. */
  readonly sent: number;
  readonly bytesPerSecond?: number;
}

/** Between the tabs of one browser, by the name of an upload's lock. May lose news: nothing but what is shown hangs on it. */
export interface Relay {
  /** Answers every tab that begins to listen with the `newest`; the function that comes back tells it to all now. */
  speak(name: string, newest: () => News, options: Abortable): () => void;
  listen(name: string, heard: (news: News) => void, options: Abortable): void;
}

export interface Clock {
  /** Wall time, ms since 1970. May jump. */
  now(): number;
  /** Never runs backwards, ms. */
  monotonic(): number;
  /** Rejects with the signal's reason when aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Network {
  /** The browser's word for it: `false` is certain, `true` is not. */
  online(): boolean;
  /** Resolves at the next `online` event; rejects with the signal's reason when aborted. */
  whenOnline(signal: AbortSignal): Promise<void>;
}

export interface Ports {
  /** Brings the code that runs uploads, when the first is about to. Rejects when it did not come, and may be asked again. */
  readonly loadRun: Late<RunCode>;
  /** Loads whatever else the first upload will need. Never rejects; once is enough. */
  readonly preload?: () => Promise<unknown>;
  readonly backend: Backend;
  readonly openStore: OpenStore;
  readonly checkpoints: CheckpointStore;
  readonly hasher: Hasher;
  readonly lock: Lock;
  /** Names of the locks that any tab holds now. */
  readonly locked: () => Promise<ReadonlySet<string>>;
  /** Absent where tabs cannot speak to each other. */
  readonly relay?: Relay;
  /**
   * Opens a kept file handle again; undefined when refused. `ask`: the browser wants a click first, or `prompt` was not
   * allowed.
   */
  readonly openHandle?: (
    handle: unknown,
    options: Abortable & { readonly prompt: boolean },
  ) => Promise<File | 'ask' | undefined>;
  readonly clock: Clock;
  readonly network: Network;
  /** 0 ≤ x < 1; jitter. */
  readonly random: () => number;
  /** Unique in the world and hard to guess: an upload's id and its idempotency key. */
  readonly newId: () => string;
}
