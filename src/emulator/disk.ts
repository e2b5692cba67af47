import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes, Chunks, Piece, Storage } from './storage.js';

/** One file per body in a folder of its own, which `close` removes. */
export async function diskStorage(parent: string = tmpdir()): Promise<Storage> {
  const folder = await mkdtemp(join(parent, 'vod-uploader-emulator-'));
  let count = 0;
  return {
    async write(chunks) {
      const path = join(folder, String(++count));
      try {
        return piece(path, await save(path, chunks));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function save(path: string, chunks: Chunks): Promise<number> {
  const file = await open(path, 'wx');
  try {
    let size = 0;
    for await (const chunk of chunks) {
      // A short write is possible on a nearly full disk.
      for (let at = 0; at < chunk.byteLength;) at += (await file.write(chunk, at)).bytesWritten;
      size += chunk.byteLength;
    }
    return size;
  } finally {
    await file.close();
  }
}

function piece(path: string, size: number): Piece {
  return {
    size,
    read: (start, end) => createReadStream(path, { start, end: end - 1 }) as AsyncIterable<Bytes>,
    drop: () => rm(path, { force: true }),
  };
}
