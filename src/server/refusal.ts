import type { ErrorReply } from '../vod/protocol.js';

/** Ends a request with an error in the API's own shape. Its message reaches the page. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: { readonly requestId?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
  }

  toResponse(): Response {
    const { requestId, headers } = this.more;
    const body: ErrorReply = { ...(requestId && { RequestId: requestId }), Code: this.code, Message: this.message };
    return json(JSON.stringify(body), this.status, headers);
  }
}

/** Never cached: replies carry credentials. */
export function json(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}
