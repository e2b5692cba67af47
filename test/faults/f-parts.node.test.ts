import type { ClientRequest } from 'node:http';
import { expect } from 'vitest';
import { beginPut, stored } from './slow-put.js';
import { bytesOf, etagOf, PART, strict, useEmulator, type Client } from './strict.js';

useEmulator();

const a = bytesOf('a', PART);
const b = bytesOf('b', PART);
const c = bytesOf('c', 17);
const NO_UPLOAD = { status: 404, code: 'NoSuchUpload' };
const FIRST_TWO = ['InitiateMultipartUpload 200', 'UploadPart 1 200'];

const ended = async ({ world }: Client, op: string): Promise<void> =>
  void (await expect
    .poll(() => world.log.entries.filter((entry) => entry.op === op).every(({ endedAt }) => endedAt !== undefined))
    .toBe(true));

strict('F2', {
  which: 'unknown, of another media, aborted, completed: nothing can be done with it',
  act: async ({ open, part, complete, send, another }) => {
    const own = await open();
    const aborted = await open();
    await send('DELETE', { query: { uploadId: aborted } });
    const other = await another();
    const foreign = await other.open();
    await part(own, 1, a);
    await complete(own, [[1, etagOf(a)]]);
    for (const uploadId of ['0004B9894A22E5B1888A1E29F823F0C1', foreign, aborted, own]) {
      expect(await part(uploadId, 1, b)).toMatchObject({
        ...NO_UPLOAD,
        text: expect.stringContaining(uploadId) as string,
      });
      expect(await complete(uploadId, [[1, etagOf(b)]])).toMatchObject(NO_UPLOAD);
      expect(await send('GET', { query: { uploadId } })).toMatchObject(NO_UPLOAD);
      expect(await send('DELETE', { query: { uploadId } })).toMatchObject(NO_UPLOAD);
    }
    expect(await other.send('DELETE', { query: { uploadId: foreign } })).toMatchObject({ status: 204 });
  },
  object: a,
  requests: (requests) => {
    expect(requests.filter((line) => line.endsWith('NoSuchUpload'))).toHaveLength(16);
    expect(requests.filter((line) => / 20[04]$/.test(line))).toHaveLength(8);
  },
});

strict('F3', {
  which: 'replaces the one before it, which then counts for nothing',
  act: async ({ open, part, complete, send, files }) => {
    const uploadId = await open();
    await part(uploadId, 1, b);
    await part(uploadId, 1, a);
    await part(uploadId, 2, c);
    const list = await send('GET', { query: { uploadId } });
    expect(list.text.match(/<PartNumber>\d+/g)).toEqual(['<PartNumber>1', '<PartNumber>2']);
    await expect.poll(files).toHaveLength(2);
    expect(
      await complete(uploadId, [
        [1, etagOf(b)],
        [2, etagOf(c)],
      ]),
    ).toMatchObject({ code: 'InvalidPart' });
    expect(
      await complete(uploadId, [
        [1, etagOf(a)],
        [2, etagOf(c)],
      ]),
    ).toMatchObject({ status: 200 });
  },
  object: bytesOf('a'.repeat(PART) + 'c'.repeat(17)),
  requests: [
    ...FIRST_TWO,
    'UploadPart 1 200',
    'UploadPart 2 200',
    'ListParts 200',
    'CompleteMultipartUpload InvalidPart',
    'CompleteMultipartUpload 200',
  ],
});

for (const [which, heard, leave] of [
  ['the connection is closed', 'cut', (req: ClientRequest) => void req.destroy()],
  ['the connection is reset', 'cut', (req: ClientRequest) => void req.socket?.resetAndDestroy()],
  ['nothing more is sent', 400, (req: ClientRequest) => void req.socket?.end()],
] as const) {
  for (const length of [PART, 'chunked'] as const) {
    strict('F4', {
      which: `${which}${length === 'chunked' ? ', in chunks' : ''}: neither the part nor its bytes are kept`,
      act: async (client) => {
        const { open, complete, send, files } = client;
        const uploadId = await open();
        for (const query of [{ partNumber: '1', uploadId }, {}] as Record<string, string>[]) {
          const { req, write, answer } = await beginPut(client, query, length);
          await write(a.subarray(0, PART / 2));
          await stored(client, 1);
          leave(req);
          expect(await answer.catch(() => 'cut')).toBe(heard);
          await expect.poll(files).toEqual([]);
        }
        await ended(client, 'PutObject');
        expect((await send('GET', { query: { uploadId } })).text).not.toContain('<Part>');
        expect(await complete(uploadId, [[1, etagOf(a)]])).toMatchObject({ code: 'InvalidPart' });
      },
      object: 'absent',
      requests: [
        'InitiateMultipartUpload 200',
        'UploadPart 1 cut',
        'PutObject cut',
        'ListParts 200',
        'CompleteMultipartUpload InvalidPart',
      ],
      unfinished: 1,
    });
  }
}

strict('F5', {
  which: 'the first to begin ends last: it is the one that counts, whole',
  act: async (client) => {
    const { open, part, complete } = client;
    const uploadId = await open();
    const slow = await beginPut(client, { partNumber: '1', uploadId }, PART);
    await slow.write(a.subarray(0, PART / 2));
    await stored(client, 1);
    expect(await part(uploadId, 1, b)).toMatchObject({ status: 200 });
    slow.req.end(a.subarray(PART / 2));
    expect(await slow.answer).toBe(200);
    await stored(client, 1);
    expect(await complete(uploadId, [[1, etagOf(b)]])).toMatchObject({ code: 'InvalidPart' });
    expect(await complete(uploadId, [[1, etagOf(a)]])).toMatchObject({ status: 200 });
  },
  object: a,
  requests: [...FIRST_TWO, 'UploadPart 1 200', 'CompleteMultipartUpload InvalidPart', 'CompleteMultipartUpload 200'],
});

let winner = '';

strict('F5', {
  which: 'ten at once: one of them is stored, whole, and the others leave nothing',
  act: async (client) => {
    const { open, part, complete, send } = client;
    const uploadId = await open();
    await Promise.all([...'abcdefghij'].map((letter) => part(uploadId, 1, bytesOf(letter, PART))));
    await stored(client, 1);
    const etag = (await send('GET', { query: { uploadId } })).element('ETag')?.replaceAll('&quot;', '"') ?? null;
    winner = [...'abcdefghij'].find((letter) => etagOf(bytesOf(letter, PART)) === etag) ?? '';
    expect(await complete(uploadId, [[1, etag]])).toMatchObject({ status: 200 });
  },
  object: () => bytesOf(winner, PART),
  requests: (requests) => expect(requests.filter((line) => line === 'UploadPart 1 200')).toHaveLength(10),
});
