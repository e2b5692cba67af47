import { createReadStream, rmSync } from 'node:fs';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes, Chunks, Piece, Storage } from './storage.js';

const PREFIX = 'vod-uploader-emulator-';

const folders = new Set<string>();
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** One file per body in a folder of its own, which `close` removes. */
export async function diskStorage(parent: string = tmpdir()): Promise<Storage> {
  await sweep(parent);
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  folders.add(folder);
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
    async close() {
      await rm(folder, { recursive: true, force: true });
      folders.delete(folder);
    },
  };
}

/** A process that was killed could not clean up: what belongs to none that is alive goes now. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(name.startsWith(PREFIX) && /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true }).catch(report);
  }
}

/** In a folder that several people share it may be another's. */
const report = (error: Error): void => process.emitWarning(`Of an earlier emulator there remains: ${error.message}`);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
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
