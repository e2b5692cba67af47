/** What the API says of a media and its files; part of `protocol.ts`. */

/** Every field is a string, numbers too. */
interface Stream {
  readonly Index?: string;
  readonly CodecName?: string;
  readonly CodecLongName?: string;
  readonly CodecTag?: string;
  readonly CodecTagString?: string;
  readonly CodecTimeBase?: string;
  readonly Timebase?: string;
  readonly StartTime?: string;
  /** Seconds. */
  readonly Duration?: string;
  /** kbit/s. */
  readonly Bitrate?: string;
  readonly NumFrames?: string;
  readonly Lang?: string;
}

export interface VideoStream extends Stream {
  readonly Width?: string;
  readonly Height?: string;
  readonly Fps?: string;
  readonly AvgFPS?: string;
  readonly PixFmt?: string;
  readonly Profile?: string;
  readonly Level?: string;
  readonly HasBFrames?: string;
  readonly Sar?: string;
  readonly Dar?: string;
  /** Degrees. */
  readonly Rotate?: string;
  readonly HDRType?: string;
}

export interface AudioStream extends Stream {
  readonly SampleFmt?: string;
  /** Hz. */
  readonly SampleRate?: string;
  readonly Channels?: string;
  readonly ChannelLayout?: string;
}

interface SourceFile {
  /** `Uploading` `Normal` `UploadFail` `Deleted`. */
  readonly Status?: string;
  readonly FileName?: string;
  readonly FileURL?: string;
  /** Bytes. */
  readonly Size?: number;
  readonly Width?: number;
  readonly Height?: number;
  /** Seconds. */
  readonly Duration?: string;
  /** kbit/s. */
  readonly Bitrate?: string;
  readonly Fps?: string;
  readonly CreationTime?: string;
  readonly VideoStreamList?: readonly VideoStream[];
  readonly AudioStreamList?: readonly AudioStream[];
}

/** The source file, as BatchGetMediaInfos tells it. */
export interface MezzanineInfo extends SourceFile {
  readonly MediaId?: string;
  readonly FileMD5?: string;
}

/** The source file, as GetMezzanineInfo tells it. */
export interface Mezzanine extends SourceFile {
  readonly VideoId?: string;
  readonly OutputType?: string;
  /** Unsigned decimal. */
  readonly CRC64?: string;
  readonly PreprocessStatus?: string;
  readonly StorageClass?: string;
  readonly RestoreStatus?: string;
  readonly RestoreExpiration?: string;
}

export interface GetMezzanineInfoReply {
  readonly RequestId?: string;
  readonly Mezzanine: Mezzanine;
}

export interface MediaInfo {
  readonly MediaId?: string;
  readonly Title?: string;
  readonly Description?: string;
  readonly Status?: string;
  readonly CreationTime?: string;
  readonly ModificationTime?: string;
  readonly CateId?: number;
  readonly CateName?: string;
  /** Comma separated, perhaps with spaces. */
  readonly Tags?: string;
  readonly CoverURL?: string;
  readonly Snapshots?: readonly string[];
  readonly StorageLocation?: string;
  readonly StorageClass?: string;
  readonly TemplateGroupId?: string;
  /** `on` or `off`. */
  readonly DownloadSwitch?: string;
  readonly AppId?: string;
  readonly RestoreStatus?: string;
  readonly RestoreExpiration?: string;
  /** JSON, not always valid. */
  readonly UserData?: string;
  readonly ReferenceId?: string;
}

export interface PlayInfo {
  readonly JobId?: string;
  readonly PlayURL?: string;
  /** `mp4` `m3u8` `mp3`. */
  readonly Format?: string;
  readonly Definition?: string;
  readonly Specification?: string;
  /** `video` or `audio`. */
  readonly StreamType?: string;
  /** `Normal`, or `Invisible` for one that a newer has replaced. */
  readonly Status?: string;
  /** Bytes. */
  readonly Size?: number;
  readonly Width?: number;
  readonly Height?: number;
  /** 0 or 1. */
  readonly Encrypt?: number;
  readonly EncryptType?: string;
  readonly EncryptMode?: string;
  readonly BitDepth?: number;
  readonly JobType?: number;
  readonly JobExt?: string;
  /** Seconds. */
  readonly Duration?: string;
  /** kbit/s. */
  readonly Bitrate?: string;
  readonly Fps?: string;
  readonly CodecName?: string;
  readonly HDRType?: string;
  readonly NarrowBandType?: string;
  readonly WatermarkId?: string;
  readonly TemplateId?: string;
  readonly TemplateGroupId?: string;
  readonly CreationTime?: string;
  readonly ModificationTime?: string;
}

export interface MediaEntry {
  readonly MediaId: string;
  readonly MediaInfo?: MediaInfo;
  readonly MezzanineInfo?: MezzanineInfo;
  readonly PlayInfoList?: readonly PlayInfo[];
}

export interface BatchGetMediaInfosReply {
  readonly RequestId?: string;
  readonly MediaInfos: readonly MediaEntry[];
  readonly NonExistMediaIds: readonly string[];
  readonly NonExistReferenceIds: readonly string[];
  readonly ForbiddenMediaIds: readonly string[];
}
