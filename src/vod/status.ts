import type { MediaStatus } from '../engine/media.js';

const fold = (raw: string): string => raw.replace(/[\s_-]/g, '').toLowerCase();

type Words = Readonly<Record<string, MediaStatus>>;

/** `Status` of a media: GetUploadDetails, BatchGetMediaInfos' MediaInfo, GetVideoInfo; and Intelligent Media Services'. */
const MEDIA: Words = {
  uploading: 'uploading',
  uploadsucc: 'uploaded',
  uploadsuccess: 'uploaded',
  uploadfail: 'upload-failed',
  transcoding: 'transcoding',
  transcodefail: 'transcode-failed',
  checking: 'checking',
  blocked: 'blocked',
  normal: 'normal',
  producefail: 'produce-failed',
  // Intelligent Media Services.
  init: 'uploading',
  preparing: 'uploading',
  preparefail: 'upload-failed',
};

/** `Status` of a source file. `Normal` says that the file has arrived, not that it can be played. */
const SOURCE: Words = { uploading: 'uploading', normal: 'uploaded', uploadfail: 'upload-failed', deleted: 'missing' };

/** `Status` of an import job, and `UploadStatus`, which borrows its words. */
const UPLOAD: Words = {
  pending: 'uploading',
  processing: 'uploading',
  downloading: 'uploading',
  downloadsuccess: 'uploading',
  downloadfail: 'upload-failed',
  uploading: 'uploading',
  uploadsuccess: 'uploaded',
  uploadsucc: 'uploaded',
  uploadfail: 'upload-failed',
  success: 'uploaded',
  // The other service's sample of a finished job.
  normal: 'uploaded',
  fail: 'upload-failed',
};

/** A status and the spelling it came in; `unknown` is polled on and shown raw. */
interface ReadStatus {
  readonly status: MediaStatus;
  readonly raw: string;
}

function read(words: Words, raw: string | undefined): ReadStatus | undefined {
  if (raw === undefined) return undefined;
  const word = fold(raw);
  return { status: (Object.hasOwn(words, word) && words[word]) || 'unknown', raw };
}

export const mediaStatus = (raw: string | undefined): ReadStatus | undefined => read(MEDIA, raw);
export const sourceStatus = (raw: string | undefined): ReadStatus | undefined => read(SOURCE, raw);
export const uploadStatus = (raw: string | undefined): ReadStatus | undefined => read(UPLOAD, raw);

/**
 * How far a status is. Two answers of one poll may be of different age: the further one is the newer. `normal` is above
 * the failures because a media that failed can be transcoded again, never the reverse; `blocked` is a person's word.
 */
const RANK: Readonly<Record<MediaStatus, number>> = {
  unknown: 0,
  missing: 0,
  forbidden: 0,
  uploading: 1,
  uploaded: 2,
  transcoding: 3,
  checking: 4,
  'upload-failed': 5,
  'transcode-failed': 5,
  'produce-failed': 5,
  normal: 6,
  blocked: 7,
};

/** What the statuses of one media say together; the media's own words first, its file's and its upload's as help. */
export function mergeStatus(seen: {
  readonly media: readonly (ReadStatus | undefined)[];
  readonly source: ReadStatus | undefined;
  readonly upload: ReadStatus | undefined;
}): ReadStatus {
  const [first, ...others] = seen.media.filter((each) => each !== undefined);
  const media = others.reduce((best, each) => (best && RANK[each.status] <= RANK[best.status] ? best : each), first);
  if (!media) return seen.source ?? seen.upload ?? { status: 'unknown', raw: '' };
  // A failed upload in `UploadStatus` may have been resumed since, so only good news counts.
  const arrived = [seen.source, seen.upload].find((each) => each?.status === 'uploaded');
  return media.status === 'uploading' && arrived ? arrived : media;
}
