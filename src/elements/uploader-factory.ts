import type { DiagnoseOptions, Diagnosis } from '../engine/diagnosis.js';
import type { MediaReport } from '../engine/media.js';
import type { Follower, Following } from '../engine/poller.js';
import type { Abortable, OpenStore } from '../engine/ports.js';
import type { MetadataInput, Settings } from '../engine/settings.js';
import type { Uploader } from '../engine/uploader.js';

/**
 * A backend as plain async functions: each is given the API's parameters and resolves to the API's reply. Only the
 * first is required.
 */
export interface BackendCalls {
  createUploadVideo(parameters: object, options: Abortable): unknown;
  refreshUploadVideo?(parameters: object, options: Abortable): unknown;
  getUploadDetails?(parameters: object, options: Abortable): unknown;
  batchGetMediaInfos?(parameters: object, options: Abortable): unknown;
  createUploadImage?(parameters: object, options: Abortable): unknown;
  uploadMediaByURL?(parameters: object, options: Abortable): unknown;
  getURLUploadInfos?(parameters: object, options: Abortable): unknown;
  cancelUrlUploadJobs?(parameters: object, options: Abortable): unknown;
  /** Of Intelligent Media Services, with `service="ims"`; the next likewise. */
  imsUploadMediaByURL?(parameters: object, options: Abortable): unknown;
  imsGetUrlUploadInfos?(parameters: object, options: Abortable): unknown;
  /** What clears up after an upload that was given up; the next likewise. */
  deleteMultipartUpload?(parameters: object, options: Abortable): unknown;
  deleteVideo?(parameters: object, options: Abortable): unknown;
}

/** Our own client, Alibaba's (an optional peer, loaded when used), or one of the page's. */
export type StoreChoice = 'native' | 'ali-oss' | OpenStore;

/** What becomes of uploads that an earlier page left unfinished. */
export const RESUME_MODES = ['auto', 'ask', 'off'] as const;
export type ResumeMode = (typeof RESUME_MODES)[number];

/** How uploads reach a backend and a bucket. */
export interface Connection {
  readonly endpoint?: string;
  /** URLs of single actions, where they do not lie under `endpoint`. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Instead of an endpoint. */
  readonly backend?: BackendCalls;
  readonly headers?: HeadersSource;
  readonly withCredentials?: boolean;
  /** Who imports by URL: ApsaraVideo VOD, or Intelligent Media Services. */
  readonly service?: 'vod' | 'ims';
  readonly store?: StoreChoice;
  readonly region?: string;
  readonly cname?: boolean;
}

export type HeadersSource =
  | Readonly<Record<string, string>>
  | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>);

export type MetadataSource = MetadataInput | ((file: File) => MetadataInput | Promise<MetadataInput>);

/** The part of an uploader that elements use: all that is public. Anything of this shape can be drawn. */
export type UploaderHandle = Pick<Uploader, keyof Uploader>;

/** Makes an uploader; given to `<vod-uploader>` from outside, because elements know the engine and nothing behind it. */
export type CreateUploader = (
  options: Partial<Settings> & { connection: () => Connection; resumeMode?: ResumeMode },
) => UploaderHandle;

/**
 * Tells a follower how a media stands, at once where it is known, until the signal is aborted or it is over. All of a page
 * that speak to the same backend look together.
 */
export type FollowMedia = (
  connection: () => Connection,
  mediaId: string,
  follower: Follower<MediaReport>,
  following: Following,
) => void;

/** Examines an uploader and what it works with; given from outside likewise. */
export type Diagnose = (uploader: UploaderHandle, options?: DiagnoseOptions) => Promise<Diagnosis>;
