import type { VodClient } from '../server/client.js';
import { createVodHandler } from '../server/handler.js';
import { UploadError } from '../engine/error.js';
import type { Send, SendRequest } from '../engine/send-port.js';
import type { StoredObject } from './bucket.js';
import { createEmulator, type Emulator } from './emulator.js';
import type { SettingsPatch } from './settings.js';
import { chunksOf, type Bytes } from './storage.js';
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

export interface PageOptions {
  readonly settings?: SettingsPatch;
  /** Slows the way to OSS down, so that a person can watch; unlimited unless given. */
  readonly bytesPerSecond?: number;
}

/** Faults are ordered here; the world's own log has them. */
const inLog = (): void => undefined;

/** VOD and OSS inside a page, for a static Storybook: no server, no network. What was uploaded plays from memory. */
export function createPageEmulator(options: PageOptions = {}): PageEmulator {
  const { settings, bytesPerSecond = Infinity } = options;
  const urls = new Map<StoredObject, string>();
  const objectUrl = (object: StoredObject): string => {
    const known = urls.get(object);
    if (known !== undefined) return known;
    const blobs = object.content.pieces.map(({ blob }) => blob as Blob);
    const url = URL.createObjectURL(new Blob(blobs, { type: object.headers['content-type'] ?? '' }));
    urls.set(object, url);
    return url;
  };
  const emulator = createEmulator({ objectUrl, ...(settings && { settings }) });
  const client = emulator.client('page');
  return {
    emulator,
    world: emulator.world('page'),
    client,
    backend: createVodHandler({ client, authorize: () => true, owns: 'any', onError: inLog }),
    send: (request) => send(emulator, request, bytesPerSecond),
    async close() {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
      await emulator.close();
    },
  };
}

async function send(emulator: Emulator, request: SendRequest, bytesPerSecond: number): ReturnType<Send> {
  const { method, url, headers, body, signal, onSent } = request;
  signal.throwIfAborted();
  const blob = typeof body === 'string' ? new Blob([body]) : body;
  try {
    const response = await emulator.handle({
      method,
      url: new URL(url),
      headers: new Headers({ ...headers, ...(blob && { 'content-length': String(blob.size) }) }),
      body: leaving(blob, signal, bytesPerSecond, onSent),
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
  bytesPerSecond: number,
  onSent: SendRequest['onSent'],
): AsyncGenerator<Bytes, void, undefined> {
  if (!blob) return;
  let sent = 0;
  for await (const chunk of chunksOf(blob.stream())) {
    signal.throwIfAborted();
    if (bytesPerSecond !== Infinity) await pause((chunk.byteLength / bytesPerSecond) * 1000, signal);
    yield chunk;
    sent += chunk.byteLength;
    onSent?.(sent);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
  });
}
