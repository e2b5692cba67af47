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

/** One way to play a media. Source: `PlayInfoList` of BatchGetMediaInfos. */
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
  /** Frames per second. */
  readonly fps?: number;
  readonly encrypted: boolean;
  readonly encryptType?: string;
  readonly encryptMode?: string;
  /** Bits of a colour. */
  readonly bitDepth?: number;
  readonly hdrType?: string;
  /** `0`, `1.0` or `2.0`: Narrowband HD. */
  readonly narrowBandType?: string;
  /** `H264.LD` … */
  readonly specification?: string;
  /** VOD's own: `Normal`. A stream that a newer one has replaced (`Invisible`) is left out. */
  readonly rawStatus?: string;
  readonly jobId?: string;
  readonly jobType?: number;
  readonly jobExt?: string;
  readonly watermarkId?: string;
  readonly templateId?: string;
  readonly templateGroupId?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly modifiedAt?: string;
}

/** What a stream of the source file says of itself. */
interface SourceStream {
  readonly index?: number;
  readonly codec?: string;
  readonly codecLongName?: string;
  readonly codecTag?: string;
  readonly codecTagString?: string;
  readonly codecTimeBase?: string;
  readonly timebase?: string;
  /** As VOD says it: seconds, or a time of day. */
  readonly startTime?: string;
  /** Seconds. */
  readonly duration?: number;
  /** kbit/s. */
  readonly bitrate?: number;
  readonly frames?: number;
  readonly language?: string;
}

export interface SourceVideoStream extends SourceStream {
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly averageFps?: number;
  readonly pixelFormat?: string;
  readonly profile?: string;
  readonly level?: string;
  readonly hasBFrames?: string;
  /** Sample aspect ratio, `1:1`. */
  readonly sar?: string;
  /** Display aspect ratio, `16:9`. */
  readonly dar?: string;
  /** Degrees. */
  readonly rotation?: number;
  readonly hdrType?: string;
}

export interface SourceAudioStream extends SourceStream {
  readonly sampleFormat?: string;
  /** Hz. */
  readonly sampleRate?: number;
  readonly channels?: number;
  /** `mono`, `stereo` … */
  readonly channelLayout?: string;
}

/** The file that was uploaded. Source: `MezzanineInfo` of BatchGetMediaInfos. */
export interface SourceFile {
  /** VOD's own: `Uploading` `Normal` `UploadFail` `Deleted`. */
  readonly rawStatus?: string;
  readonly fileName?: string;
  /** May be signed, so it is never stored or logged. */
  readonly fileUrl?: string;
  /** Bytes. */
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  /** Seconds. */
  readonly duration?: number;
  /** kbit/s. */
  readonly bitrate?: number;
  readonly fps?: number;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly md5?: string;
  /** Unsigned decimal. Source: GetMezzanineInfo. */
  readonly crc64?: string;
  readonly mediaId?: string;
  readonly videoStreams: readonly SourceVideoStream[];
  readonly audioStreams: readonly SourceAudioStream[];
}

/**
 * How VOD saw the upload. Source: GetUploadDetails. Uploads from a browser report neither ratio nor sizes: what this page
 * sends, it shows by its own count.
 */
export interface UploadRecord {
  /** VOD's own word for the media. */
  readonly rawStatus?: string;
  /** VOD's own word for the upload. */
  readonly rawUploadStatus?: string;
  readonly source?: string;
  readonly deviceModel?: string;
  readonly ip?: string;
  readonly title?: string;
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly modifiedAt?: string;
  readonly completedAt?: string;
  /** Bytes. Nothing is computed from it: the documents' own sample has more than `fileSize`. */
  readonly uploadedBytes?: number;
  /** Bytes. */
  readonly fileSize?: number;
  /** 0 to 1. */
  readonly ratio?: number;
}

/** What VOD knows about a media. Every field is optional: VOD fills them in asynchronously. */
export interface Media {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly cateId?: number;
  readonly cateName?: string;
  readonly coverUrl?: string;
  readonly snapshots: readonly string[];
  /** ISO 8601. */
  readonly createdAt?: string;
  readonly modifiedAt?: string;
  readonly storageLocation?: string;
  /** `Standard` `IA` `Archive` `ColdArchive` `SourceIA` `SourceArchive` `SourceColdArchive` `Changing` `SourceChanging`. */
  readonly storageClass?: string;
  /** Of an archived one: `Processing` `Success` `Failed`, and until when. */
  readonly restoreStatus?: string;
  readonly restoreExpiration?: string;
  readonly templateGroupId?: string;
  /** The player may cache it for offline use. */
  readonly downloadable?: boolean;
  readonly appId?: string;
  readonly referenceId?: string;
  /** As it is: not always valid JSON. */
  readonly userData?: string;
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
  readonly source?: SourceFile;
  readonly upload?: UploadRecord;
  readonly streams: readonly PlayStream[];
}

/** One look at a media. */
export interface MediaReport {
  readonly id: string;
  readonly status: MediaStatus;
  /**
   * VOD's own spelling, to be shown when we do not know the value. Of `missing` and `forbidden` the list that names it
   * (`NonExistMediaIds`, `ForbiddenMediaIds`), or '' where the replies do not name it at all.
   */
  readonly rawStatus: string;
  readonly media?: Media;
  /** Of the replies that say so: Alibaba's support asks for them. */
  readonly requestIds?: RequestIds;
}

export interface RequestIds {
  /** GetUploadDetails. */
  readonly details?: string;
  /** BatchGetMediaInfos. */
  readonly infos?: string;
}
