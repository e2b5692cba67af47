import type { MetadataInput, Settings } from '../engine/settings.js';
import type { Uploader } from '../engine/uploader.js';

/** How uploads reach a backend and a bucket. */
export interface Connection {
  readonly endpoint?: string;
  /** URLs of single actions, where they do not lie under `endpoint`. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Plain async functions instead of an endpoint: `{ createUploadVideo, refreshUploadVideo, … }`. */
  readonly backend?: unknown;
  readonly headers?: HeadersSource;
  readonly withCredentials?: boolean;
  readonly store?: unknown;
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
export type CreateUploader = (options: Partial<Settings> & { connection: () => Connection }) => UploaderHandle;
