import type { Hit } from './faults.js';
import type { Incoming } from './incoming.js';
import type { Bytes, Chunks } from './storage.js';

/** Rejects with `ConnectionCut` when the sender is gone. */
export type Pause = (ms: number, lifted: AbortSignal) => Promise<void>;

/** What arrives of a request's body: damaged and at the pace that the faults leave it. */
export function spoiltBody(
  { body, headers }: Pick<Incoming, 'body' | 'headers'>,
  hits: readonly Hit[],
  pause: Pause,
): Chunks {
  const announced = headers.get('content-length');
  return hits.reduce((chunks, { fault, lifted }) => {
    if (fault.what === 'corrupt')
      return flipped(chunks, fault.atByte, announced === null ? undefined : Number(announced));
    return fault.what === 'slow' ? paced(chunks, fault.bytesPerSecond, (ms) => pause(ms, lifted)) : chunks;
  }, body);
}

/** Reads at least so many bytes, in whole chunks; all of a shorter body. */
export async function readAtLeast(body: Chunks, bytes: number): Promise<void> {
  if (bytes === 0) return;
  let read = 0;
  for await (const chunk of body) {
    read += chunk.byteLength;
    if (read >= bytes) return;
  }
}

// Small enough for a part's progress to be seen, large enough for a slow part not to become thousands of waits.
const STEPS_PER_SECOND = 4;

async function* paced(
  chunks: Chunks,
  bytesPerSecond: number,
  pause: (ms: number) => Promise<void>,
): AsyncGenerator<Bytes, void, undefined> {
  const step = Math.max(1, Math.floor(bytesPerSecond / STEPS_PER_SECOND));
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength; at += step) {
      const piece = chunk.subarray(at, at + step);
      await pause((piece.byteLength / bytesPerSecond) * 1000);
      yield piece;
    }
  }
}

/** Flips the lowest bit of one byte. A body shorter than that is hit in its last byte where its length is announced. */
async function* flipped(
  chunks: Chunks,
  atByte: number | undefined,
  length: number | undefined,
): AsyncGenerator<Bytes, void, undefined> {
  let target = length === undefined ? atByte : Math.min(atByte ?? Math.floor(length / 2), length - 1);
  let start = 0;
  for await (const chunk of chunks) {
    target ??= start + Math.floor(chunk.byteLength / 2);
    const at = target - start;
    start += chunk.byteLength;
    if (at < 0 || at >= chunk.byteLength) {
      yield chunk;
      continue;
    }
    // The sender's own bytes stay whole: it may send them again.
    const damaged = chunk.slice();
    damaged[at] = (damaged[at] as number) ^ 1;
    yield damaged;
  }
}
