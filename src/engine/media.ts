/** A VOD media's status in our words; `unknown` carries a value that VOD has invented since. */
export type MediaStatus =
  | 'uploading'
  | 'uploaded'
  | 'transcoding'
  | 'checking'
  | 'normal'
  | 'blocked'
  | 'upload-failed'
  | 'transcode-failed'
  | 'produce-failed'
  | 'missing'
  | 'forbidden'
  | 'unknown';

/** One way to play a media. */
export interface PlayStream {
  readonly url: string;
  /** `mp4`, `m3u8`, `mp3` … */
  readonly format?: string;
  /** `FD` `LD` `SD` `HD` `OD` `2K` `4K` `SQ` `HQ` `AUTO`. */
  readonly definition?: string;
  readonly kind: 'video' | 'audio';
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  /** Bytes. */
  readonly size?: number;
  /** Seconds. */
  readonly duration?: number;
  /** kbit/s. */
  readonly bitrate?: number;
  readonly encrypted: boolean;
}

/** What VOD knows about a media. Every field is optional: VOD fills them in asynchronously. */
export interface Media {
  readonly id: string;
  readonly title?: string;
  readonly coverUrl?: string;
  /** Seconds. */
  readonly duration?: number;
  /** Bytes. */
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  readonly videoCodec?: string;
  readonly audioCodec?: string;
  /** The source file's URL; may be signed, so it is never stored or logged. */
  readonly fileUrl?: string;
  readonly streams: readonly PlayStream[];
}

/** One look at a media. */
export interface MediaReport {
  readonly id: string;
  readonly status: MediaStatus;
  /** VOD's own spelling, to be shown when we do not know the value. */
  readonly rawStatus: string;
  readonly media?: Media;
}
