import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ceiling, startSink, type Sink } from '../../bench/harness/sink.js';
import { FILLER, sumsOf } from '../../bench/sink/sums.js';

const filler = (length: number) => new Uint8Array(length).fill(FILLER);
const PART = 102_400;

describe('The sink of the benchmark', () => {
  let sink: Sink;

  beforeAll(async () => {
    sink = await startSink();
  }, 20_000);
  afterAll(() => sink.close());

  const ask = (method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${sink.port}${path}`, { method, headers, ...(body !== undefined && { body }) });

  const begin = async (key: string) =>
    /<UploadId>(.+?)<\/UploadId>/.exec(await (await ask('POST', `${key}?uploads`)).text())![1]!;

  const listOf = (...etags: string[]) =>
    `<CompleteMultipartUpload>${etags
      .map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`)
      .join('')}</CompleteMultipartUpload>`;

  it('knows the true checksums of what it throws away', () => {
    for (const length of [1, 1000, 1024 ** 2, 3 * 1024 ** 2 + 17]) {
      const md5 = createHash('md5').update(filler(length)).digest();
      expect(sumsOf(length)).toMatchObject({ md5: md5.toString('base64'), etag: md5.toString('hex').toUpperCase() });
    }
    // CRC-64/XZ of 1,000,007 × "V", computed bit by bit
    expect(sumsOf(1_000_007).crc64).toBe('7481968695988275004');
  });

  it('makes an object of parts, as OSS does', async () => {
    const id = await begin('/film.mp4');
    const put = (n: number, bytes: Uint8Array<ArrayBuffer>) =>
      ask('PUT', `/film.mp4?partNumber=${n}&uploadId=${id}`, bytes);
    const etags = [];
    for (const [at, size] of [PART, 10].entries()) etags.push((await put(at + 1, filler(size))).headers.get('etag')!);
    const listed = await (await ask('GET', `/film.mp4?uploadId=${id}`)).text();
    expect(listed).toContain('<PartNumber>2</PartNumber>');
    expect(await sink.size('/film.mp4')).toBeUndefined();
    const sealed = await ask('POST', `/film.mp4?uploadId=${id}`, listOf(...etags));
    expect(sealed.headers.get('x-oss-hash-crc64ecma')).toBe(sumsOf(PART + 10).crc64);
    expect(await sink.size('/film.mp4')).toBe(PART + 10);
    expect((await ask('HEAD', '/film.mp4')).headers.get('content-length')).toBe(String(PART + 10));
  });

  it('refuses what OSS refuses: a wrong sum, a part that is not there, one that is too small', async () => {
    const id = await begin('/bad.mp4');
    const path = `/bad.mp4?partNumber=1&uploadId=${id}`;
    const wrong = await ask('PUT', path, filler(10), { 'content-md5': sumsOf(11).md5 });
    expect(await wrong.text()).toContain('BadDigest');
    const { etag } = sumsOf(10);
    expect(await (await ask('POST', `/bad.mp4?uploadId=${id}`, listOf(etag))).text()).toContain('InvalidPart');
    for (const n of [1, 2]) await ask('PUT', `/bad.mp4?partNumber=${n}&uploadId=${id}`, filler(10));
    const small = await ask('POST', `/bad.mp4?uploadId=${id}`, listOf(etag, etag));
    expect(await small.text()).toContain('EntityTooSmall');
    expect(await sink.size('/bad.mp4')).toBeUndefined();
    expect((await ask('PUT', '/bad.mp4?partNumber=1&uploadId=other', filler(10))).status).toBe(404);
  });

  it('speaks as much tus as a client needs, parts of one file too', async () => {
    const create = (headers: Record<string, string>) => ask('POST', '/tus', undefined, headers);
    const halves = [];
    for (const size of [30, 12]) {
      const { headers } = await create({ 'upload-length': String(size), 'upload-concat': 'partial' });
      const path = new URL(headers.get('location')!).pathname;
      expect((await ask('PATCH', path, filler(size), { 'upload-offset': '1' })).status).toBe(409);
      expect((await ask('PATCH', path, filler(size), { 'upload-offset': '0' })).status).toBe(204);
      halves.push(path);
    }
    const whole = await create({ 'upload-concat': `final;${halves.join(' ')}` });
    expect(await sink.size(new URL(whole.headers.get('location')!).pathname)).toBe(42);
  });

  it('tells how much it takes at most', async () => {
    expect(await ceiling(sink, 8 * 1024 ** 2, 2)).toBeGreaterThan(0);
    expect(await sink.size('/ceiling-1')).toBe(4 * 1024 ** 2);
  });
});
