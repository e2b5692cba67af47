import type { UploadError } from '../engine/error.js';
import type { LocalFacts } from '../engine/inspection.js';
import type { MediaReport } from '../engine/media.js';
import type { Phase, UploadState, WaitReason } from '../engine/state.js';

/** An upload as events tell of it. Frozen. */
export interface UploadDetail {
  /** '' for a file that is not in the list (yet). */
  readonly id: string;
  readonly phase: Phase;
  readonly name: string;
  readonly videoId?: string;
  /** Bytes. */
  readonly total: number;
  /** Bytes that the store has answered for. */
  readonly confirmed: number;
  /** Bytes to show. */
  readonly sent: number;
  /** What the file's own header says; absent before it was read. */
  readonly local?: LocalFacts;
  readonly reason?: WaitReason;
  readonly error?: UploadError;
  /** The last look at what became of it; `report.media` has every field of VOD's replies. Its links may be signed. */
  readonly report?: MediaReport;
}

/** Of `media-change`: the last look at a media; `report.media` has every field of VOD's replies. */
export interface MediaEventDetail {
  readonly report: MediaReport;
}

export interface UploadEventDetail {
  readonly upload: UploadDetail;
}

export interface CoverEventDetail {
  /** JPEG, PNG or GIF. */
  readonly blob: Blob | undefined;
  /** Of the upload that it goes with. */
  readonly id?: string;
}

export interface VodUploadEventMap {
  /** Before a file is added; `preventDefault()` leaves it out. */
  'file-add': CustomEvent<UploadEventDetail & { readonly file: File }>;
  /** A file was not taken; `detail.upload.error` says why. */
  'file-reject': CustomEvent<UploadEventDetail & { readonly error: UploadError }>;
  /** The VideoId is known. */
  'upload-created': CustomEvent<UploadEventDetail>;
  /** The first byte is about to leave. */
  'upload-start': CustomEvent<UploadEventDetail>;
  /** At most ten times a second for each upload. */
  'upload-progress': CustomEvent<UploadEventDetail>;
  'upload-waiting': CustomEvent<UploadEventDetail>;
  'upload-paused': CustomEvent<UploadEventDetail>;
  /** It goes on, after a pause or a wait. */
  'upload-resumed': CustomEvent<UploadEventDetail>;
  /** The bytes are safe in OSS. Once for each media. */
  'upload-success': CustomEvent<UploadEventDetail>;
  /** VOD has finished with it. Once for each media. */
  'upload-ready': CustomEvent<UploadEventDetail>;
  'upload-error': CustomEvent<UploadEventDetail>;
  'upload-cancel': CustomEvent<UploadEventDetail>;
  /** What is known of a media has changed; `<vod-media-status>` tells it. */
  'media-change': CustomEvent<MediaEventDetail>;
  /** Another cover was chosen, or none; `<vod-cover-picker>` tells it. */
  'cover-change': CustomEvent<CoverEventDetail>;
  /** An earlier page left uploads unfinished; `preventDefault()` keeps them out of the list. */
  'resumable-found': CustomEvent<UploadEventDetail & { readonly uploads: readonly UploadDetail[] }>;
}

declare global {
  // They bubble: any ancestor can listen, and so can document and window.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merging is the only way to extend the platform's map
  interface GlobalEventHandlersEventMap extends VodUploadEventMap {}
}

export type UploadEventType = Exclude<
  keyof VodUploadEventMap,
  'file-add' | 'file-reject' | 'resumable-found' | 'media-change' | 'cover-change'
>;

/** The public view of a state. */
export function detailOf(state: UploadState): UploadDetail {
  const { id, phase, name, videoId, total, confirmed, sent, local, report } = state;
  return Object.freeze({
    id,
    phase,
    name,
    ...(videoId !== undefined && { videoId }),
    total,
    confirmed,
    sent,
    ...(local && { local }),
    ...(state.phase === 'waiting' && { reason: state.reason }),
    ...(state.phase === 'failed' && { error: state.error }),
    ...(report && { report }),
  });
}

/** A file that is not in the list: about to be added, or refused. */
export const detailOfFile = (name: string, size: number, error?: UploadError): UploadDetail =>
  Object.freeze({
    id: '',
    phase: error === undefined ? 'selected' : 'failed',
    name,
    total: size,
    confirmed: 0,
    sent: 0,
    ...(error !== undefined && { error }),
  });
