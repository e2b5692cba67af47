import { expect } from 'vitest';
import { beginPut, stored } from './slow-put.js';
import { bytesOf, etagOf, PART, strict, useEmulator, type Client } from './strict.js';

useEmulator();

const a = bytesOf('a', PART);
const b = bytesOf('b', PART);
const c = bytesOf('c', 17);
const NO_UPLOAD = { status: 404, code: 'NoSuchUpload' };
const FIRST_TWO = ['InitiateMultipartUpload 200', 'UploadPart 1 200'];

strict('F6', {
  which: 'two at once: one makes the object, the other finds nothing',
  act: async ({ open, part, complete }) => {
    const uploadId = await open();
    await part(uploadId, 1, a);
    const answers = await Promise.all([1, 2].map(() => complete(uploadId, [[1, etagOf(a)]])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  },
  object: a,
  requests: (requests) =>
    expect(requests.slice(2).sort()).toEqual(['CompleteMultipartUpload 200', 'CompleteMultipartUpload NoSuchUpload']),
});

strict('F6', {
  which: 'refused, it leaves the upload and the object of before as they were; done, it cannot be done again',
  act: async ({ open, part, complete, send }) => {
    await send('PUT', { body: c });
    const uploadId = await open();
    await part(uploadId, 1, a);
    const good = [[1, etagOf(a)]] as const;
    for (const [code, parts] of [
      ['InvalidPart', [[1, etagOf(b)]]],
      ['InvalidPart', [...good, [2, etagOf(b)]]],
      ['InvalidPartOrder', [...good, ...good]],
      ['MalformedXML', []],
    ] as const) {
      expect(await complete(uploadId, parts)).toMatchObject({ status: 400, code });
      expect((await send('GET')).text).toBe('c'.repeat(17));
    }
    expect(await complete(uploadId, good)).toMatchObject({ status: 200 });
    expect(await complete(uploadId, good)).toMatchObject(NO_UPLOAD);
  },
  object: a,
  requests: [
    'PutObject 200',
    ...FIRST_TWO,
    ...['InvalidPart', 'InvalidPart', 'InvalidPartOrder', 'MalformedXML'].flatMap((code) => [
      `CompleteMultipartUpload ${code}`,
      'GetObject 200',
    ]),
    'CompleteMultipartUpload 200',
    'CompleteMultipartUpload NoSuchUpload',
  ],
});

for (const [op, end] of [
  ['CompleteMultipartUpload', ({ complete }: Client, id: string) => complete(id, [[1, etagOf(a)]])],
  ['AbortMultipartUpload', ({ send }: Client, id: string) => send('DELETE', { query: { uploadId: id } })],
] as const) {
  strict(op === 'AbortMultipartUpload' ? 'F7' : 'F6', {
    which: `a part that was still on its way (${op}) finds nothing, and leaves nothing`,
    act: async (client) => {
      const { open, part, files } = client;
      const uploadId = await open();
      await part(uploadId, 1, a);
      const late = await beginPut(client, { partNumber: '1', uploadId }, PART);
      await late.write(b.subarray(0, PART / 2));
      await stored(client, 2);
      await end(client, uploadId);
      late.req.end(b.subarray(PART / 2));
      expect(await late.answer).toBe(404);
      await expect.poll(files).toHaveLength(op === 'AbortMultipartUpload' ? 0 : 1);
    },
    object: op === 'AbortMultipartUpload' ? 'absent' : a,
    requests: [...FIRST_TWO, 'UploadPart 1 NoSuchUpload', `${op} ${op === 'AbortMultipartUpload' ? 204 : 200}`],
  });
}

strict('F7', {
  which: 'by its owner, by VOD, with its media: the disk is free again, what is beside it stays',
  act: async ({ open, part, send, client, videoId, another, files }) => {
    const kept = await another();
    await kept.send('PUT', { body: c });
    const filled = async () => {
      const uploadId = await open();
      for (const [n, body] of [a, b, c].entries()) await part(uploadId, n + 1, body);
      return uploadId;
    };
    const uploadId = await filled();
    expect(await send('DELETE', { query: { uploadId } })).toMatchObject({ status: 204 });
    await expect.poll(files).toHaveLength(1);
    expect(await send('DELETE', { query: { uploadId } })).toMatchObject(NO_UPLOAD);
    await filled();
    await client.call('vod', 'DeleteMultipartUpload', { MediaId: videoId, MediaType: 'video' });
    await expect.poll(files).toHaveLength(1);
    await filled();
    await client.call('vod', 'DeleteVideo', { VideoIds: videoId });
    await expect.poll(files).toHaveLength(1);
  },
  object: c,
  requests: (requests) => expect(requests.filter((line) => line.startsWith('UploadPart'))).toHaveLength(9),
});

strict('F7', {
  which: 'parts that were not asked for, and an object that is overwritten, go too',
  act: async ({ open, part, complete, send, files }) => {
    await send('PUT', { body: b });
    const uploadId = await open();
    for (const [n, body] of [a, b, c].entries()) await part(uploadId, n + 1, body);
    expect(await files()).toHaveLength(4);
    await complete(uploadId, [[1, etagOf(a)]]);
    await expect.poll(files).toHaveLength(1);
  },
  object: a,
  requests: ['PutObject 200', ...FIRST_TWO, 'UploadPart 2 200', 'UploadPart 3 200', 'CompleteMultipartUpload 200'],
});

strict('F7', {
  which: 'what nobody finishes for 7 days goes by itself',
  act: async ({ open, part, world, files, owner }) => {
    const uploadId = await open();
    await part(uploadId, 1, a);
    const days = (n: number) => world.configure({ clockOffsetMs: n * 24 * 3_600_000 - 60_000 });
    const list = async (n: number) =>
      (await owner('')('GET', { query: { uploads: null }, skewMs: n * 24 * 3_600_000 })).text;
    days(7);
    expect(await list(7)).toContain(uploadId);
    days(8);
    expect(await list(8)).not.toContain(uploadId);
    await expect.poll(files).toEqual([]);
  },
  object: 'absent',
  requests: [...FIRST_TWO, 'ListMultipartUploads 200', 'ListMultipartUploads 200'],
});

strict('F8', {
  which: 'neither read nor looked at, whole or in part, not even where one was completed and deleted',
  act: async ({ open, part, send, owner, target, complete }) => {
    const uploadId = await open();
    await part(uploadId, 1, a);
    const none = { status: 404, code: 'NoSuchKey' };
    const gone = async () => {
      expect(await send('GET')).toMatchObject(none);
      expect(await send('GET', { headers: { range: 'bytes=0-9' } })).toMatchObject(none);
      const head = await send('HEAD');
      expect(head).toMatchObject({ status: 404, text: '' });
      expect(atob(head.headers.get('x-oss-err') ?? '')).toContain('<Code>NoSuchKey</Code>');
      expect((await owner('')('GET')).text).not.toContain('<Key>');
    };
    await gone();
    await complete(uploadId, [[1, etagOf(a)]]);
    await owner(target.key)('DELETE');
    await gone();
  },
  object: 'absent',
  requests: [
    ...FIRST_TWO,
    ...['GetObject NoSuchKey', 'GetObject NoSuchKey', 'HeadObject NoSuchKey', 'ListObjects 200'],
    ...['CompleteMultipartUpload 200', 'DeleteObject 204'],
    ...['GetObject NoSuchKey', 'GetObject NoSuchKey', 'HeadObject NoSuchKey', 'ListObjects 200'],
  ],
});
