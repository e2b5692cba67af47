import { UploadError } from '../engine/error.js';
import { readBlob } from '../engine/read-blob.js';
import type { SendReply, SendRequest } from '../engine/send-port.js';
import { filesCanBeStreamed } from './streaming.js';

// No answer of OSS to an upload comes near; something that large is a page or a file of somebody else's.
const MAX_REPLY_BYTES = 8 << 20;

/**
 * One XMLHttpRequest: only it tells how many bytes of a body have left. Has no timeout, because a slow part is not a
 * dead one: whoever calls watches the progress and aborts. Works in workers too.
 *
 * Rejects with the signal's reason when aborted, `file-unreadable` when the body itself cannot be read any more,
 * `storage-misconfigured` when the page's own policy blocks the address, `storage-malformed` when the answer has no end,
 * else `network` when no whole answer came: a page cannot tell DNS from TLS from CORS.
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
      ({ loaded }) => loaded > MAX_REPLY_BYTES && stop(endless(request, xhr.status)),
      listening,
    );
    listenForSent(xhr, request, listening);
    let blocked = false;
    globalThis.addEventListener('securitypolicyviolation', (event) => (blocked ||= isAbout(event, request)), listening);
    const fail = (): void => void whyItFailed(request, blocked).then(stop);
    xhr.addEventListener('error', fail, listening);
    xhr.addEventListener('abort', fail, listening);

    try {
      open(xhr, request);
      const body = untyped(request.body);
      if (body === null || filesCanBeStreamed()) xhr.send(body);
      else {
        const read = readBlob(body).then((bytes) => (settled.signal.aborted ? undefined : xhr.send(bytes)));
        read.catch(stop);
      }
    } catch (error) {
      stop(error as Error);
    }
  });
}

function open(xhr: XMLHttpRequest, { method, url, headers }: SendRequest): void {
  xhr.open(method, url);
  xhr.responseType = 'text';
  for (const [name, value] of Object.entries(headers)) {
    if (!FORBIDDEN.has(name.toLowerCase())) setHeader(xhr, name, value);
  }
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
function untyped(body: Blob | string | undefined): Blob | null {
  if (body === undefined) return null;
  if (typeof body === 'string') return new Blob([body]);
  return body.type === '' ? body : body.slice(0, body.size, '');
}

function listenForSent(xhr: XMLHttpRequest, { onSent, body }: SendRequest, listening: { signal: AbortSignal }): void {
  if (!onSent) return;
  let most = 0;
  const whole = body instanceof Blob ? body.size : Infinity;
  // Browsers send again by themselves when a kept connection turns out dead: Chromium counts from the start then,
  // WebKitGTK counts on.
  const report = ({ loaded }: ProgressEvent): void => {
    const sent = Math.min(loaded, whole);
    if (sent > most) onSent((most = sent));
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
      await readBlob(request.body.slice(0, 1));
    } catch (error) {
      return error as UploadError;
    }
  }
  return failure(request, 'no answer');
}

const failure = (request: SendRequest, what: string): UploadError =>
  new UploadError('network', `${place(request)}: ${what}`, { status: 0 });

const endless = (request: SendRequest, status: number): UploadError =>
  new UploadError('storage-malformed', `${place(request)}: the answer has no end`, { status });

/** Without the query: it is of no use in a report, and may be signed. */
function place({ method, url }: SendRequest): string {
  const { origin, pathname } = new URL(url);
  return `${method} ${origin}${pathname}`;
}
