import type { VodClient } from '../server/client.js';
import { UploadError } from '../engine/error.js';
import type { Send, SendRequest } from '../engine/send-port.js';
import type { StoredObject } from './bucket.js';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.js';
import { chunksOf, type Bytes } from './storage.js';
import { openBackend } from './open-backend.js';
import { pause, realWait, type Wait } from './wait.js';
import type { World } from './world.js';

export interface PageEmulator {
  readonly emulator: Emulator;
  readonly world: World;
  readonly client: VodClient;
  /** The backend kit, to be called like `fetch` with `POST <any path>/<Action>`. */
  readonly backend: (request: Request) => Promise<Response>;
  /** Stands in for the XMLHttpRequest of the native store. */
  readonly send: Send;
  close(): Promise<void>;
}

export interface PageOptions extends Pick<EmulatorOptions, 'settings' | 'clock' | 'wait'> {
  /** Slows the way to OSS down, so that a person can watch; unlimited unless given. */
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
  return {
    emulator,
    world: emulator.world('page'),
    client,
    backend: openBackend(client),
    send: (request) => send(emulator, request, { bytesPerSecond, wait }),
    async close() {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
      await emulator.close();
    },
  };
}

interface Pace {
  readonly bytesPerSecond: number;
  readonly wait: Wait;
}

async function send(emulator: Emulator, request: SendRequest, pace: Pace): ReturnType<Send> {
  const { method, url, headers, body, signal, onSent } = request;
  signal.throwIfAborted();
  const blob = typeof body === 'string' ? new Blob([body]) : body;
  try {
    const response = await emulator.handle({
      method,
      url: new URL(url),
      headers: new Headers({ ...headers, ...(blob && { 'content-length': String(blob.size) }) }),
      body: leaving(blob, signal, pace, onSent),
      signal,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    signal.throwIfAborted();
    throw new UploadError('network', `${method} got no answer`, {}, { cause });
  }
}

async function* leaving(
  blob: Blob | undefined,
  signal: AbortSignal,
  { bytesPerSecond, wait }: Pace,
  onSent: SendRequest['onSent'],
): AsyncGenerator<Bytes, void, undefined> {
  if (!blob) return;
  let sent = 0;
  for await (const chunk of chunksOf(blob.stream())) {
    if (bytesPerSecond !== Infinity) await pause(wait, (chunk.byteLength / bytesPerSecond) * 1000, signal);
    signal.throwIfAborted();
    yield chunk;
    sent += chunk.byteLength;
    onSent?.(sent);
  }
}
