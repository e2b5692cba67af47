import type { Abortable } from './abort.js';
import type { ImportReceipt, ImportReport, ImportRequest } from './import-job.js';
import type { MediaReport } from './media.js';
import type { Ticket } from './store-port.js';

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

/** An image is born with its address; there is no renewal. */
export interface ImageRequest {
  /** `png`, `jpg`, `jpeg` or `gif`. */
  readonly extension: string;
  readonly title?: string;
}

/** The page's own backend. A method that rejects with `backend-unsupported` is one that this backend does not have. */
export interface Backend {
  /** Creates a media. Not repeatable by itself; `idempotencyKey` makes it so where the backend honours it. */
  create(
    metadata: Metadata,
    options: Abortable & { idempotencyKey: string },
  ): Promise<{ videoId: string; ticket: Ticket; requestId?: string }>;
  /** New credentials for the same media and target. */
  refresh(videoId: string, options: Abortable): Promise<Ticket>;
  /** One look at each id (at most 20). Ids that nobody knows come back as `missing`. */
  report(videoIds: readonly string[], options: Abortable): Promise<readonly MediaReport[]>;
  /**
   * Asks VOD to fetch files (at most 20, each URL once). The same `sessionId` within 10 minutes is the same request; it
   * has at most 50 of `[A-Za-z0-9_-]`. What the receipts leave out was not taken on.
   */
  submitImports(
    requests: readonly ImportRequest[],
    options: Abortable & { readonly sessionId: string },
  ): Promise<readonly ImportReceipt[]>;
  /** One look at each import (at most 10). Jobs that nobody knows come back as `missing`. */
  reportImports(jobIds: readonly string[], options: Abortable): Promise<readonly ImportReport[]>;
  /** The imports that there are of these URLs (at most 10), whoever asked for them. */
  findImports(urls: readonly string[], options: Abortable): Promise<readonly ImportReport[]>;
  /** Takes back imports (at most 10) that have not begun; resolves to the ids of those that it took back. */
  cancelImports(jobIds: readonly string[], options: Abortable): Promise<readonly string[]>;
  /** Not repeatable by itself, likewise. */
  createImage(
    request: ImageRequest,
    options: Abortable & { readonly idempotencyKey: string },
  ): Promise<{ imageUrl: string; ticket: Ticket }>;
  /** Takes back a media whose upload was given up, with what is left of it. Nothing to take back is success. */
  deleteMedia(videoId: string, options: Abortable): Promise<void>;
}
