import type { Checkpoint } from './checkpoint.js';
import type { UploadError } from './error.js';
import type { MediaReport } from './media.js';
import { NEXT, type Phase, type WaitReason } from './phases.js';
import type { News } from './ports.js';

export { NEXT, PERSONAL, type Phase, type WaitReason } from './phases.js';

interface Common {
  /** Unique in the page and across reloads. */
  readonly id: string;
  /** The file's name as the person knows it. */
  readonly name: string;
  /** The title that VOD was given, once validated. */
  readonly title?: string;
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
}

type Plain = Exclude<Phase, 'waiting' | 'failed' | 'ready'>;

/** One upload at one moment. Frozen. An error exists exactly in `failed`, a reason exactly in `waiting`. */
export type UploadState =
  | (Common & { readonly phase: Plain })
  | (Common & { readonly phase: 'waiting'; readonly reason: WaitReason; readonly from: Phase })
  | (Common & { readonly phase: 'failed'; readonly error: UploadError; readonly from: Phase })
  | (Common & { readonly phase: 'ready'; readonly playable: boolean });

export type UploadEvent =
  | { readonly type: 'validated'; readonly title: string }
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
    NEXT[state.phase].includes(next) &&
    (state.phase !== 'waiting' || next === state.from || NEXT[state.from].includes(next))
  );
}

/** Bytes may still be lost when the page goes away. */
export const isUnsafe = (state: UploadState): boolean =>
  ['selected', 'validated', 'queued', 'authorized', 'uploading', 'paused'].includes(underlying(state));

/** It failed when all bytes were in OSS: no multipart upload is left of it. */
export const hasFailedSealed = (state: UploadState): boolean =>
  state.phase === 'failed' && ['uploaded', 'verified', 'processing'].includes(state.from);

export const isOver = (state: UploadState): boolean => NEXT[state.phase].length === 0 || state.phase === 'failed';

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

/** Pure. The same state comes back when nothing changed. Throws on an arrow that is not drawn. */
export function reduce(state: UploadState, event: UploadEvent): UploadState {
  switch (event.type) {
    case 'validated':
      return move({ ...state, title: event.title }, 'validated');
    case 'start':
      // Paused before anything was known but the file.
      if (state.phase === 'paused' && (state.title ?? state.videoId) === undefined) return move(state, 'selected');
      if (state.phase !== 'failed') return move(state, 'queued');
      if (state.error.code === 'integrity') return move(spent(state), 'selected');
      // What is sealed is only watched again; without a VideoId the page may have mended the metadata.
      if (hasFailedSealed(state)) return move(state, 'processing');
      return move(state, state.videoId === undefined ? 'selected' : 'queued');
    case 'created':
      return Object.freeze({ ...state, videoId: event.videoId });
    case 'progress': {
      const sent = shown(state, event.confirmed + event.inFlight);
      const { bytesPerSecond } = event;
      if (sent === state.sent && event.confirmed === state.confirmed && bytesPerSecond === state.bytesPerSecond)
        return state;
      return Object.freeze({ ...state, sent, confirmed: event.confirmed, bytesPerSecond });
    }
    case 'followed': {
      if (event.news === undefined) return Object.freeze({ ...spent(state), bytesPerSecond: undefined });
      const { title = state.title, videoId = state.videoId, confirmed, bytesPerSecond } = event.news;
      const sent = shown(state, event.news.sent);
      return Object.freeze({
        ...state,
        ...(title && { title }),
        ...(videoId && { videoId }),
        confirmed,
        sent,
        bytesPerSecond,
      });
    }
    case 'wait': {
      if (state.phase === 'waiting' && state.reason === event.reason) return state;
      const from = underlying(state);
      guard(state.phase, 'waiting');
      return Object.freeze({ ...common(state), phase: 'waiting', reason: event.reason, from });
    }
    case 'proceed':
      return state.phase === 'waiting' ? move(state, state.from) : state;
    case 'sealed':
      return move(whole(state), 'uploaded');
    case 'callback-failed':
      return Object.freeze({ ...state, callbackFailed: true });
    case 'report':
      return Object.freeze({ ...state, report: event.report });
    case 'ready':
      guard(state.phase, 'ready');
      return Object.freeze({ ...common(state), phase: 'ready', playable: event.playable });
    case 'fail':
      guard(state.phase, 'failed');
      return Object.freeze({ ...common(state), phase: 'failed', error: event.error, from: underlying(state) });
    case 'start-over':
      return move({ ...state, confirmed: 0, bytesPerSecond: undefined }, 'queued');
    case 'pause':
      return move({ ...state, bytesPerSecond: undefined }, 'paused');
    case 'cancel':
      return move({ ...state, bytesPerSecond: undefined }, 'canceled');
    case 'authorized':
      return move({ ...state, inherited: undefined }, 'authorized');
    case 'uploading':
    case 'verified':
    case 'processing':
      return move(state, event.type);
  }
}

function move(state: UploadState, phase: Plain | Phase): UploadState {
  if (state.phase === 'waiting' && !can(state, phase)) guard(state.from, phase);
  guard(state.phase, phase);
  return Object.freeze({ ...common(state), phase: phase as Plain });
}

function guard(from: Phase, to: Phase): void {
  if (from === 'waiting' && to === 'waiting') return;
  if (!NEXT[from].includes(to)) throw new Error(`No arrow ${from} → ${to}`);
}

/** The object that was sealed is not the file: its VideoId cannot be used again. */
const spent = (state: UploadState): UploadState => ({ ...state, videoId: undefined, confirmed: 0, sent: 0 });

/** Never backwards, and the whole only with the seal. */
const shown = ({ total, sent }: UploadState, now: number): number => Math.max(sent, Math.min(total - 1, now));

const whole = (state: UploadState): UploadState => ({
  ...state,
  confirmed: state.total,
  sent: state.total,
  bytesPerSecond: undefined,
  inherited: undefined,
});

/** What outlives a change of phase: everything but the fields that belong to one phase alone. */
function common(state: UploadState): Common {
  const { id, name, title, type, total, confirmed, sent, bytesPerSecond, videoId, inherited, callbackFailed, report } =
    state;
  return {
    id,
    name,
    type,
    total,
    confirmed,
    sent,
    ...(title !== undefined && { title }),
    ...(bytesPerSecond !== undefined && { bytesPerSecond }),
    ...(videoId !== undefined && { videoId }),
    ...(inherited !== undefined && { inherited }),
    ...(callbackFailed && { callbackFailed }),
    ...(report !== undefined && { report }),
  };
}
