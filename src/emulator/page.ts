import type { VodClient } from '../server/client.js';
import { UploadError } from '../engine/error.js';
import type { Send, SendRequest } from '../engine/send-port.js';
import type { StoredObject } from './bucket.js';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.js';
import { chunksOf, type Bytes } from './storage.js';
import { openBackend } from './open-backend.js';
import { PageLine } from './page-line.js';
import { realWait } from './wait.js';
import type { World } from './world.js';

export interface PageEmulator {
  readonly emulator: Emulator;
  readonly world: World;
  readonly client: VodClient;
  /** The backend kit, to be called like `fetch` with `POST <any path>/<Action>`. */
  readonly backend: (request: Request) => Promise<Response>;
  /** Stands in for the XMLHttpRequest of the native store. */
  readonly send: Send;
  /** The same backend behind the line, where faults for `backend` reach it. */
  readonly ask: (action: string, parameters: object) => Promise<Response>;
  /** What lies between the page and the emulator; `createVodUploader({ network: line })` knows when it is unplugged. */
  readonly line: PageLine;
  close(): Promise<void>;
}

export interface PageOptions extends Pick<EmulatorOptions, 'settings' | 'clock' | 'wait' | 'fetch'> {
  /** Slows the way to OSS down, so that a person can watch; unlimited unless given, and changed by `line`. */
  readonly bytesPerSecond?: number;
}

/** VOD and OSS inside a page, for a static Storybook: no server, no network. What was uploaded plays from memory. */
export function createPageEmulator(options: PageOptions = {}): PageEmulator {
  const { bytesPerSecond = Infinity, wait = realWait, ...emulated } = options;
  const urls = new Map<StoredObject, string>();
  const objectUrl = (object: StoredObject): string => {
    const known = urls.get(object);
    if (known !== undefined) return known;
    const blobs = object.content.pieces.map(({ blob }) => blob as Blob);
    const url = URL.createObjectURL(new Blob(blobs, { type: object.headers['content-type'] ?? '' }));
    urls.set(object, url);
    return url;
  };
  const emulator = createEmulator({ objectUrl, wait, ...emulated });
  const client = emulator.client('page');
  const line = new PageLine({ bytesPerSecond, wait, clock: emulated.clock ?? Date.now });
  return {
    emulator,
    world: emulator.world('page'),
    client,
    backend: openBackend(client),
    send: (request) => send(emulator, request, line),
    ask: (action, parameters) => ask(emulator, action, parameters, line),
    line,
    async close() {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
      await emulator.close();
    },
  };
}

// Nobody is there: the emulator's host is whatever is asked for.
const CONTROL = 'https://emulator.invalid/__emulator/page/api/vod/';

/** Rejects as `fetch` does where there is no answer. */
async function ask(emulator: Emulator, action: string, parameters: object, line: PageLine): Promise<Response> {
  const body = JSON.stringify(parameters);
  const headers = { 'content-type': 'application/json' };
  const { cut } = line;
  cut.throwIfAborted();
  const response = await emulator.fetch(new Request(CONTROL + action, { method: 'POST', body, headers, signal: cut }));
  cut.throwIfAborted();
  return response;
}

async function send(emulator: Emulator, request: SendRequest, line: PageLine): ReturnType<Send> {
  const { method, url, headers, body, onSent } = request;
  request.signal.throwIfAborted();
  const signal = AbortSignal.any([request.signal, line.cut]);
  const blob = typeof body === 'string' ? new Blob([body]) : body;
  try {
    signal.throwIfAborted();
    const response = await emulator.handle({
      method,
      url: new URL(url),
      headers: new Headers({ ...headers, ...(blob && { 'content-length': String(blob.size) }) }),
      body: leaving(blob, signal, line, onSent),
      signal,
    });
    const text = await response.text();
    signal.throwIfAborted();
    return { status: response.status, headers: response.headers, text };
  } catch (cause) {
    request.signal.throwIfAborted();
    throw new UploadError('network', `${method} got no answer`, {}, { cause });
  }
}

async function* leaving(
  blob: Blob | undefined,
  signal: AbortSignal,
  line: PageLine,
  onSent: SendRequest['onSent'],
): AsyncGenerator<Bytes, void, undefined> {
  if (!blob) return;
  let sent = 0;
  for await (const chunk of chunksOf(blob.stream())) {
    for (let at = 0; at < chunk.byteLength;) {
      const piece = line.bytesPerSecond === Infinity ? chunk.subarray(at) : chunk.subarray(at, at + line.step);
      await line.carry(piece.byteLength, signal);
      signal.throwIfAborted();
      yield piece;
      at += piece.byteLength;
      sent += piece.byteLength;
      onSent?.(sent);
    }
  }
}
