/**
 * The worker that hashes. Built into one file of its own with its packages inside, because no import map reaches a
 * worker. A new request replaces the one under way.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { createMD5 } from 'hash-wasm';
import { type Digest, digestOf, Unreadable } from './digest-blob.js';
import { refilled } from './refilled.js';

/** `blob` is absent when the request is no longer wanted. */
export interface HashRequest {
  readonly id: number;
  readonly blob?: Blob;
}

/** No field but `id` is a sign of life. */
export interface HashReply {
  readonly id: number;
  readonly md5?: string;
  readonly unreadable?: string;
  readonly failed?: string;
}

const PIECE_BYTES = 2 * 2 ** 20;
/** A sign of life this often is enough, and every one of them costs the page a moment. */
const PULSE_MS = 1_000;

let current: number | undefined;
let wasmAllowed = true;

async function fresh(): Promise<Digest> {
  if (wasmAllowed) {
    try {
      const hash = (await createMD5()).init();
      return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('binary') };
    } catch {
      // A policy without `wasm-unsafe-eval`, or no WebAssembly at all: each try would be reported as a violation
      wasmAllowed = false;
    }
  }
  return md5.create();
}

const reply = (message: HashReply): void => self.postMessage(message);

async function hash(id: number, blob: Blob): Promise<void> {
  const unwanted = new Error('not wanted any more');
  let told = performance.now();
  const between = (): void => {
    if (current !== id) throw unwanted;
    const now = performance.now();
    if (now - told < PULSE_MS) return;
    told = now;
    reply({ id });
  };
  try {
    reply({ id, md5: await digestOf(refilled(blob, PIECE_BYTES), await fresh(), between) });
  } catch (error) {
    if (error === unwanted) return;
    const message = error instanceof Error ? error.message : String(error);
    reply(error instanceof Unreadable ? { id, unreadable: message } : { id, failed: message });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<HashRequest>) => {
  if (data.blob === undefined) {
    if (current === data.id) current = undefined;
    return;
  }
  current = data.id;
  void hash(data.id, data.blob);
});
