import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { randomBytes } from '../support/emulator.js';
import { partList, upload } from './wire.js';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator();
});
afterAll(() => running.close());

const md5 = (data: Uint8Array | string, form: 'hex' | 'base64'): string => createHash('md5').update(data).digest(form);
const etagOf = (data: Uint8Array | string): string => `"${md5(data, 'hex').toUpperCase()}"`;

describe('a part', () => {
  it('is answered with its MD5 and its CRC-64', async () => {
    const { open, part } = await upload(running, 'part');
    const answer = await part(await open(), 1, '123456789');
    expect(answer.headers.get('etag')).toBe(etagOf('123456789'));
    expect(answer.headers.get('x-oss-hash-crc64ecma')).toBe('11051210869376104954');
    expect(answer.headers.get('x-oss-request-id')).toMatch(/^[0-9A-F]{24}$/);
  });

  it('is refused and not kept when Content-MD5 says otherwise', async () => {
    const { open, part, send } = await upload(running, 'md5');
    const uploadId = await open();
    const wrong = await part(uploadId, 1, 'bytes', { 'content-md5': md5('other', 'base64') });
    expect(wrong).toMatchObject({ status: 400, code: 'InvalidDigest' });
    expect((await send('GET', { query: { uploadId } })).text).not.toContain('<Part>');
    expect(await part(uploadId, 1, 'bytes', { 'content-md5': md5('bytes', 'base64') })).toMatchObject({ status: 200 });
  });

  it.each([0, 10_001, -1, 'one', '1.5'])('cannot have the number %s', async (n) => {
    const { open, part } = await upload(running, 'numbers');
    expect(await part(await open(), n, 'x')).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});

describe('completing', () => {
  const big = randomBytes(102_400);
  const small = randomBytes(102_399);

  it('joins the parts, gaps allowed, and gives the CRC-64 of the whole', async () => {
    const { open, part, complete, send } = await upload(running, 'whole');
    const uploadId = await open();
    for (const [n, body] of [
      [7, small],
      [2, big],
      [5, big],
    ] as const)
      await part(uploadId, n, body);
    const answer = await complete(uploadId, [
      [2, etagOf(big)],
      [5, etagOf(big)],
      [7, etagOf(small)],
    ]);
    expect(answer.status).toBe(200);
    expect(answer.element('ETag')).toMatch(/^&quot;[0-9A-F]{32}-3&quot;$/);
    const whole = Buffer.concat([big, big, small]);
    const again = await send('PUT', { body: whole });
    expect(answer.headers.get('x-oss-hash-crc64ecma')).toBe(again.headers.get('x-oss-hash-crc64ecma'));
  });

  it('takes the last part of any size and no other below 102,400 bytes', async () => {
    const { open, part, complete } = await upload(running, 'sizes');
    const uploadId = await open();
    await part(uploadId, 1, small);
    await part(uploadId, 2, 'x');
    const refused = await complete(uploadId, [
      [1, etagOf(small)],
      [2, etagOf('x')],
    ]);
    expect(refused).toMatchObject({ status: 400, code: 'EntityTooSmall' });
    await part(uploadId, 1, big);
    expect(
      await complete(uploadId, [
        [1, etagOf(big)],
        [2, etagOf('x')],
      ]),
    ).toMatchObject({ status: 200 });
  });

  it('wants ascending numbers', async () => {
    const { open, part, complete } = await upload(running, 'order');
    const uploadId = await open();
    for (const n of [1, 2]) await part(uploadId, n, big);
    const etag = etagOf(big);
    expect(
      await complete(uploadId, [
        [2, etag],
        [1, etag],
      ]),
    ).toMatchObject({ status: 400, code: 'InvalidPartOrder' });
    expect(
      await complete(uploadId, [
        [1, etag],
        [1, etag],
      ]),
    ).toMatchObject({ status: 400, code: 'InvalidPartOrder' });
    expect(
      await complete(uploadId, [
        [1, etag],
        [2, etag],
      ]),
    ).toMatchObject({ status: 200 });
  });

  it('wants parts that are there, with their ETags', async () => {
    const { open, part, complete } = await upload(running, 'forged');
    const uploadId = await open();
    await part(uploadId, 1, 'x');
    expect(await complete(uploadId, [[1, etagOf('forged')]])).toMatchObject({ status: 400, code: 'InvalidPart' });
    expect(
      await complete(uploadId, [
        [1, etagOf('x')],
        [2, etagOf('x')],
      ]),
    ).toMatchObject({ status: 400, code: 'InvalidPart' });
    // Lower case and without quotes is the same ETag
    expect(await complete(uploadId, [[1, md5('x', 'hex')]])).toMatchObject({ status: 200 });
  });

  it.each([
    ['nothing', ''],
    ['an empty list', '<CompleteMultipartUpload></CompleteMultipartUpload>'],
    ['something else', 'hello'],
    ['half a list', '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${partList([[1, etagOf('x')]])}`],
  ])('does not understand %s', async (_, body) => {
    const { open, part, send } = await upload(running, 'xml');
    const uploadId = await open();
    await part(uploadId, 1, 'x');
    const headers = { 'content-type': 'application/xml' };
    expect(await send('POST', { query: { uploadId }, body, headers })).toMatchObject({
      status: 400,
      code: 'MalformedXML',
    });
  });

  it('takes all parts with x-oss-complete-all', async () => {
    const { open, part, send } = await upload(running, 'all');
    const uploadId = await open();
    await part(uploadId, 2, 'b');
    await part(uploadId, 1, big);
    expect(await send('POST', { query: { uploadId }, headers: { 'x-oss-complete-all': 'yes' } })).toMatchObject({
      status: 200,
    });
    expect((await send('HEAD')).headers.get('content-length')).toBe('102401');
  });
});

describe('overwriting', () => {
  it('is refused to whoever asks for that', async () => {
    const { send, open } = await upload(running, 'overwrite');
    expect(await send('PUT', { body: 'one' })).toMatchObject({ status: 200 });
    const headers = { 'x-oss-forbid-overwrite': 'true' };
    expect(await send('PUT', { body: 'two', headers })).toMatchObject({ status: 409, code: 'FileAlreadyExists' });
    expect(await send('POST', { query: { uploads: null }, headers })).toMatchObject({ status: 409 });
    await open();
    expect((await send('GET')).text).toBe('one');
  });
});
