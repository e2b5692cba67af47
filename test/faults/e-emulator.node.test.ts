import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { accountOf } from '../../src/emulator/credentials.js';
import { wire } from '../emulator/wire.js';
import { named } from './catalogue.js';

let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'restart-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** `npx vod-uploader emulator`, with its files in a folder of this test; resolves when it listens. */
async function start(port = 0): Promise<number> {
  child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'emulator', '--port', String(port)], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout!.on('data', (data: Buffer) => (output += data.toString()));
  await expect.poll(() => output).toMatch(/account/);
  return Number(/127\.0\.0\.1:(\d+)/.exec(output)![1]);
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const ended = once(child!, 'exit');
  child!.kill(signal);
  await ended;
}

/** The runner of TypeScript keeps a cache beside them. */
const files = async () => (await readdir(folder)).filter((name) => !name.startsWith('tsx-')).sort();

const client = (port: number) =>
  wire(
    { url: `http://127.0.0.1:${port}` } as Parameters<typeof wire>[0],
    'outin-demo',
    'sv/clip.mp4',
    accountOf('demo'),
  );

const log = async (port: number): Promise<string[]> => {
  const response = await fetch(`http://127.0.0.1:${port}/__emulator/demo/log`);
  const entries = (await response.json()) as { op: string; status: number }[];
  return entries.map(({ op, status }) => `${op} ${status}`);
};

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  it(
    named('E15', `the emulator after ${signal}: what it had is gone, and it says so`),
    { timeout: 60_000 },
    async () => {
      const port = await start();
      const send = client(port);
      const uploadId = (await send('POST', { query: { uploads: null } })).element('UploadId')!;
      expect(await send('PUT', { query: { partNumber: '1', uploadId }, body: 'bytes' })).toMatchObject({ status: 200 });
      await end(signal);
      expect(await files()).toHaveLength(signal === 'SIGKILL' ? 1 : 0);
      await start(port);

      const gone = { status: 404, code: 'NoSuchUpload' };
      expect(await send('GET', { query: { uploadId } })).toMatchObject(gone);
      expect(await send('PUT', { query: { partNumber: '1', uploadId }, body: 'bytes' })).toMatchObject(gone);
      expect(await send('POST', { query: { uploadId }, body: '<CompleteMultipartUpload/>' })).toMatchObject(gone);
      expect(await send('GET')).toMatchObject({ status: 404, code: 'NoSuchKey' });
      const asked = ['ListParts 404', 'UploadPart 404', 'CompleteMultipartUpload 404', 'GetObject 404'];
      expect(await log(port)).toEqual(asked);
      await end('SIGTERM');
      expect(await files()).toEqual([]);
    },
  );
}

it(
  named('E16', 'files of a dead one are swept, those of others are left, and it works'),
  { timeout: 60_000 },
  async () => {
    const { pid } = spawn(process.execPath, ['-e', '']);
    await expect.poll(() => isAlive(pid!)).toBe(false);
    const remains = join(folder, `vod-uploader-emulator-${pid}-abc`);
    await mkdir(remains);
    await writeFile(join(remains, 'part'), 'old bytes');
    await mkdir(join(folder, 'vod-uploader-emulator-of-nobody'));
    await writeFile(join(folder, 'holiday.mp4'), 'somebody’s');
    const port = await start();
    const send = client(port);
    expect(await send('PUT', { body: 'bytes' })).toMatchObject({ status: 200 });
    expect((await send('GET')).text).toBe('bytes');
    expect(await log(port)).toEqual(['PutObject 200', 'GetObject 200']);
    expect(await files()).not.toContain(remains.split('/').at(-1));
    await end('SIGTERM');
    expect(await files()).toEqual(['holiday.mp4', 'vod-uploader-emulator-of-nobody']);
  },
);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
