/** Covers, and what cleans up after a cancel; part of `protocol.ts`. */

export interface CreateUploadImageRequest {
  readonly ImageType: 'default' | 'cover';
  readonly ImageExt?: 'png' | 'jpg' | 'jpeg' | 'gif';
  readonly OriginalFileName?: string;
  readonly Title?: string;
  readonly Description?: string;
  /** Comma separated. */
  readonly Tags?: string;
  readonly CateId?: number;
  readonly StorageLocation?: string;
  readonly AppId?: string;
  /** JSON. A backend takes `Extend` from it and builds the rest itself. */
  readonly UserData?: string;
}

/** There is no renewal: where the credentials expire, another image is created. */
export interface CreateUploadImageReply {
  readonly RequestId?: string;
  readonly ImageId: string;
  /** Goes into `CoverURL`. */
  readonly ImageURL: string;
  readonly FileURL?: string;
  /** Base64. */
  readonly UploadAddress: string;
  /** Base64. */
  readonly UploadAuth: string;
}

/** Throws away the parts of an upload that was given up. */
export interface DeleteMultipartUploadRequest {
  readonly MediaId: string;
  readonly MediaType: 'video';
}

export interface DeleteVideoRequest {
  /** At most 20, comma separated. */
  readonly VideoIds: string;
}

export interface DeleteVideoReply {
  readonly RequestId?: string;
  readonly NonExistVideoIds: readonly string[];
  readonly ForbiddenVideoIds: readonly string[];
}
