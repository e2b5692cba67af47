import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { diskStorage } from '../../src/emulator/disk.js';
import { gather, type Bytes } from '../../src/emulator/storage.js';
import { named } from '../faults/catalogue.js';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'disk-test-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

async function* bytes(...texts: (string | Error)[]): AsyncGenerator<Bytes> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield new TextEncoder().encode(text);
  }
}

const files = async () => (await readdir(parent, { recursive: true })).filter((path) => path.includes('/'));

it('what is written is read back, whole or in part', async () => {
  const storage = await diskStorage(parent);
  const piece = await storage.write(bytes('01234', '56789'));
  expect(piece.size).toBe(10);
  expect(new TextDecoder().decode(await gather(piece.read(3, 7), 100))).toBe('3456');
  await piece.drop();
  expect(await files()).toEqual([]);
  await storage.close();
  expect(await readdir(parent)).toEqual([]);
});

it('a body that breaks off leaves no file', async () => {
  const storage = await diskStorage(parent);
  await expect(storage.write(bytes('012', new Error('gone')))).rejects.toThrow('gone');
  expect(await files()).toEqual([]);
  await storage.close();
});

it(named('E16', 'what a killed process left is swept, what a living one uses is not'), async () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
  await mkdir(join(parent, `vod-uploader-emulator-${dead}-abc`));
  await mkdir(join(parent, `vod-uploader-emulator-${process.ppid}-abc`));
  await mkdir(join(parent, 'somebody-elses'));
  const storage = await diskStorage(parent);
  await storage.close();
  expect((await readdir(parent)).sort()).toEqual(['somebody-elses', `vod-uploader-emulator-${process.ppid}-abc`]);
});

it(named('E16', 'what may not be swept is reported, and it starts'), async () => {
  const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
  const theirs = join(parent, `vod-uploader-emulator-${dead}-abc`);
  await mkdir(theirs);
  await writeFile(join(theirs, '1'), 'bytes');
  await writeFile(join(parent, `vod-uploader-emulator-${dead}-file`), 'no folder');
  await chmod(theirs, 0o555);
  await chmod(parent, 0o777);
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const root = process.geteuid?.() === 0;
  // Root may do everything: for a moment this is somebody else.
  if (root) process.seteuid?.(65_534);
  try {
    const storage = await diskStorage(parent);
    const piece = await storage.write(bytes('0123'));
    expect(new TextDecoder().decode(await gather(piece.read(0, 4), 100))).toBe('0123');
    await storage.close();
    expect(warned.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining(theirs)]);
    expect(await readdir(parent)).toEqual([`vod-uploader-emulator-${dead}-abc`]);
  } finally {
    if (root) process.seteuid?.(0);
    await chmod(theirs, 0o755);
    warned.mockRestore();
  }
});
