import { stopped } from '../../src/engine/abort.js';
import { untilAborted } from '../../src/engine/until-aborted.js';
import { UploadError } from '../../src/engine/error.js';
import type { Clock } from '../../src/engine/ports.js';
import type { Send, SendRequest } from '../../src/engine/send-port.js';
import type { Emulator } from '../../src/emulator/emulator.js';
import type { Incoming } from '../../src/emulator/incoming.js';
import { counted } from './real-work.js';

/** `up`; `down`: every request fails at once; `dead`: packets vanish, and nobody is told. */
export type LinkState = 'up' | 'down' | 'dead';

type Bytes = Uint8Array<ArrayBuffer>;

const PIECE_BYTES = 64 * 1024;
/** Headers that a page may read of another origin's answer without being allowed to (Fetch standard). */
const SAFELISTED = ['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'pragma'];

/** The way from one page to the emulator with the rules of a browser: CORS with its preflights, bytes that leave one by one. */
export class VirtualLink {
  state: LinkState = 'up';
  bytesPerSecond = Infinity;
  latencyMs = 0;
  /** Bytes that the sender's kernel takes at once: the browser calls them sent long before they have left. */
  kernelBytes = 0;
  /** How every request ended for the page: the words of OSS, '' of the backend, undefined where no answer arrived. */
  heard: (asked: { readonly method: string; readonly url: string }, answer: string | undefined) => void = () =>
    undefined;
  /** Like Chromium on a kept connection that turns out dead: sends once more by itself, and the page never hears of it. */
  resends = false;
  /** What something between OSS and the page makes of an answer. */
  tamper: (answer: Response, asked: { readonly method: string; readonly url: URL }) => Response | Promise<Response> = (
    answer,
  ) => answer;
  /** Method and path of every request that the page began, preflights left out. */
  readonly asked: string[] = [];
  readonly #cuts = new Set<AbortController>();
  readonly #allowed = new Set<string>();

  constructor(
    private readonly emulator: Emulator,
    private readonly clock: Clock,
    private readonly origin: string,
  ) {}

  /** Every connection dies now. */
  cut(): void {
    for (const wire of this.#cuts) wire.abort(stopped('The connection died'));
  }

  /** Stands in for the XMLHttpRequest of the native store. */
  readonly send: Send = async (request) => {
    const { method, url, headers, body, signal, onSent } = request;
    this.asked.push(`${method} ${new URL(url).pathname}`);
    try {
      const bytes = await bytesOf(body);
      await this.#preflight(request);
      const response = await this.#ask(method, url, { ...headers, origin: this.origin }, bytes, signal, onSent);
      const shown = this.#readable(response);
      const text = await untilAborted(response.text(), signal);
      this.heard(request, text);
      return { status: response.status, headers: shown, text };
    } catch (cause) {
      this.heard(request, undefined);
      signal.throwIfAborted();
      if (cause instanceof UploadError) throw cause;
      throw new UploadError('network', `${method}: no answer`, { status: 0 }, { cause });
    }
  };

  /** To the page's own origin. */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { method = 'GET', headers, body, signal } = init;
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array();
    const plain = Object.fromEntries(new Headers(headers));
    this.asked.push(`${method} ${new URL(input as string).pathname}`);
    const url = input as string;
    try {
      const response = await this.#ask(method, url, plain, bytes, signal ?? new AbortController().signal);
      this.heard({ method, url }, '');
      return response;
    } catch (cause) {
      this.heard({ method, url }, undefined);
      signal?.throwIfAborted();
      throw new TypeError('Failed to fetch', { cause });
    }
  };

  async #ask(
    method: string,
    url: string,
    headers: Readonly<Record<string, string>>,
    body: Bytes,
    signal: AbortSignal,
    onSent?: (bytes: number) => void,
  ): Promise<Response> {
    const wire = new AbortController();
    this.#cuts.add(wire);
    const either = AbortSignal.any([signal, wire.signal]);
    try {
      await this.#travel(either);
      const incoming: Incoming = {
        method,
        url: new URL(url),
        headers: new Headers({ ...headers, ...(body.length > 0 && { 'content-length': String(body.length) }) }),
        body: this.#leaving(body, either, onSent),
        signal: either,
      };
      const response = await untilAborted(
        this.#handle(incoming, () => this.#leaving(body, either, onSent)),
        either,
      );
      await this.#travel(either);
      return this.tamper(response, incoming);
    } finally {
      this.#cuts.delete(wire);
      wire.abort(stopped('The request is over'));
    }
  }

  async #handle(incoming: Incoming, bodyAgain: () => Incoming['body']): Promise<Response> {
    try {
      return await this.emulator.handle(incoming);
    } catch (error) {
      if (!this.resends || incoming.signal?.aborted) throw error;
      return this.emulator.handle({ ...incoming, body: bodyAgain() });
    }
  }

  /** One way. On a dead link it ends with the request. */
  async #travel(signal: AbortSignal): Promise<void> {
    if (this.latencyMs > 0) await this.clock.wait(this.latencyMs, signal);
    if (this.state === 'down') {
      await this.clock.wait(1, signal);
      throw new TypeError('Network is unreachable');
    }
    if (this.state === 'dead') await untilAborted(new Promise(() => undefined), signal);
    signal.throwIfAborted();
  }

  async *#leaving(body: Bytes, signal: AbortSignal, onSent?: (bytes: number) => void): AsyncGenerator<Bytes> {
    for (let at = 0; at < body.length; at += PIECE_BYTES) {
      const piece = body.slice(at, at + PIECE_BYTES);
      if (this.bytesPerSecond !== Infinity) {
        await this.clock.wait((piece.length / this.bytesPerSecond) * 1000, signal);
      }
      await this.#travel(signal);
      onSent?.(Math.min(body.length, at + piece.length + this.kernelBytes));
      yield piece;
    }
  }

  async #preflight({ method, url, headers, signal }: SendRequest): Promise<void> {
    const { origin: host } = new URL(url);
    if (this.#allowed.has(`${method} ${host}`)) return;
    const asked = { 'access-control-request-method': method, 'access-control-request-headers': namesOf(headers) };
    const response = await this.#ask('OPTIONS', url, { origin: this.origin, ...asked }, new Uint8Array(), signal);
    if (!response.ok || !response.headers.has('access-control-allow-origin'))
      throw new TypeError('CORS preflight failed');
    this.#allowed.add(`${method} ${host}`);
  }

  /** Throws where the answer is not for this page. */
  #readable({ headers }: Response): { get(name: string): string | null } {
    if (!headers.has('access-control-allow-origin')) throw new TypeError('Blocked by CORS');
    const exposed = (headers.get('access-control-expose-headers') ?? '').toLowerCase().split(/, */);
    const shown = new Set([...SAFELISTED, ...exposed]);
    return { get: (name) => (shown.has(name.toLowerCase()) ? headers.get(name) : null) };
  }
}

const namesOf = (headers: SendRequest['headers']): string => Object.keys(headers).sort().join(',');

/** A file that cannot be read is no broken connection. */
async function bytesOf(body: SendRequest['body']): Promise<Bytes> {
  if (body === undefined) return new Uint8Array();
  if (typeof body === 'string') return new TextEncoder().encode(body);
  try {
    return new Uint8Array(await counted(body.arrayBuffer()));
  } catch (cause) {
    throw new UploadError('file-unreadable', 'The file cannot be read any more', {}, { cause });
  }
}
