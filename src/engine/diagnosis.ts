export type CheckResult = 'ok' | 'warning' | 'failed' | 'skipped';

/** What was looked at, in the order in which a report has it. */
export type CheckName =
  | 'secure-context'
  | 'mixed-content'
  | 'online'
  | 'storage'
  | 'locks'
  | 'channel'
  | 'hashing'
  | 'file-handles'
  | 'backend'
  | 'ticket'
  | 'ticket-lifetime'
  | 'clock'
  | 'bucket-cors'
  | 'bucket-upload'
  | 'bucket-signature'
  | 'bucket-etag'
  | 'bucket-crc64'
  | 'bucket-request-id'
  | 'bucket-listing';

/** One thing that was looked at; `says` tells what was found and, where it is not well, what to do. */
export interface Check {
  readonly name: CheckName;
  readonly result: CheckResult;
  readonly says: string;
}

/** What `diagnose()` found. Frozen, plain data: no key, token, signature or signed URL, names of bucket and object cut. */
export interface Diagnosis {
  /** Nothing has failed. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** All of it for a bug report, with the versions of library and browser. */
  readonly text: string;
}

export interface DiagnoseOptions {
  /**
   * Creates a media where no upload has one yet, so that ticket and bucket can be looked at; it stays in VOD, empty.
   * The bucket itself keeps nothing in either case.
   */
  readonly create?: boolean;
  readonly signal?: AbortSignal;
}
