/** Import by URL, of VOD and of Intelligent Media Services; part of `protocol.ts`. */

/** One entry of `UploadMetadatas`; found by its `SourceURL`, which is the URL as it is, not encoded once more. */
export interface UploadMetadata {
  readonly SourceURL: string;
  readonly Title: string;
  /** Bytes, as text. */
  readonly FileSize?: string;
  readonly Description?: string;
  readonly CoverURL?: string;
  readonly CateId?: number;
  /** Comma separated. */
  readonly Tags?: string;
  readonly TemplateGroupId?: string;
  readonly WorkflowId?: string;
  /** Where the URL has none: without dot. */
  readonly FileExtension?: string;
}

/** VOD's. */
export interface UploadMediaByUrlRequest {
  /** At most 20, each encoded, comma separated. */
  readonly UploadURLs: string;
  /** JSON array of `UploadMetadata`. */
  readonly UploadMetadatas?: string;
  readonly TemplateGroupId?: string;
  readonly WorkflowId?: string;
  readonly StorageLocation?: string;
  /** JSON. A backend takes `Extend` from it and builds the rest itself. */
  readonly UserData?: string;
  readonly AppId?: string;
  /** At most 50 of `[A-Za-z0-9_-]`; the same one within 10 minutes is the same request. */
  readonly SessionId?: string;
}

/** Intelligent Media Services'. */
export interface ImsUploadMediaByUrlRequest {
  /** At most 20, each encoded, comma separated. */
  readonly UploadURLs: string;
  /** JSON array of `UploadMetadata`, without those that this service does not know. */
  readonly MediaMetaData?: string;
  /** JSON: `{"StorageType":"oss","StorageLocation":"…"}`. */
  readonly UploadTargetConfig?: string;
  /** JSON. */
  readonly PostProcessConfig?: string;
  readonly UserData?: string;
  readonly AppId?: string;
  readonly EntityId?: string;
}

export interface UploadJob {
  readonly JobId: string;
  readonly SourceURL?: string;
  /** Intelligent Media Services know it at once; VOD leaves it out. */
  readonly MediaId?: string;
}

export interface UploadMediaByUrlReply {
  readonly RequestId?: string;
  readonly UploadJobs: readonly UploadJob[];
}

/** `GetURLUploadInfos` of VOD, `GetUrlUploadInfos` of Intelligent Media Services: one of the two, `JobIds` wins. */
export interface GetUrlUploadInfosRequest {
  /** At most 10, comma separated. */
  readonly JobIds?: string;
  /** At most 10, each encoded, comma separated. */
  readonly UploadURLs?: string;
}

export interface UrlUploadInfo {
  readonly JobId?: string;
  readonly UploadURL?: string;
  readonly Status?: string;
  readonly MediaId?: string;
  /** VOD only. */
  readonly RegisteredMediaId?: string;
  /** Bytes, as text. */
  readonly FileSize?: string;
  /** `200` when all is well. */
  readonly ErrorCode?: string;
  readonly ErrorMessage?: string;
  readonly CreationTime?: string;
  /** ISO 8601, or `2021-11-26 21:47:37` without a zone. */
  readonly CompleteTime?: string;
  /** JSON, not always valid. */
  readonly UserData?: string;
}

export interface GetUrlUploadInfosReply {
  readonly RequestId?: string;
  readonly URLUploadInfoList: readonly UrlUploadInfo[];
  /** Job ids or URLs, whichever was asked for. */
  readonly NonExists: readonly string[];
}

/** Of VOD only; jobs that have not begun. */
export interface CancelUrlUploadJobsRequest {
  /** At most 10, comma separated. */
  readonly JobIds?: string;
  readonly UploadUrls?: string;
}

export interface CancelUrlUploadJobsReply {
  readonly RequestId?: string;
  readonly CanceledJobs: readonly string[];
  readonly NonExists: readonly string[];
}
