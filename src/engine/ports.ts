/**
 * Everything the engine needs from the outside, on one page. The engine imports nothing else: no DOM, no storage,
 * no XMLHttpRequest, no Alibaba Cloud. `oss/`, `vod/` and `web/` implement these.
 */
import type { Abortable } from './abort.js';
import type { Backend } from './backend-port.js';
import type { Checkpoint, PartRecord } from './checkpoint.js';
import type { ImportReport } from './import-job.js';
import type { ImportRecord } from './import-record.js';
import type { Inspect } from './inspection.js';
import type { Late } from './late.js';
import type { MediaReport } from './media.js';
import type { Phase } from './phases.js';
import type { Poller } from './poller.js';
import type { ImportCode, RunCode } from './run-code.js';
import type { OpenStore } from './store-port.js';

export type { Abortable } from './abort.js';
export type { Backend, Metadata } from './backend-port.js';
export type {
  Credentials,
  CredentialSource,
  Look,
  ObjectStore,
  OpenStore,
  PartReceipt,
  StoredPart,
  Target,
  Ticket,
} from './store-port.js';

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

/** Whether anybody looks at the page. Absent where there is none to look at. */
export interface Attention {
  /** At once where it is shown; rejects with the signal's reason when aborted. */
  whenShown(signal: AbortSignal): Promise<void>;
}

/** Looks at many things with few calls; a `Poller`. */
export type Looks<T> = Pick<Poller<T>, 'follow' | 'nudge'>;

/** What becomes of medias and of imports: one for all uploaders of the page that have the same backend. */
export interface PageLooks {
  readonly medias: Looks<MediaReport>;
  readonly imports: Looks<ImportReport>;
}

/** Where imports are remembered beyond this page. */
export interface ImportRecords {
  save(id: string, record: ImportRecord): Promise<void>;
  drop(id: string): Promise<void>;
  /** Those of this scope, oldest first. */
  list(scope: string): Promise<readonly { readonly id: string; readonly record: ImportRecord }[]>;
}

export interface Ports {
  /** Brings the code that runs uploads, when the first is about to. Rejects when it did not come, and may be asked again. */
  readonly loadRun: Late<RunCode>;
  /** Brings the code that imports by URL; likewise. */
  readonly loadImports: Late<ImportCode>;
  /** Loads whatever else the first upload will need. Never rejects; once is enough. */
  readonly preload?: () => Promise<unknown>;
  readonly backend: Backend;
  readonly openStore: OpenStore;
  readonly checkpoints: CheckpointStore;
  /** Whether any upload or import is stored, of whatever scope. Absent where that is not known without reading. */
  readonly hasStored?: () => Promise<boolean>;
  readonly hasher: Hasher;
  /** Absent where nothing reads files ahead. */
  readonly inspect?: Inspect;
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
  /** Rejects when its code did not come, and may be asked again. */
  readonly looks: () => Promise<PageLooks>;
  readonly importRecords: ImportRecords;
  /** 0 ≤ x < 1; jitter. */
  readonly random: () => number;
  /** Unique in the world and hard to guess: an upload's id and its idempotency key. */
  readonly newId: () => string;
}
