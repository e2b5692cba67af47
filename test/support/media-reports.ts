import type { Media, MediaReport, PlayStream } from '../../src/engine/media.js';

const MB = 1024 ** 2;

/** A picture that needs no network. */
const picture = (colour: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="${colour}"/><circle cx="11" cy="4" r="2" fill="#ffffff88"/></svg>`,
  )}`;

const stream = (definition: string, change: Partial<PlayStream> = {}): PlayStream => ({
  url: `https://play.example/${definition}.mp4?auth_key=1`,
  format: 'mp4',
  definition,
  kind: 'video',
  encrypted: false,
  ...change,
});

export function mediaWith(change: Partial<Media> = {}): Media {
  return {
    id: '5f4a6be1c2d74b0e9a1f3c8d7e6b5a40',
    title: 'Harbour at dawn',
    duration: 134,
    size: 248 * MB,
    width: 3840,
    height: 2160,
    videoCodec: 'hevc',
    audioCodec: 'aac',
    coverUrl: picture('#35548c'),
    tags: [],
    snapshots: [],
    streams: [
      stream('OD', { width: 3840, height: 2160, size: 248 * MB }),
      stream('HD', { width: 1280, height: 720, size: 31 * MB }),
      stream('AUTO', { format: 'm3u8', url: 'https://play.example/auto.m3u8?auth_key=1' }),
    ],
    ...change,
  };
}

export const reportWith = (change: Partial<MediaReport> = {}): MediaReport & { readonly media: Media } => ({
  id: '5f4a6be1c2d74b0e9a1f3c8d7e6b5a40',
  status: 'normal',
  rawStatus: 'Normal',
  ...change,
  media: change.media ?? mediaWith(),
});

/** Without cover and streams, as VOD has it before it has looked at the file. */
function bare(change: Partial<Media> = {}): Media {
  const { id, title } = mediaWith();
  return { id, tags: [], snapshots: [], streams: [], ...(title && { title }), ...change };
}

const untold = (status: MediaReport['status'], rawStatus = ''): MediaReport => ({
  id: 'd1f0a2b3c4d5e6f708192a3b4c5d6e7f',
  status,
  rawStatus,
});

/** What one look may show, each by its name. */
export const REPORTS = {
  ready: reportWith(),
  tagged: reportWith({
    media: mediaWith({
      cateName: 'Lectures',
      tags: ['physics', '深夜のラジオ', 'spring term'],
      description: 'The tide comes in while the boats are still asleep.\nRecorded in one take.',
      storageClass: 'IA',
    }),
  }),
  audio: reportWith({
    media: mediaWith({
      title: 'Podcast 14 – 深夜のラジオ',
      width: 0,
      height: 0,
      videoCodec: '',
      audioCodec: 'mp3',
      size: 42 * MB,
      duration: 3_781,
      coverUrl: '',
      streams: [stream('SQ', { kind: 'audio', format: 'mp3', url: 'https://play.example/sq.mp3' })],
    }),
  }),
  encrypted: reportWith({
    media: mediaWith({
      streams: [stream('HD', { encrypted: true, format: 'm3u8', encryptType: 'AliyunVoDEncryption' })],
    }),
  }),
  restored: reportWith({
    media: mediaWith({
      storageClass: 'Archive',
      restoreStatus: 'Success',
      restoreExpiration: '2026-12-24T08:00:00Z',
    }),
  }),
  restoring: reportWith({ media: mediaWith({ storageClass: 'SourceColdArchive', restoreStatus: 'Processing' }) }),
  uploading: reportWith({ status: 'uploading', rawStatus: 'Uploading', media: bare() }),
  uploaded: reportWith({ status: 'uploaded', rawStatus: 'UploadSucc', media: bare({ size: 248 * MB }) }),
  transcoding: reportWith({
    status: 'transcoding',
    rawStatus: 'Transcoding',
    media: mediaWith({ coverUrl: '', streams: [] }),
  }),
  checking: reportWith({ status: 'checking', rawStatus: 'Checking', media: mediaWith({ streams: [] }) }),
  unheardOf: reportWith({ status: 'unknown', rawStatus: 'Polishing', media: bare() }),
  uploadFailed: reportWith({ status: 'upload-failed', rawStatus: 'UploadFail', media: bare() }),
  transcodeFailed: reportWith({
    status: 'transcode-failed',
    rawStatus: 'TranscodeFail',
    media: bare({ title: `${'a-very-long-name-'.repeat(12)}final-final-2.mp4`, size: 12 * MB }),
  }),
  produceFailed: reportWith({ status: 'produce-failed', rawStatus: 'ProduceFail', media: bare() }),
  blocked: reportWith({ status: 'blocked', rawStatus: 'Blocked', media: mediaWith({ streams: [] }) }),
  missing: untold('missing'),
  forbidden: untold('forbidden'),
} satisfies Record<string, MediaReport>;

/** A ready media that plays `url`. */
export const playing = (url: string, format = 'mp4'): MediaReport =>
  reportWith({ media: mediaWith({ streams: [stream('OD', { url, format, width: 320, height: 180 })] }) });
