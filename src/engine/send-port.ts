/** One HTTP request. Signed already: whoever sends it adds no header that OSS would have to know of. */
export interface SendRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Blob | string;
  readonly signal: AbortSignal;
  /** Bytes of the body that have left so far, never fewer than before. */
  readonly onSent?: (bytes: number) => void;
}

/** A whole answer of any status. `get` is `null` for a header that is absent or that CORS hides. */
export interface SendReply {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

/**
 * Sends one request, once. Rejects with an `UploadError` (`network`) when no whole answer came, and with the signal's
 * reason when aborted. Object stores are given one; `web/send.ts` implements it.
 */
export type Send = (request: SendRequest) => Promise<SendReply>;
