import type { Checkpoint } from './checkpoint.js';
import type { UploadError } from './error.js';
import type { ImportReport, ImportStatus } from './import-job.js';
import { DOUBTS, type LocalFacts } from './inspection.js';
import type { MediaReport } from './media.js';
import { NEXT, type Phase, type WaitReason } from './phases.js';
import type { News } from './ports.js';
import type { MetadataInput } from './settings.js';

export { NEXT, PERSONAL, type Phase, type WaitReason } from './phases.js';

export interface Common {
  /** Unique in the page and across reloads. */
  readonly id: string;
  /** The file's name as the person knows it. */
  readonly name: string;
  /** The title that VOD was given, once validated. */
  readonly title?: string;
  /** What was said of it beyond that. */
  readonly described?: Described;
  /** What the file's own header says, once it was read; empty where it says nothing. */
  readonly local?: LocalFacts;
  /** MIME type as the browser said, or ''. */
  readonly type: string;
  /** Bytes. */
  readonly total: number;
  /** Bytes in parts that the store has answered for: the truth. */
  readonly confirmed: number;
  /** Bytes to show: never runs backwards, reaches `total` only with the seal. */
  readonly sent: number;
  /** Bytes per second over the last seconds; absent until it is steady. */
  readonly bytesPerSecond?: number;
  readonly videoId?: string;
  /** An earlier page began it: with a handle that finds the file, or bare. Absent once it goes on. */
  readonly inherited?: 'handle' | 'bare';
  /** OSS has the file, but the callback that the account set up for it failed. */
  readonly callbackFailed?: true;
  /** VOD's last word on the media. */
  readonly report?: MediaReport;
  /** VOD fetches it by itself, from a URL. Absent where this page sends a file. */
  readonly importing?: Importing;
}

/** What VOD is told of a file beside what the file itself says. The person's word wins. */
export interface Described {
  /** By attributes and `metadata`. Absent before the page was asked. */
  readonly page?: MetadataInput;
  /** By `describe`. */
  readonly person?: MetadataInput;
}

/** How an import stands, before there is a media to look at. */
export interface Importing {
  /** Once VOD has taken it on: from then on it needs no page. */
  readonly jobId?: string;
  /** The service's last word on the job. */
  readonly status?: ImportStatus;
  /** Its own spelling. */
  readonly rawStatus?: string;
  /** All that it said. */
  readonly report?: ImportReport;
  /** It has begun, and VOD does not take it back. */
  readonly unstoppable?: true;
}

export type Plain = Exclude<Phase, 'waiting' | 'failed' | 'ready'>;

/** One upload at one moment. Frozen. An error exists exactly in `failed`, a reason exactly in `waiting`. */
export type UploadState =
  | (Common & { readonly phase: Plain })
  | (Common & { readonly phase: 'waiting'; readonly reason: WaitReason; readonly from: Phase })
  | (Common & { readonly phase: 'failed'; readonly error: UploadError; readonly from: Phase })
  | (Common & { readonly phase: 'ready'; readonly playable: boolean });

export type UploadEvent =
  | { readonly type: 'describe'; readonly described?: Described; readonly title?: string }
  | { readonly type: 'inspected'; readonly local: LocalFacts }
  | { readonly type: 'validated'; readonly title: string; readonly described?: Described }
  | { readonly type: 'start' }
  | { readonly type: 'created'; readonly videoId: string }
  | { readonly type: 'authorized' }
  | { readonly type: 'uploading' }
  | {
      readonly type: 'progress';
      readonly confirmed: number;
      readonly inFlight: number;
      readonly bytesPerSecond?: number;
    }
  /** What another tab, or its checkpoint, says; undefined when that has come to nothing. */
  | { readonly type: 'followed'; readonly news: Omit<News, 'phase'> | undefined }
  | { readonly type: 'wait'; readonly reason: WaitReason }
  | { readonly type: 'proceed' }
  | { readonly type: 'callback-failed' }
  | { readonly type: 'sealed' }
  | { readonly type: 'verified' }
  | { readonly type: 'processing' }
  | { readonly type: 'report'; readonly report: MediaReport }
  /** An import was taken on, or looked at. */
  | { readonly type: 'job'; readonly job: Importing; readonly size?: number }
  | { readonly type: 'ready'; readonly playable: boolean }
  | { readonly type: 'pause' }
  | { readonly type: 'cancel' }
  | { readonly type: 'fail'; readonly error: UploadError }
  /** The multipart upload is gone from the bucket: queue again with nothing confirmed. */
  | { readonly type: 'start-over' };

/** The phase that `state` stands for when it waits: what it will go on with. */
export const underlying = (state: UploadState): Phase => (state.phase === 'waiting' ? state.from : state.phase);

/** May `state` go to `next`? The one place that a button or a method asks. */
export function can(state: UploadState, next: Phase): boolean {
  return (
    !isOutOfHand(state, next) &&
    NEXT[state.phase].includes(next) &&
    (state.phase !== 'waiting' || next === state.from || NEXT[state.from].includes(next))
  );
}

/** VOD has it: nobody here can pause it, and not always can it be taken back. */
const isOutOfHand = ({ importing }: UploadState, next: Phase): boolean =>
  importing?.jobId !== undefined && (next === 'paused' || (next === 'canceled' && importing.unstoppable === true));

/** Something may still be lost when the page goes away. */
export const isUnsafe = (state: UploadState): boolean =>
  state.importing?.jobId === undefined &&
  ['selected', 'validated', 'queued', 'authorized', 'uploading', 'paused'].includes(underlying(state));

/** It failed when all bytes were in OSS: no multipart upload is left of it. */
export const hasFailedSealed = (state: UploadState): boolean =>
  state.phase === 'failed' && ['uploaded', 'verified', 'processing'].includes(state.from);

export const isOver = (state: UploadState): boolean => NEXT[state.phase].length === 0 || state.phase === 'failed';

/** Something seems to be wrong with the file, and a person may send it all the same. */
export const isDoubted = (state: UploadState): boolean => state.phase === 'failed' && DOUBTS.includes(state.error.code);

export function select(file: { id: string; name: string; type: string; total: number }): UploadState {
  return Object.freeze({ ...file, phase: 'selected', confirmed: 0, sent: 0 });
}

/** An upload that an earlier page left unfinished. */
export function inherit(id: string, { fingerprint, parts, videoId, title, handle }: Checkpoint): UploadState {
  const { name, type, size: total } = fingerprint;
  const confirmed = parts.reduce((sum, { etag, size }) => sum + (etag === undefined ? 0 : size), 0);
  const sent = Math.min(confirmed, total - 1);
  const facts = { id, name, type, total, confirmed, sent, videoId, ...(title !== undefined && { title }) };
  return Object.freeze({ ...facts, inherited: handle === undefined ? 'bare' : 'handle', phase: 'paused' });
}
