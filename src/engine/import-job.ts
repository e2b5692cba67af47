/** What a person or a page says of a file that VOD fetches by itself. Limits: UploadMediaByURL. */
export interface ImportMetadata {
  /** At most 128 characters, no emoji. */
  readonly title: string;
  /** At most 1,024 characters, no emoji. */
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly cateId?: number;
  readonly coverUrl?: string;
  readonly templateGroupId?: string;
  readonly workflowId?: string;
  readonly storageLocation?: string;
  readonly appId?: string;
  /** Goes into `UserData.Extend`. */
  readonly extend?: unknown;
  /** Lower case, without dot; only where the URL's path has none. */
  readonly fileExtension?: string;
}

/** One file that VOD is asked to fetch. */
export interface ImportRequest {
  /** `http:` or `https:`, encoded once. May be signed: never stored, logged or shown but for its file name. */
  readonly url: string;
  readonly metadata: ImportMetadata;
}

/** VOD has taken it on. */
export interface ImportReceipt {
  readonly url: string;
  readonly jobId: string;
  /** Intelligent Media Services know it at once, VOD only when the file has arrived. */
  readonly mediaId?: string;
}

/** How an import stands, in our words; `unknown` carries a value that the service has invented since. */
export type ImportStatus =
  | 'pending'
  | 'processing'
  | 'downloading'
  | 'downloaded'
  | 'download-failed'
  | 'uploading'
  | 'uploaded'
  | 'upload-failed'
  | 'succeeded'
  | 'canceled'
  /** The service does not know the job: not yet, or not any more (VOD forgets after a year). */
  | 'missing'
  | 'unknown';

/** One look at an import. */
export interface ImportReport {
  readonly jobId: string;
  /** May be signed: see `ImportRequest`. */
  readonly url?: string;
  readonly status: ImportStatus;
  /**
   * The service's own spelling, to be shown when we do not know the value. Of `missing` the list that names it
   * (`NonExists`), or '' where the reply does not name it at all.
   */
  readonly rawStatus: string;
  readonly mediaId?: string;
  readonly registeredMediaId?: string;
  /** Bytes. */
  readonly size?: number;
  /** As the service spells it: `200` where all went well, and then the message says nothing. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** ISO 8601; without a zone where the service told none. */
  readonly createdAt?: string;
  readonly completedAt?: string;
  /** As it is: the documents' own sample is no valid JSON. */
  readonly userData?: string;
  /** Of the reply that says so: Alibaba's support asks for it. */
  readonly requestId?: string;
}

const FAILED: readonly ImportStatus[] = ['download-failed', 'upload-failed', 'canceled'];
const ARRIVED: readonly ImportStatus[] = ['succeeded', 'uploaded'];

/**
 * Nothing more will come of it: looked at no more. What has arrived has its media, or will be told of it; `missing` may
 * be the beginning: whoever looks decides.
 */
export const isImportOver = ({ status, mediaId }: ImportReport): boolean =>
  FAILED.includes(status) || (ARRIVED.includes(status) && mediaId !== undefined);
