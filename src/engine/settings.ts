import type { Metadata } from './ports.js';

/** What a page or a person may say about a file; the rest comes from the file. */
export type MetadataInput = Partial<Omit<Metadata, 'fileName' | 'fileSize'>> & WithCover;

/** What has yet to be sent before VOD is told of a file. */
export interface WithCover {
  /**
   * A picture that stands for the video: PNG, JPEG or GIF. Sent through `CreateUploadImage` before the media is created;
   * wins over `coverUrl`.
   */
  readonly cover?: Blob | undefined;
}

/** What the service takes. Comes from `vod/protocol`; the engine only applies it. */
export interface Limits {
  /** Lower case, without dot. */
  readonly extensions: readonly string[];
  /** Those of them that are sound. */
  readonly audioExtensions: readonly string[];
  /** Characters. */
  readonly title: number;
  readonly description: number;
  readonly tags: number;
  readonly tag: number;
  readonly referenceId: RegExp;
  /** Characters that no text may have: emoji. Not global, so that `test` has no memory. */
  readonly refused: RegExp;
  /** Bytes of JSON. */
  readonly extendBytes: number;
  /** Bytes. */
  readonly fileSize: number;
}

export interface Settings {
  /** As the `accept` attribute of a file input; empty means every format that VOD takes. */
  readonly accept: string;
  readonly maxFiles: number;
  /** Bytes. */
  readonly maxFileSize: number;
  /** Bytes. */
  readonly minFileSize: number;
  /** Seconds. Takes a file whose duration cannot be read. Without `inspect` nothing is compared. */
  readonly maxDuration: number;
  /** Reads a file's header before the first request; what it is and what is wrong with it is known then. */
  readonly inspect: boolean;
  /** Wait for `start()` after a file was added. */
  readonly manual: boolean;
  readonly maxConcurrentUploads: number;
  /** Connections for all uploads together; `auto` follows the browser's limit of 6 to one host. */
  readonly maxConnections: number | 'auto';
  /** Bytes, at most: the first parts, and those on a slow line, are smaller. */
  readonly partSize: number | 'auto';
  /**
   * Bytes per second of all uploads together, `Infinity` for no limit. Holds on average over 10 s; below 100,000, where a
   * single part of the smallest size takes longer than a second, over as many times longer.
   */
  readonly maxBandwidth: number;
  /** `md5`: OSS itself refuses a damaged part. `none`: only its size is compared. */
  readonly checksum: 'md5' | 'none';
  /** The account does not transcode: `UploadSucc` is the end, not a station. */
  readonly noTranscode: boolean;
  /** A canceled upload takes its media back from VOD, where the backend has `DeleteVideo`. */
  readonly deleteCanceled: boolean;
  /** Whose uploads these are: the endpoint and the page's `user-key`. */
  readonly scope: string;
  readonly metadata: MetadataInput | ((file: File) => MetadataInput | Promise<MetadataInput>);
  /** Refuses a file by returning (or throwing) a sentence for the person. */
  readonly validate?: (file: File) => void | string | Promise<void | string>;
  /** First and longest pause between two looks at a media that is being processed, in ms. */
  readonly pollMs: readonly [first: number, longest: number];
  /**
   * Calls to the backend in a second, at most, to see how everything stands that is looked at on this page. Two of them
   * are one look at up to 20 medias.
   */
  readonly pollsPerSecond: number;
}

const isCount = (value: number): boolean => value >= 1 && (Number.isInteger(value) || value === Infinity);

/** Throws a `TypeError` that names the setting; nothing of it is applied then. */
export function checkSettings(settings: Settings): Settings {
  const { maxFiles, maxConcurrentUploads, maxConnections, partSize, maxBandwidth, maxFileSize, minFileSize, pollMs } =
    settings;
  const { maxDuration, pollsPerSecond } = settings;
  const numbers: [
    (
      | 'maxFiles'
      | 'maxConcurrentUploads'
      | 'maxConnections'
      | 'partSize'
      | 'maxBandwidth'
      | 'maxFileSize'
      | 'minFileSize'
      | 'maxDuration'
      | 'pollMs'
      | 'pollsPerSecond'
    ),
    boolean,
  ][] = [
    ['maxFiles', isCount(maxFiles)],
    ['maxConcurrentUploads', isCount(maxConcurrentUploads)],
    ['maxConnections', maxConnections === 'auto' || isCount(maxConnections)],
    ['partSize', partSize === 'auto' || (partSize > 0 && Number.isFinite(partSize))],
    ['maxBandwidth', maxBandwidth > 0],
    ['maxFileSize', maxFileSize >= 0],
    ['minFileSize', minFileSize >= 0],
    ['maxDuration', maxDuration > 0],
    ['pollMs', pollMs.every((ms) => ms > 0 && Number.isFinite(ms))],
    ['pollsPerSecond', pollsPerSecond > 0],
  ];
  for (const [name, fine] of numbers) {
    if (!fine) throw new TypeError(`vod-uploader: ${name} cannot be ${settings[name].toString()}`);
  }
  return settings;
}

export const DEFAULTS: Settings = {
  accept: '',
  maxFiles: Infinity,
  maxFileSize: Infinity,
  minFileSize: 1,
  maxDuration: Infinity,
  inspect: true,
  manual: false,
  maxConcurrentUploads: 2,
  maxConnections: 'auto',
  partSize: 'auto',
  maxBandwidth: Infinity,
  checksum: 'md5',
  noTranscode: false,
  deleteCanceled: false,
  scope: '',
  metadata: {},
  pollMs: [1_000, 30_000],
  pollsPerSecond: 10,
};
