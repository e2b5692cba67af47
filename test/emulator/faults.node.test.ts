import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import type { FaultOrder } from '../../src/emulator/faults.js';
import { upload } from './wire.js';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory' });
});
afterEach(() => running.world('faulty').wipe());
afterAll(() => running.close());

const spoil = (order: FaultOrder) => running.world('faulty').faults.add(order);
const putPart = { service: 'oss', op: 'UploadPart' } as const;

describe('a fault', () => {
  it('hits the nth request of its kind, as often as it is told', async () => {
    const { open, part } = await upload(running, 'faulty');
    const uploadId = await open();
    const fault = spoil({ where: { ...putPart, part: 2, nth: 2 }, what: 'status', status: 503, times: 2 });
    const statuses = [];
    for (const n of [2, 1, 2, 1, 2, 2]) statuses.push((await part(uploadId, n, 'x')).status);
    expect(statuses).toEqual([200, 200, 503, 200, 503, 200]);
    expect(fault).toMatchObject({ seen: 4, hits: 2 });
  });

  it('hits each so-and-so-many-th of them from there', async () => {
    const { open, part } = await upload(running, 'faulty');
    const uploadId = await open();
    spoil({ where: { ...putPart, nth: 2, every: 3 }, what: 'status', times: 2 });
    const statuses = [];
    for (let n = 1; n <= 9; n++) statuses.push((await part(uploadId, n, 'x')).status);
    expect(statuses).toEqual([200, 503, 200, 200, 503, 200, 200, 200, 200]);
  });

  it('with times 0 never ends', async () => {
    const { open, part } = await upload(running, 'faulty');
    const uploadId = await open();
    spoil({ where: putPart, what: 'status', times: 0 });
    for (let n = 1; n <= 4; n++)
      expect(await part(uploadId, n, 'x')).toMatchObject({ status: 503, code: 'ServiceUnavailable' });
  });

  it('answers with any code of OSS, with its usual status and a header where wanted', async () => {
    const { send, open, part } = await upload(running, 'faulty');
    const uploadId = await open();
    spoil({ where: putPart, what: 'xml-code', code: 'SecurityTokenExpired', headers: { 'retry-after': '3' } });
    const answer = await part(uploadId, 1, 'x');
    expect(answer).toMatchObject({ status: 403, code: 'SecurityTokenExpired' });
    expect(answer.headers.get('retry-after')).toBe('3');
    expect((await send('GET', { query: { uploadId } })).text).not.toContain('<Part>');
  });

  it('before the commit leaves nothing, after it leaves everything', async () => {
    const { send, open, part } = await upload(running, 'faulty');
    const uploadId = await open();
    const list = async () => (await send('GET', { query: { uploadId } })).text;
    spoil({ where: putPart, what: 'cut-before' });
    await expect(part(uploadId, 1, 'x')).rejects.toThrow('fetch failed');
    expect(await list()).not.toContain('<Part>');
    running.world('faulty').faults.clear();
    spoil({ where: putPart, what: 'cut-after' });
    await expect(part(uploadId, 1, 'x')).rejects.toThrow('fetch failed');
    expect(await list()).toContain('<PartNumber>1</PartNumber>');
    expect(running.world('faulty').log.entries.filter(({ cut }) => cut)).toHaveLength(2);
  });

  it('can be a page or nothing at all', async () => {
    const { open, part } = await upload(running, 'faulty');
    const uploadId = await open();
    spoil({ where: putPart, what: 'html' });
    spoil({ where: { ...putPart, nth: 2 }, what: 'empty', status: 502 });
    const page = await part(uploadId, 1, 'x');
    expect(page.status).toBe(200);
    expect(page.headers.get('etag')).toBeNull();
    expect(page.text).toContain('<html>');
    expect(await part(uploadId, 1, 'x')).toMatchObject({ status: 502, text: '' });
  });

  it('in VOD is told in VOD’s words', async () => {
    const client = running.client('faulty');
    const create = () => client.call('vod', 'CreateUploadVideo', { Title: 't', FileName: 'a.mp4' });
    spoil({ where: { service: 'vod', op: 'CreateUploadVideo' }, what: 'xml-code', code: 'Throttling.User' });
    await expect(create()).rejects.toMatchObject({ code: 'Throttling.User', status: 400 });
    spoil({ where: { service: 'vod' }, what: 'html' });
    await expect(create()).rejects.toThrow('without JSON');
    spoil({ where: { service: 'vod' }, what: 'cut-after' });
    await expect(create()).rejects.toThrow('cut');
    expect(running.world('faulty').videos.all).toHaveLength(1);
  });
});

describe('the control pages', () => {
  const control = (path: string, init?: RequestInit) => fetch(`${running.url}/__emulator/faulty/${path}`, init);
  const json = async (path: string, method = 'GET', body?: unknown) =>
    (
      await control(path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
    ).json() as Promise<never>;

  it('set faults, show their hits and take them away', async () => {
    const { send } = await upload(running, 'faulty');
    await json('faults', 'POST', { where: { service: 'oss' }, what: 'status', status: 500, times: 5 });
    expect(await send('PUT', { body: 'x' })).toMatchObject({ status: 500, code: 'InternalError' });
    expect(await json('faults')).toMatchObject([{ hits: 1, what: 'status' }]);
    await json('faults', 'DELETE');
    expect(await send('PUT', { body: 'x' })).toMatchObject({ status: 200 });
  });

  it('refuse what makes no sense', async () => {
    expect((await control('faults', { method: 'POST', body: '{"what":"magic"}' })).status).toBe(400);
    expect((await control('settings', { method: 'PATCH', body: '{"transcodems":1}' })).status).toBe(400);
    expect((await control('settings', { method: 'PATCH', body: '{"transcodeMs":"1"}' })).status).toBe(400);
    expect((await control('nowhere')).status).toBe(404);
    expect((await fetch(`${running.url}/__emulator/No_World/log`)).status).toBe(400);
  });

  it('change settings one by one, also inside checks', async () => {
    await json('settings', 'PATCH', { transcodeMs: 7, checks: { md5: false } });
    expect(await json('settings')).toMatchObject({
      transcodeMs: 7,
      analyseMs: 300,
      checks: { md5: false, partSize: true },
    });
  });

  it('show objects with their hashes and open uploads with their parts', async () => {
    const { send, target } = await upload(running, 'faulty');
    await send('PUT', { body: '123456789' });
    expect(await json('objects')).toEqual([
      {
        ...{ bucket: 'outin-faulty', key: target.key, size: 9, md5: '25f9e794323b453885f5181f1b624d0b' },
        sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
        crc64: '11051210869376104954',
      },
    ]);
    const { open, part } = await upload(running, 'faulty');
    const uploadId = await open();
    await part(uploadId, 3, 'abc');
    expect(await json('uploads')).toMatchObject([
      { uploadId, parts: [{ n: 3, size: 3, etag: '"900150983CD24FB0D6963F7D28E17F72"' }] },
    ]);
  });

  it('run the backend kit, where the page’s own faults are', async () => {
    const ask = () =>
      control('api/vod/CreateUploadVideo', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ Title: 't', FileName: 'a.mp4' }),
      });
    spoil({ where: { service: 'backend' }, what: 'status', status: 401 });
    expect((await ask()).status).toBe(401);
    expect(await (await ask()).json()).toMatchObject({ VideoId: expect.any(String) as string });
    expect(await json('videos')).toMatchObject([{ title: 't', status: 'Uploading' }]);
    const log = (await json('log')) as { service: string; op: string; status: number }[];
    expect(log.map(({ service, op, status }) => [service, op, status])).toEqual([
      ['backend', 'CreateUploadVideo', 401],
      ['backend', 'CreateUploadVideo', 200],
      ['vod', 'CreateUploadVideo', 200],
    ]);
  });

  it('wipe one world and no other', async () => {
    const { send } = await upload(running, 'faulty');
    await send('PUT', { body: 'x' });
    const other = await upload(running, 'other');
    await other.send('PUT', { body: 'x' });
    await control('', { method: 'DELETE' });
    expect(await json('objects')).toEqual([]);
    expect(await json('log')).toEqual([]);
    expect(running.world('other').bucket.objects.size).toBe(1);
  });
});
