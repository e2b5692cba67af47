/**
 * The JSON between the browser and its backend: `POST {endpoint}/{Action}` with the API's own parameters, answered with
 * the API's own reply. Both ends import only this. Source: the API's reference pages, version 2017-03-21.
 */

/**
 * What the page asks of its backend; each is the API's action of that name. Those of Intelligent Media Services have a
 * path of their own, because routers ignore the case in which the twins differ.
 */
export const ACTIONS = [
  'CreateUploadVideo',
  'RefreshUploadVideo',
  'GetUploadDetails',
  'BatchGetMediaInfos',
  'GetMezzanineInfo',
  'CreateUploadImage',
  'UploadMediaByURL',
  'GetURLUploadInfos',
  'CancelUrlUploadJobs',
  'ims/UploadMediaByURL',
  'ims/GetUrlUploadInfos',
  'DeleteMultipartUpload',
  'DeleteVideo',
] as const;
export type Action = (typeof ACTIONS)[number];

/** These make something, and say something of it. */
export const CREATING_ACTIONS: readonly Action[] = [
  'CreateUploadVideo',
  'CreateUploadImage',
  'UploadMediaByURL',
  'ims/UploadMediaByURL',
];

/** These destroy: a backend that was not told to allow them does not have them. */
export const DELETING_ACTIONS: readonly Action[] = ['DeleteMultipartUpload', 'DeleteVideo'];

/** The code of an answer that says: this backend does not have that action (HTTP 404). */
export const NO_SUCH_ACTION = 'InvalidAction.NotFound';

/** The code of an answer that says: nothing works until this backend's operator mends it (HTTP 500). */
export const BACKEND_MISCONFIGURED = 'BackendMisconfigured';

/** Carries the upload's id on create, so that a repeated create makes one media. */
export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

/** An error reply, with an HTTP status of 4xx or 5xx. */
export interface ErrorReply {
  readonly RequestId?: string;
  readonly Code: string;
  readonly Message: string;
}

export interface CreateUploadVideoRequest {
  readonly Title: string;
  /** With extension. */
  readonly FileName: string;
  /** Bytes. */
  readonly FileSize?: number;
  readonly Description?: string;
  readonly CoverURL?: string;
  readonly CateId?: number;
  /** Comma separated. */
  readonly Tags?: string;
  /** JSON. A backend takes `Extend` from it and builds the rest itself. */
  readonly UserData?: string;
  readonly TemplateGroupId?: string;
  readonly WorkflowId?: string;
  readonly StorageLocation?: string;
  readonly AppId?: string;
  readonly ReferenceId?: string;
  /** In Alibaba's SDK 3.12.0, not in the reference. */
  readonly EnableFirstFrameCover?: boolean;
  /** Likewise. */
  readonly GenerateThumbnail?: boolean;
}

export interface RefreshUploadVideoRequest {
  readonly VideoId: string;
}

export interface GetUploadDetailsRequest {
  /** Comma separated, at most 20. */
  readonly MediaIds: string;
  readonly MediaType?: 'video';
}

export interface UploadDetail {
  readonly MediaId: string;
  readonly Title?: string;
  /** The media's status. */
  readonly Status?: string;
  /** The upload's status, in the words of an import job. */
  readonly UploadStatus?: string;
  readonly UploadSource?: string;
  readonly DeviceModel?: string;
  readonly UploadIP?: string;
  readonly CreationTime?: string;
  readonly ModificationTime?: string;
  readonly CompletionTime?: string;
  /** Bytes. Nothing is computed from it: the documents' own sample has more than `FileSize`. */
  readonly UploadSize?: number;
  /** Bytes. */
  readonly FileSize?: number;
  /** 0 to 1; absent for uploads from a browser. */
  readonly UploadRatio?: number;
}

export interface GetUploadDetailsReply {
  readonly RequestId?: string;
  readonly UploadDetails: readonly UploadDetail[];
  readonly NonExistMediaIds: readonly string[];
  readonly ForbiddenMediaIds: readonly string[];
}

export interface BatchGetMediaInfosRequest {
  /** Comma separated, at most 20. */
  readonly MediaIds?: string;
  /** Comma separated, at most 20. */
  readonly ReferenceIds?: string;
}

export type {
  AudioStream,
  BatchGetMediaInfosReply,
  GetMezzanineInfoReply,
  MediaEntry,
  MediaInfo,
  Mezzanine,
  MezzanineInfo,
  PlayInfo,
  VideoStream,
} from './protocol-media.js';
export type {
  CancelUrlUploadJobsReply,
  CancelUrlUploadJobsRequest,
  GetUrlUploadInfosReply,
  GetUrlUploadInfosRequest,
  ImsUploadMediaByUrlRequest,
  UploadJob,
  UploadMediaByUrlReply,
  UploadMediaByUrlRequest,
  UploadMetadata,
  UrlUploadInfo,
} from './protocol-import.js';
export type {
  CreateUploadImageReply,
  CreateUploadImageRequest,
  DeleteMultipartUploadRequest,
  DeleteVideoReply,
  DeleteVideoRequest,
} from './protocol-image.js';
