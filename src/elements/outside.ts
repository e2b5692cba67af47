import type { CreateUploader, Diagnose, FollowMedia } from './uploader-factory.js';

/** What elements are given from outside, because they know the engine and nothing behind it. */
export interface Outside {
  /** What `<vod-uploader>` makes its uploader with. */
  readonly createUploader: CreateUploader;
  /** What examines it. */
  readonly diagnose?: Diagnose;
  /** What `<vod-media-status>` looks with. */
  readonly followMedia?: FollowMedia;
}

/** Of several who register elements the first one counts. */
export const outside: Partial<Outside> = {};
