import { readFileSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { freeBox, paddedMp4 } from './padded-mp4.js';

const clip = (): Buffer<ArrayBuffer> => readFileSync('test/media/clip.mp4');

/** A film that plays, on disk: every byte of it is there. */
export async function writeFilm(path: string, bytes: number): Promise<string> {
  await writeFile(path, paddedMp4(new Blob([clip()]), bytes).stream());
  return path;
}

/** The same, but what pads it is a hole: `bytes` may be more than the disk has. */
export async function writeSparseFilm(path: string, bytes: number): Promise<string> {
  const mp4 = clip();
  await writeFile(path, [mp4, freeBox(mp4.length, bytes)]);
  await truncate(path, bytes);
  return path;
}
