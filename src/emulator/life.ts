import type { StoredObject } from './bucket.js';
import type { MediaFacts } from './media-facts.js';
import type { Settings } from './settings.js';
import type { Video } from './videos.js';

type VideoStatus = 'Uploading' | 'UploadSucc' | 'Transcoding' | 'TranscodeFail' | 'Normal';

/** VOD's built-in template group. */
export const NO_TRANSCODE_GROUP = 'VOD_NO_TRANSCODE';

// "only MP4, FLV, MP3, M3U8, WEBM (judged by FileName's extension) are playable" without transcoding: CreateUploadVideo, Mar 2026
const PLAYABLE_UNTOUCHED = new Set(['mp4', 'flv', 'mp3', 'm3u8', 'webm']);

type Times = Pick<Settings, 'noticeMs' | 'analyseMs' | 'transcodeMs' | 'noTranscode' | 'failTranscode'>;

/** How long VOD has known that the file is there, ms; negative until it does. `now` is this machine's clock. */
const noticedForMs = ({ sealedAt }: Video, { noticeMs }: Times, now: number): number =>
  sealedAt === undefined ? -Infinity : now - sealedAt - noticeMs;

/** Has VOD looked at the file yet? `now` is this machine's clock. */
export const isAnalysed = (video: Video, settings: Times, now: number): boolean =>
  noticedForMs(video, settings, now) >= settings.analyseMs;

/** `isMedia` is asked only when the answer depends on it. Nothing is stored: the clock decides. */
export async function statusOf(
  video: Video,
  settings: Times,
  now: number,
  isMedia: () => Promise<boolean>,
): Promise<VideoStatus> {
  const knownForMs = noticedForMs(video, settings, now);
  if (knownForMs < 0) return 'Uploading';
  if (!isAnalysed(video, settings, now)) return 'UploadSucc';
  if (settings.noTranscode || video.templateGroupId === NO_TRANSCODE_GROUP) {
    return PLAYABLE_UNTOUCHED.has(video.extension) ? 'Normal' : 'UploadSucc';
  }
  if (knownForMs < settings.analyseMs + settings.transcodeMs) return 'Transcoding';
  return settings.failTranscode || !(await isMedia()) ? 'TranscodeFail' : 'Normal';
}

/** Everything that is known of a video at one moment. */
export interface VideoLook {
  readonly status: VideoStatus;
  readonly source?: StoredObject;
  /** Once analysed, and only of real media. */
  readonly facts?: MediaFacts;
}
