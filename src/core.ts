/** `vod-uploader/core`: everything but the elements; no DOM, no Lit. */
export { createVodBackend } from './create-backend.js';
export { createVodUploader, type VodUploaderOptions } from './create-uploader.js';
export type { Connection } from './connection.js';
export { diagnose } from './diagnose.js';
export type { Check, CheckName, CheckResult, DiagnoseOptions, Diagnosis } from './engine/diagnosis.js';
export {
  Uploader,
  type AddOptions,
  type AddUrlOptions,
  type Rejection,
  type UploaderState,
  type UrlRejection,
} from './engine/uploader.js';
export type { ImportInput } from './engine/import-metadata.js';
export { ERRORS, UploadError, type ErrorCode, type ErrorDetail } from './engine/error.js';
export type { LocalFacts } from './engine/inspection.js';
export type {
  Media,
  MediaReport,
  MediaStatus,
  PlayStream,
  SourceAudioStream,
  SourceFile,
  SourceVideoStream,
  UploadRecord,
} from './engine/media.js';
export type { ImportMetadata, ImportReceipt, ImportReport, ImportRequest, ImportStatus } from './engine/import-job.js';
export {
  can,
  isDoubted,
  isOver,
  isUnsafe,
  NEXT,
  underlying,
  type Described,
  type Phase,
  type UploadState,
  type WaitReason,
} from './engine/state.js';
export type { MetadataInput, Settings } from './engine/settings.js';
export type { Clock, Credentials, Metadata, Network, ObjectStore, OpenStore, Target } from './engine/ports.js';
export type { BackendFunctions, FoundMedia, HeaderSource, VodBackend } from './vod/backend.js';
export type { Send, SendReply, SendRequest } from './engine/send-port.js';
