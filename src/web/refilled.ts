import { slices } from './digest-blob.js';

/** Then the slices take over. A disk may be slower than that: it is asked again, and nothing is lost. */
const SILENCE_MS = 5_000;

/** The buffer of the last Blob, for the next one. */
let spare: ArrayBuffer | undefined;

/** What is being read: Chromium has taken a stream for garbage while a read of it was pending (156). */
const reading = new Set<unknown>();

/**
 * The Blob's bytes, each time in the same buffer, so a piece is good until the next one is asked for. A buffer for each
 * piece grew the page by 200 MB while 10 GB were hashed, because the collector comes late (Chromium 156). Where the
 * browser fills no buffer of ours, or its stream ends badly or not at all, slices go on, and say what is wrong.
 */
export async function* refilled(
  blob: Blob,
  bytes: number,
  silenceMs = SILENCE_MS,
): AsyncGenerator<Uint8Array, void, undefined> {
  let had = 0;
  const reader = open(blob);
  if (reader !== undefined) {
    reading.add(reader);
    let buffer = spare?.byteLength === bytes ? spare : new ArrayBuffer(bytes);
    spare = undefined;
    try {
      while (had < blob.size) {
        const min = Math.min(bytes, blob.size - had);
        // Where `min` is not known, pieces are as large as they come.
        const { value } = await inTime(reader.read(new Uint8Array(buffer), { min }), silenceMs);
        if (!value?.byteLength) break;
        had += value.byteLength;
        yield value;
        buffer = value.buffer;
      }
      spare = buffer;
    } catch {
      // Whatever it was: the slices find it too, or go on where it ended.
    } finally {
      reading.delete(reader);
      reader.cancel().catch(() => undefined);
    }
  }
  yield* slices(blob, bytes, had);
}

function open(blob: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return blob.stream().getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
}

function inTime<T>(step: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Silence')), ms);
    step.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
