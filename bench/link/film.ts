import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { FILLER } from '../sink/sums.js';

const BLOCK = Buffer.alloc(1_000_000, FILLER);

/** A file on a disk, as a person has it, with the bytes that the sink knows the checksums of. Resolves to its path. */
export async function writeFilm(folder: string, size: number): Promise<string> {
  const path = join(folder, `${size}.mp4`);
  const file = await open(path, 'w');
  try {
    for (let at = 0; at < size; at += BLOCK.length)
      await file.write(BLOCK.subarray(0, Math.min(BLOCK.length, size - at)));
  } finally {
    await file.close();
  }
  return path;
}
