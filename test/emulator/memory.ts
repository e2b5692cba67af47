import { readdir, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { encodeQuery, type Query } from '../../src/oss/request.js';
import { signV4 } from '../../src/oss/sign-v4.js';
import { randomBytes } from '../support/emulator.js';
import { upload } from './wire.js';

const MIB = 1024 ** 2;
let folder: string;
let running: RunningEmulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'memory-test-'));
  running = await startEmulator({ folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `parts` parts of 50 MiB: what the emulator takes may not grow with what it is sent. */
export function takesWithoutGrowing(parts: number): void {
  it(`${parts * 50} MiB go to disk without growing memory, and are gone afterwards`, { timeout: 600_000 }, async () => {
    const { target, keys, open, complete, send, world } = await upload(running, 'large');
    const uploadId = await open();
    const block = randomBytes(MIB);

    /** 50 MiB written at the server's pace, so that this process holds one block and not a part. */
    const part = async (n: number): Promise<string> => {
      const query: Query = { partNumber: String(n), uploadId };
      const headers = await signV4({ method: 'PUT', ...target, query, headers: {} }, keys, Date.now(), {
        region: 'cn-shanghai',
      });
      const path = `/${target.bucket}/${target.key}${encodeQuery(query)}`;
      const req = request(`${running.url}${path}`, {
        method: 'PUT',
        headers: { ...headers, 'content-length': 50 * MIB },
      });
      const answered = new Promise<string>((resolve, reject) => {
        req.once('error', reject).once('response', (res) => {
          res.resume();
          resolve(res.headers.etag ?? `status ${res.statusCode}`);
        });
      });
      for (let written = 0; written < 50; written++) {
        if (!req.write(block)) await new Promise((resolve) => req.once('drain', resolve));
      }
      req.end();
      return answered;
    };

    // What the first part costs (code, buffers of the pool) is not what is asked about
    const etags = [await part(1)];
    globalThis.gc?.();
    const before = process.memoryUsage.rss();
    let peak = before;
    for (let n = 2; n <= parts; n++) {
      etags.push(await part(n));
      peak = Math.max(peak, process.memoryUsage.rss());
    }
    const done = await complete(
      uploadId,
      etags.map((etag, at) => [at + 1, etag] as const),
    );
    expect(done.status).toBe(200);
    expect((await send('HEAD')).headers.get('content-length')).toBe(String(parts * 50 * MIB));
    peak = Math.max(peak, process.memoryUsage.rss());
    expect((peak - before) / MIB).toBeLessThan(80);
    expect(world.bucket.objects.get(target.key)?.content.pieces).toHaveLength(parts);

    await running.close();
    expect(await readdir(folder)).toEqual([]);
  });
}
