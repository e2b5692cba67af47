/** Limits of CreateUploadVideo and of the list calls, in characters unless said otherwise. */
export const LIMITS = {
  title: 128,
  description: 1024,
  tags: 16,
  tag: 32,
  /** Bytes of `UserData.Extend` as JSON in UTF-8. */
  extendBytes: 512,
  /** Media ids or reference ids in one call. */
  ids: 20,
  /** URLs in one UploadMediaByURL. */
  urls: 20,
  /** Import jobs in one call. */
  jobs: 10,
  /** Bytes: one file of an import (20 GB in the documents). */
  importedFileSize: 20 * 1024 ** 3,
  /** Bytes: 10,000 parts of 5 GiB, "48.8 TB" in the documents. */
  fileSize: 10_000 * 5 * 1024 ** 3,
} as const;

export const REFERENCE_ID = /^[A-Za-z0-9_-]{6,64}$/;

/** What the API answers `IllegalCharacters` to; `©` and `™` are no emoji, `™️` with a variation selector is one. */
export const EMOJI = /\p{Emoji_Presentation}|\p{Emoji_Modifier}|[\u{1F000}-\u{1FAFF}]|\u{FE0F}/u;

const words = (list: string): readonly string[] => list.split(' ');

/** Extensions that VOD takes, lower case, without dot. Compared case-insensitively. */
export const VIDEO_EXTENSIONS = words(
  'mp4 ts 3gp mpg mpeg mpe dat vob asf avi wmv flv f4v rm rmvb mov mkv m3u8 dv gif m2t m4v mj2 mjpeg mts ogg qt swf webm',
);
export const IMAGE_EXTENSIONS = words('png jpg jpeg gif');
export const AUDIO_EXTENSIONS = words('mp3 wma wav aac ra m4a flac ape ac3 amr caf acm');
