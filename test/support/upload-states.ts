import { UploadError, type ErrorCode } from '../../src/engine/error.js';
import type { Media } from '../../src/engine/media.js';
import { select, type UploadState } from '../../src/engine/state.js';
import { REPORTS } from './media-reports.js';

const MB = 1024 ** 2;

export type StateChange = { readonly [K in keyof UploadState]?: UploadState[K] } & Record<string, unknown>;

/** An upload at a moment, for a story or a test. */
export function uploadAt(change: StateChange = {}): UploadState {
  const chosen = select({ id: 'one', name: 'Harbour at dawn.mp4', type: 'video/mp4', total: 248 * MB });
  return Object.freeze({ ...chosen, ...change }) as UploadState;
}

const media: Media = {
  id: '5f4a6be1c2d74b0e9a1f3c8d7e6b5a40',
  title: 'Harbour at dawn',
  duration: 134,
  size: 248 * MB,
  width: 3840,
  height: 2160,
  videoCodec: 'hevc',
  audioCodec: 'aac',
  tags: [],
  snapshots: [],
  streams: [],
};

const sent = { sent: 107 * MB, confirmed: 96 * MB, videoId: media.id };
const whole = { sent: 248 * MB, confirmed: 248 * MB, videoId: media.id };

/** The main states, each by its name. */
export const STATES = {
  manual: uploadAt({ phase: 'validated' }),
  queued: uploadAt({ phase: 'queued' }),
  uploading: uploadAt({ phase: 'uploading', ...sent, bytesPerSecond: 5.4 * MB }),
  paused: uploadAt({ phase: 'paused', ...sent }),
  waiting: uploadAt({ phase: 'waiting', reason: 'offline', from: 'uploading', ...sent }),
  signIn: uploadAt({ phase: 'waiting', reason: 'sign-in', from: 'uploading', ...sent }),
  elsewhere: uploadAt({ phase: 'waiting', reason: 'other-tab', from: 'queued', ...sent, bytesPerSecond: 5.4 * MB }),
  permission: uploadAt({ phase: 'waiting', reason: 'permission', from: 'queued', ...sent, inherited: 'handle' }),
  failed: uploadAt({
    phase: 'failed',
    from: 'uploading',
    ...sent,
    error: new UploadError('network', 'UploadPart 12: no answer'),
  }),
  unreadable: uploadAt({
    phase: 'failed',
    from: 'processing',
    ...whole,
    error: new UploadError('transcode-failed', 'TranscodeFail'),
  }),
  processing: uploadAt({
    phase: 'processing',
    ...whole,
    report: { id: media.id, status: 'transcoding', rawStatus: 'Transcoding', media },
  }),
  ready: uploadAt({
    phase: 'ready',
    playable: true,
    ...whole,
    report: { id: media.id, status: 'normal', rawStatus: 'Normal', media },
  }),
} satisfies Record<string, UploadState>;

const local = { container: 'MP4', duration: 151, width: 1920, height: 1080, videoCodec: 'h264', audioCodec: 'aac' };
const found = (code: ErrorCode, values: Record<string, string | number> = {}, facts = {}) =>
  uploadAt({ phase: 'failed', from: 'selected', local: facts, error: new UploadError(code, code, { values }) });

/** What a look at a file comes to before it is sent. */
export const LOOKS = {
  known: uploadAt({ phase: 'validated', local }),
  sending: uploadAt({ ...STATES.uploading, local: { ...local, width: 3840, height: 2160, hdr: true, frameRate: 60 } }),
  unrecognised: uploadAt({ ...STATES.queued, local: { unrecognised: true } }),
  notMedia: found('file-not-media', { kind: 'HTML' }),
  tooLong: found('file-too-long', { duration: 754, most: 600 }, { ...local, duration: 754 }),
  cutOff: found('file-cut-off', {}, local),
  mislabelled: found('file-mislabelled', { kind: 'WebM', extension: 'mp4' }, local),
  codec: found('file-codec', { codec: 'ProRes RAW' }, local),
  noTracks: found('file-no-tracks', {}, { container: 'MP4' }),
} satisfies Record<string, UploadState>;

/** A ready upload that plays `url`. */
export const readyWith = (url: string, format = 'mp4'): UploadState =>
  uploadAt({
    ...STATES.ready,
    report: {
      id: media.id,
      status: 'normal',
      rawStatus: 'Normal',
      media: { ...media, streams: [{ url, format, kind: 'video', encrypted: false }] },
    },
  });

/** A recording without a picture. */
const podcast = uploadAt({
  ...STATES.ready,
  id: 'e',
  name: 'Podcast 14 – 深夜のラジオ.mp3',
  type: 'audio/mpeg',
  total: 42 * MB,
  report: { ...REPORTS.audio, media: { ...REPORTS.audio.media, streams: [] } },
});

/** A list as it is on a busy afternoon. */
export const MANY: readonly UploadState[] = [
  uploadAt({ ...STATES.uploading, id: 'a' }),
  uploadAt({
    ...STATES.uploading,
    id: 'b',
    name: 'Interview with Ada (camera 2).mov',
    total: 1800 * MB,
    sent: 220 * MB,
    bytesPerSecond: undefined,
  }),
  uploadAt({
    ...STATES.processing,
    id: 'c',
    name: '🎬 Trailer.MP4',
    total: 64 * MB,
    sent: 64 * MB,
    confirmed: 64 * MB,
  }),
  uploadAt({ ...STATES.failed, id: 'd', name: 'Drone.mkv' }),
  podcast,
  uploadAt({ ...STATES.queued, id: 'f', name: `${'a-very-long-name-'.repeat(12)}final-final-2.mp4`, total: 12 * MB }),
];
