import { describe, expect, it } from 'vitest';
import { ConnectionCut } from '../../src/emulator/incoming.js';
import { inProcess, until, watched } from './in-process.js';

const UPLOAD_PART = { service: 'oss', op: 'UploadPart' } as const;
const COMPLETE = { service: 'oss', op: 'CompleteMultipartUpload' } as const;
const FROM_PAGE = { origin: 'http://page.test' };

describe('an answer that is truncated', () => {
  it('is one to what was done: all of its head comes, and half of its body', async () => {
    const { spoil, part, complete, uploadId, head, world, target, last } = await inProcess();
    const { headers } = await part(uploadId, 1, 'x');
    spoil({ what: 'truncate', where: COMPLETE });
    await expect(complete(uploadId, [[1, headers.get('etag')]])).rejects.toBeInstanceOf(ConnectionCut);
    expect(head()).toMatchObject({ status: 200 });
    expect(head()?.headers.get('x-oss-request-id')).toBeTruthy();
    expect(world.bucket.objects.has(target.key)).toBe(true);
    expect(last()).toMatchObject({ status: 200, cut: true, faults: ['truncate'] });
  });

  it('announces the whole length and breaks off in the middle', async () => {
    const { spoil, ask } = await inProcess();
    const whole = await (await ask('CreateUploadVideo', { Title: 't', FileName: 'a.mp4' })).arrayBuffer();
    spoil({ what: 'truncate', where: { service: 'backend' } });
    const cut = await ask('CreateUploadVideo', { Title: 't', FileName: 'a.mp4' });
    expect(Number(cut.headers.get('content-length'))).toBe(whole.byteLength);
    const reader = cut.body!.getReader();
    const { value } = await reader.read();
    expect(value!.byteLength).toBe(Math.floor(whole.byteLength / 2));
    await expect(reader.read()).rejects.toBeInstanceOf(ConnectionCut);
  });

  it('is half of a stored object too, of which no more is read', async () => {
    const { spoil, send, world, head } = await inProcess();
    await send('PUT', { body: '0123456789' });
    spoil({ what: 'truncate', where: { op: 'GetObject' } });
    await expect(send('GET')).rejects.toBeInstanceOf(ConnectionCut);
    expect(head()?.headers.get('content-length')).toBe('10');
    expect(world.log.entries.at(-1)).toMatchObject({ op: 'GetObject', cut: true });
  });

  it('does not come at all where it has no body', async () => {
    const { spoil, send, part, uploadId, held, last } = await inProcess();
    spoil({ what: 'truncate', where: UPLOAD_PART });
    await expect(part(uploadId, 1, 'x')).rejects.toBeInstanceOf(ConnectionCut);
    expect(held()).toEqual([1]);
    expect(last()).toMatchObject({ cut: true });
    expect(last()).not.toHaveProperty('status');
    await send('PUT', { body: '0123456789' });
    spoil({ what: 'truncate', where: { op: 'HeadObject' } });
    await expect(send('HEAD')).rejects.toBeInstanceOf(ConnectionCut);
  });
});

describe('an answer that comes late', () => {
  it('is one to what was done long ago', async () => {
    const { spoil, part, uploadId, held, stuck, time, last } = await inProcess();
    spoil({ what: 'delay-after', where: UPLOAD_PART, delayMs: 90_000 });
    const began = time.clock.now();
    const sending = watched(part(uploadId, 1, 'x'));
    await stuck();
    expect(held()).toEqual([1]);
    await time.advance(89_999);
    expect(sending.state()).toBe('waiting');
    await time.advance(1);
    expect(await sending.done).toMatchObject({ status: 200 });
    expect(last()).toMatchObject({ faults: ['delay-after'], startedAt: began, endedAt: began + 90_000 });
  });

  it('is for nobody when the sender has gone', async () => {
    const { spoil, send, uploadId, held, stuck, time, last } = await inProcess();
    const gone = new AbortController();
    spoil({ what: 'delay-after', where: UPLOAD_PART, delayMs: 90_000 });
    const sending = send('PUT', { query: { partNumber: '1', uploadId }, body: 'x', signal: gone.signal });
    await stuck();
    gone.abort();
    await expect(sending).rejects.toBeInstanceOf(ConnectionCut);
    expect(held()).toEqual([1]);
    expect(last()).toMatchObject({ cut: true });
    expect(time.pending).toBe(0);
  });
});

describe('an answer that lacks headers', () => {
  it('lacks those that were named, and CORS does not speak of them', async () => {
    const { spoil, part, uploadId, head, last } = await inProcess();
    await part(uploadId, 1, 'x', FROM_PAGE);
    expect(head()?.headers.get('access-control-expose-headers')).toBe('ETag, x-oss-request-id, x-oss-hash-crc64ecma');
    spoil({ what: 'strip', where: UPLOAD_PART, strip: ['etag', 'X-Oss-Hash-Crc64ecma'] });
    expect(await part(uploadId, 1, 'x', FROM_PAGE)).toMatchObject({ status: 200 });
    const { headers } = head()!;
    expect([headers.get('etag'), headers.get('x-oss-hash-crc64ecma')]).toEqual([null, null]);
    expect(headers.get('access-control-expose-headers')).toBe('x-oss-request-id');
    expect(headers.get('access-control-allow-origin')).toBe('http://page.test');
    expect(last()).toMatchObject({ faults: ['strip'], status: 200 });
  });

  it('lacks all of CORS, whoever answers', async () => {
    const { spoil, part, ask, uploadId, head, held } = await inProcess();
    const cors = () => [...head()!.headers.keys()].filter((name) => name.startsWith('access-control-'));
    spoil({ what: 'no-cors', where: UPLOAD_PART, times: 2 });
    expect(await part(uploadId, 1, 'x', FROM_PAGE)).toMatchObject({ status: 200 });
    expect(cors()).toEqual([]);
    expect(held()).toEqual([1]);
    spoil({ what: 'status', where: UPLOAD_PART, status: 403, code: 'AccessDenied' });
    expect(await part(uploadId, 1, 'x', FROM_PAGE)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(cors()).toEqual([]);
    expect(await part(uploadId, 1, 'x', FROM_PAGE)).toMatchObject({ status: 200 });
    expect(cors()).toContain('access-control-allow-origin');
    await ask('CreateUploadVideo', { Title: 't', FileName: 'a.mp4' });
    expect(cors()).toContain('access-control-allow-origin');
    spoil({ what: 'no-cors', where: { service: 'backend' } });
    expect(await ask('CreateUploadVideo', { Title: 't', FileName: 'a.mp4' })).toMatchObject({ status: 200 });
    expect(cors()).toEqual([]);
  });
});

describe('a preflight', () => {
  const preflight = (emulator: { fetch(request: Request): Promise<Response> }, url: string, method: string) =>
    emulator.fetch(
      new Request(url, { method: 'OPTIONS', headers: { ...FROM_PAGE, 'access-control-request-method': method } }),
    );
  const BUCKET = 'http://outin-spoilt.oss.localhost/key?partNumber=2&uploadId=u';
  const BACKEND = 'http://127.0.0.1/__emulator/spoilt/api/vod/CreateUploadVideo';

  for (const [service, url, method] of [
    ['oss', BUCKET, 'PUT'],
    ['backend', BACKEND, 'POST'],
  ] as const) {
    it(`of ${service} suffers what names it, and its own request does not`, async () => {
      const { emulator, spoil, last } = await inProcess();
      const other = spoil({ what: 'status', where: { service }, times: 0 });
      const ask = () => preflight(emulator, url, method);
      const allowed = (response: Response) => response.ok && response.headers.has('access-control-allow-methods');
      expect(allowed(await ask())).toBe(true);
      spoil({ what: 'no-cors', where: { service, op: 'Preflight' } });
      expect(allowed(await ask())).toBe(false);
      expect(last()).toMatchObject({ service, op: 'Preflight', faults: ['no-cors'] });
      spoil({ what: 'status', where: { service, op: 'Preflight' }, status: 503 });
      expect(await ask()).toMatchObject({ status: 503 });
      spoil({ what: 'html', where: { service, op: 'Preflight' } });
      expect(allowed(await ask())).toBe(false);
      spoil({ what: 'cut-before', where: { service, op: 'Preflight' } });
      await expect(ask()).rejects.toBeInstanceOf(ConnectionCut);
      const hang = spoil({ what: 'hang', where: { service, op: 'Preflight' } });
      const hanging = ask();
      await until(() => hang.hits === 1);
      emulator.world('spoilt').faults.remove(hang.id);
      await expect(hanging).rejects.toBeInstanceOf(ConnectionCut);
      expect(allowed(await ask())).toBe(true);
      expect(other.seen).toBe(0);
    });
  }

  it('is told by the part that it asks for', async () => {
    const { emulator, spoil } = await inProcess();
    const fault = spoil({ what: 'status', where: { op: 'Preflight', part: 2 }, times: 0 });
    await preflight(emulator, BUCKET.replace('partNumber=2', 'partNumber=1'), 'PUT');
    await preflight(emulator, BUCKET, 'PUT');
    expect(fault.hits).toBe(1);
  });
});

describe('a clock that is off for one request', () => {
  for (const skewMs of [3 * 3_600_000, -3 * 3_600_000]) {
    it(`by ${skewMs} ms makes OSS refuse it, with its own time as it has it`, async () => {
      const { spoil, part, uploadId, held, time, last } = await inProcess();
      spoil({ what: 'skew', where: UPLOAD_PART, skewMs });
      const answer = await part(uploadId, 1, 'x');
      expect(answer).toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' });
      expect(Date.parse(answer.element('ServerTime') ?? '')).toBe(time.clock.now() + skewMs);
      expect(last()).toMatchObject({ faults: ['skew'], code: 'RequestTimeTooSkewed' });
      expect(held()).toEqual([]);
      expect(await part(uploadId, 1, 'x')).toMatchObject({ status: 200 });
    });
  }

  it('is no trouble within a quarter of an hour', async () => {
    const { spoil, part, uploadId } = await inProcess();
    spoil({ what: 'skew', where: UPLOAD_PART, skewMs: 14 * 60_000 });
    expect(await part(uploadId, 1, 'x')).toMatchObject({ status: 200 });
  });

  it('lets one pass that was signed by a clock just as wrong', async () => {
    const { spoil, send, uploadId } = await inProcess();
    const skewMs = 3 * 3_600_000;
    spoil({ what: 'skew', where: UPLOAD_PART, skewMs });
    const sent = { query: { partNumber: '1', uploadId }, body: 'x', skewMs };
    expect(await send('PUT', sent)).toMatchObject({ status: 200 });
    expect(await send('PUT', sent)).toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' });
  });
});

it('several faults of one request all have their way, and the log names each', async () => {
  const { spoil, part, uploadId, head, stuck, time, last } = await inProcess();
  spoil({ what: 'delay', where: UPLOAD_PART, delayMs: 1000 });
  spoil({ what: 'status', where: UPLOAD_PART, status: 500, headers: { 'retry-after': '3' } });
  spoil({ what: 'strip', where: UPLOAD_PART, strip: ['x-oss-request-id'] });
  spoil({ what: 'delay-after', where: UPLOAD_PART, delayMs: 2000 });
  const began = time.clock.now();
  const sending = part(uploadId, 1, 'x', FROM_PAGE);
  await stuck();
  await time.advance(1000);
  await stuck();
  await time.advance(2000);
  expect(await sending).toMatchObject({ status: 500, code: 'InternalError' });
  expect(head()?.headers.get('retry-after')).toBe('3');
  expect(head()?.headers.get('x-oss-request-id')).toBeNull();
  expect(last()).toMatchObject({
    faults: ['delay', 'status', 'strip', 'delay-after'],
    code: 'InternalError',
    endedAt: began + 3000,
  });
});

it('an answer in place of the service’s own may be lost as well, but nothing hangs that was not asked', async () => {
  const { spoil, part, uploadId, held } = await inProcess();
  spoil({ what: 'status', where: UPLOAD_PART });
  spoil({ what: 'cut-after', where: UPLOAD_PART });
  await expect(part(uploadId, 1, 'x')).rejects.toBeInstanceOf(ConnectionCut);
  spoil({ what: 'status', where: UPLOAD_PART });
  spoil({ what: 'hang', where: UPLOAD_PART });
  expect(await part(uploadId, 1, 'x')).toMatchObject({ status: 503 });
  expect(held()).toEqual([]);
});
