import type { Metadata } from './backend-port.js';

/**
 * Every way an upload can fail, with the one who can mend it and whether trying the same thing again can help.
 *
 * - `person`: pick another file, change a text
 * - `integrator`: the page or its backend is set up wrongly
 * - `network`, `storage`: between here and OSS, or OSS itself
 * - `content`: VOD looked at the media and refused it
 * - `us`: a defect of this library
 */
export const ERRORS = {
  'file-empty': { who: 'person', retryable: false },
  'file-no-extension': { who: 'person', retryable: false },
  'file-type': { who: 'person', retryable: false },
  'file-too-large': { who: 'person', retryable: false },
  'file-too-small': { who: 'person', retryable: false },
  'file-playlist': { who: 'person', retryable: false },
  'file-duplicate': { who: 'person', retryable: false },
  'file-refused': { who: 'person', retryable: false },
  'file-changed': { who: 'person', retryable: false },
  'file-differs': { who: 'person', retryable: true },
  'file-unreadable': { who: 'person', retryable: true },
  'file-not-media': { who: 'person', retryable: false },
  'file-too-long': { who: 'person', retryable: false },
  'file-cut-off': { who: 'person', retryable: true },
  'file-mislabelled': { who: 'person', retryable: true },
  'file-codec': { who: 'person', retryable: true },
  'file-no-tracks': { who: 'person', retryable: true },
  'url-invalid': { who: 'person', retryable: false },
  'url-scheme': { who: 'person', retryable: false },
  'url-no-extension': { who: 'person', retryable: false },
  'url-duplicate': { who: 'person', retryable: false },
  'too-many-files': { who: 'person', retryable: false },
  'title-empty': { who: 'person', retryable: true },
  'title-too-long': { who: 'person', retryable: true },
  'title-characters': { who: 'person', retryable: true },
  'description-too-long': { who: 'person', retryable: true },
  'description-characters': { who: 'person', retryable: true },
  'too-many-tags': { who: 'person', retryable: true },
  'tag-too-long': { who: 'person', retryable: true },
  'tag-characters': { who: 'person', retryable: true },
  'reference-id-invalid': { who: 'integrator', retryable: true },
  'cover-type': { who: 'person', retryable: true },
  'cover-unreadable': { who: 'person', retryable: false },
  'cover-too-large': { who: 'person', retryable: false },
  'cover-failed': { who: 'network', retryable: true },
  'extend-too-long': { who: 'integrator', retryable: true },
  'metadata-failed': { who: 'integrator', retryable: true },
  'text-refused': { who: 'person', retryable: true },
  'category-unknown': { who: 'integrator', retryable: true },
  'parameter-refused': { who: 'integrator', retryable: true },
  'no-endpoint': { who: 'integrator', retryable: true },
  'backend-unreachable': { who: 'network', retryable: true },
  'backend-busy': { who: 'integrator', retryable: true },
  'backend-sign-in': { who: 'person', retryable: true },
  'backend-refused': { who: 'integrator', retryable: true },
  'backend-malformed': { who: 'integrator', retryable: true },
  'backend-unsupported': { who: 'integrator', retryable: false },
  'ticket-malformed': { who: 'integrator', retryable: true },
  'ticket-changed': { who: 'integrator', retryable: false },
  'credentials-expired': { who: 'storage', retryable: true },
  'credentials-dead': { who: 'integrator', retryable: true },
  'signature-refused': { who: 'integrator', retryable: false },
  'clock-skew': { who: 'person', retryable: true },
  network: { who: 'network', retryable: true },
  stalled: { who: 'network', retryable: true },
  'captive-portal': { who: 'network', retryable: true },
  'storage-busy': { who: 'storage', retryable: true },
  'storage-refused': { who: 'integrator', retryable: false },
  'storage-misconfigured': { who: 'integrator', retryable: false },
  'storage-malformed': { who: 'storage', retryable: true },
  'etag-hidden': { who: 'integrator', retryable: false },
  'upload-gone': { who: 'storage', retryable: true },
  'parts-differ': { who: 'storage', retryable: true },
  'part-damaged': { who: 'network', retryable: true },
  integrity: { who: 'network', retryable: true },
  'transcode-failed': { who: 'content', retryable: false },
  'upload-failed': { who: 'content', retryable: true },
  'import-failed': { who: 'content', retryable: true },
  'media-blocked': { who: 'content', retryable: false },
  'media-missing': { who: 'content', retryable: false },
  'media-forbidden': { who: 'integrator', retryable: false },
  internal: { who: 'us', retryable: true },
} as const satisfies Record<string, { who: string; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** What a bug report needs to know. Never holds a secret, a token or a signed URL. */
export interface ErrorDetail {
  /** What was being done, for example `UploadPart` or `CreateUploadVideo`. */
  readonly operation?: string;
  /** Of what VOD is told when a media is created, the word that is wrong. */
  readonly field?: keyof Metadata | 'cover';
  /** Part number, from 1. */
  readonly part?: number;
  /** HTTP status; 0 or absent when no answer could be read. */
  readonly status?: number;
  /** The service's own error code, for example `SecurityTokenExpired`. */
  readonly serviceCode?: string;
  readonly requestId?: string;
  /** `Retry-After` as milliseconds, where the answer carried one that could be read. */
  readonly retryAfterMs?: number;
  /** Values for the placeholders of the text that people read: a limit, an extension, a file's name. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** The first characters of an answer that could not be understood. */
  readonly excerpt?: string;
}

/** The one error type that leaves the library. The text for people is looked up by `code` in the elements. */
export class UploadError extends Error {
  override readonly name = 'UploadError';
  readonly retryable: boolean;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly detail: ErrorDetail = {},
    options: { cause?: unknown; retryable?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryable = options.retryable ?? ERRORS[code].retryable;
  }

  /** Who can mend it. */
  get who(): (typeof ERRORS)[ErrorCode]['who'] {
    return ERRORS[this.code].who;
  }

  /** Wraps whatever was thrown; an `UploadError` stays itself. */
  static from(thrown: unknown): UploadError {
    if (thrown instanceof UploadError) return thrown;
    const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return new UploadError('internal', message, {}, { cause: thrown });
  }
}
