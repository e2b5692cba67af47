import { UploadError } from '../engine/error.js';
import type { SendReply, SendRequest } from '../engine/send-port.js';

// No answer of OSS to an upload comes near; something that large is a page or a file of somebody else's.
const MAX_REPLY_BYTES = 8 << 20;

/**
 * One XMLHttpRequest: only it tells how many bytes of a body have left. Has no timeout, because a slow part is not a
 * dead one: whoever calls watches the progress and aborts. Works in workers too.
 *
 * Rejects with the signal's reason when aborted, `file-unreadable` when the body itself cannot be read any more,
 * `storage-misconfigured` when the page's own policy blocks the address, else `network` when no whole answer came: a
 * page cannot tell DNS from TLS from CORS.
 */
export function send(request: SendRequest): Promise<SendReply> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    // Ends every listener below, whichever way this goes.
    const settled = new AbortController();
    const listening = { signal: settled.signal };
    const finish = (settle: () => void): void => {
      if (settled.signal.aborted) return;
      settled.abort();
      settle();
    };
    const stop = (reason: Error): void =>
      finish(() => {
        xhr.abort();
        reject(reason);
      });

    signal.addEventListener('abort', () => stop(signal.reason as Error), listening);
    xhr.addEventListener('load', () => finish(() => resolve(replyOf(xhr))), listening);
    xhr.addEventListener(
      'progress',
      ({ loaded }) => loaded > MAX_REPLY_BYTES && stop(failure(request, 'the answer has no end')),
      listening,
    );
    listenForSent(xhr, request, listening);
    let blocked = false;
    globalThis.addEventListener('securitypolicyviolation', (event) => (blocked ||= isAbout(event, request)), listening);
    const fail = (): void => void whyItFailed(request, blocked).then(stop);
    xhr.addEventListener('error', fail, listening);
    xhr.addEventListener('abort', fail, listening);

    try {
      start(xhr, request);
    } catch (error) {
      stop(error as Error);
    }
  });
}

function start(xhr: XMLHttpRequest, { method, url, headers, body }: SendRequest): void {
  xhr.open(method, url);
  xhr.responseType = 'text';
  for (const [name, value] of Object.entries(headers)) {
    if (!FORBIDDEN.has(name.toLowerCase())) setHeader(xhr, name, value);
  }
  xhr.send(body === undefined ? null : untyped(body));
}

// Names that ali-oss sets and that a browser would refuse with a line on the console.
const FORBIDDEN = new Set([
  'content-length',
  'host',
  'user-agent',
  'connection',
  'date',
  'accept-encoding',
  'origin',
  'referer',
]);

function setHeader(xhr: XMLHttpRequest, name: string, value: string): void {
  try {
    xhr.setRequestHeader(name, value);
  } catch {
    // The browser's own message quotes the value, which may be a token.
    throw new UploadError('internal', `The header ${name} has a value that cannot be sent`);
  }
}

// A string makes the browser add a Content-Type, and a typed Blob its own: neither would be signed.
function untyped(body: Blob | string): Blob {
  if (typeof body === 'string') return new Blob([body]);
  return body.type === '' ? body : body.slice(0, body.size, '');
}

function listenForSent(xhr: XMLHttpRequest, { onSent }: SendRequest, listening: { signal: AbortSignal }): void {
  if (!onSent) return;
  let most = 0;
  // Chromium sends again by itself when a kept connection turns out dead, and then counts from the start.
  const report = ({ loaded }: ProgressEvent): void => {
    if (loaded > most) onSent((most = loaded));
  };
  xhr.upload.addEventListener('progress', report, listening);
  xhr.upload.addEventListener('load', report, listening);
}

function replyOf(xhr: XMLHttpRequest): SendReply {
  // Not getResponseHeader: it logs an error for every header that CORS hides.
  const lines = xhr.getAllResponseHeaders().split('\r\n').filter(Boolean);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return {
    status: xhr.status,
    headers: { get: (name) => headers.get(name.toLowerCase()) ?? null },
    text: xhr.responseText,
  };
}

// Chromium tells of it before it tells the request.
const isAbout = (
  { effectiveDirective, disposition, blockedURI }: SecurityPolicyViolationEvent,
  { url }: SendRequest,
): boolean =>
  effectiveDirective === 'connect-src' && disposition === 'enforce' && blockedURI.startsWith(new URL(url).origin);

/** A file that was changed or taken away looks like a broken connection; reading one byte tells them apart. */
async function whyItFailed(request: SendRequest, blocked: boolean): Promise<UploadError> {
  if (blocked) {
    const message = `${place(request)}: blocked by the page's Content-Security-Policy (connect-src)`;
    return new UploadError('storage-misconfigured', message, { status: 0 });
  }
  if (request.body instanceof Blob && request.body.size > 0) {
    try {
      await request.body.slice(0, 1).arrayBuffer();
    } catch (cause) {
      return new UploadError('file-unreadable', 'The file cannot be read any more', {}, { cause });
    }
  }
  return failure(request, 'no answer');
}

const failure = (request: SendRequest, what: string): UploadError =>
  new UploadError('network', `${place(request)}: ${what}`, { status: 0 });

/** Without the query: it is of no use in a report, and may be signed. */
function place({ method, url }: SendRequest): string {
  const { origin, pathname } = new URL(url);
  return `${method} ${origin}${pathname}`;
}
