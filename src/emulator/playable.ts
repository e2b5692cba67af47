import { BufferTarget, Conversion, Mp4OutputFormat, Output } from 'mediabunny';
import { inputOf, type MediaFacts } from './media-facts.js';
import type { Bytes, Content } from './storage.js';

// What every current browser takes as it is. Names are mediabunny's.
const PLAYED_AS_IS = new Set(['MP4', 'WebM', 'MP3', 'WAVE', 'FLAC', 'ADTS', 'Ogg']);

// Repacking happens in memory.
const LARGEST_REPACKED = 64 * 1024 ** 2;

export const isPlayedAsIs = ({ container }: MediaFacts): boolean => PLAYED_AS_IS.has(container);

/** The same streams in an MP4, nothing decoded. `undefined` when they do not fit there or are too large. */
export async function repack(content: Content): Promise<Bytes | undefined> {
  if (content.size > LARGEST_REPACKED) return undefined;
  const input = inputOf(content);
  try {
    const target = new BufferTarget();
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
    const conversion = await Conversion.init({ input, output });
    // A codec that MP4 does not hold would need decoding: those tracks are discarded, and half a video is none.
    if (!conversion.isValid || conversion.discardedTracks.length > 0) return undefined;
    await conversion.execute();
    return target.buffer ? new Uint8Array(target.buffer) : undefined;
  } catch {
    return undefined;
  } finally {
    input.dispose();
  }
}
