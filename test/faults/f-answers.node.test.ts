import { expect } from 'vitest';
import { bytesOf, etagOf, PART, strict, useEmulator, type Client } from './strict.js';

useEmulator();

const a = bytesOf('a', PART);
const b = bytesOf('b', PART);
const ORIGIN = 'http://page.test';
const EXPOSED = 'ETag, x-oss-request-id, x-oss-hash-crc64ecma';

/** What a browser asks and hears, seen from below: the browser's own rules are rows of their own. */
async function ask({ running, target }: Client, method: string, headers: Record<string, string>): Promise<Response> {
  const answer = await fetch(`${running.url}/${target.bucket}/${target.key}`, { method, headers });
  await answer.arrayBuffer();
  return answer;
}

const PREFLIGHT = {
  origin: ORIGIN,
  'access-control-request-method': 'PUT',
  'access-control-request-headers': 'authorization,content-md5,x-oss-date,x-oss-security-token',
};

strict('F10', {
  which: 'a preflight allows x-oss headers, and every answer exposes the ETag, the request and the CRC, refusals too',
  act: async (client) => {
    const { send } = client;
    const before = await ask(client, 'OPTIONS', PREFLIGHT);
    expect(before.status).toBe(200);
    expect(Object.fromEntries(before.headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': expect.stringContaining('PUT') as string,
      'access-control-allow-headers': PREFLIGHT['access-control-request-headers'],
    });
    const stored = await send('PUT', { body: a, unsigned: { origin: ORIGIN } });
    const refused = await ask(client, 'PUT', { origin: ORIGIN });
    expect(refused.status).toBe(403);
    for (const { headers } of [stored, refused]) {
      expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(headers.get('access-control-expose-headers')).toBe(EXPOSED);
      expect(headers.get('vary')).toContain('Origin');
      expect(headers.get('x-oss-request-id')).toMatch(/^[0-9A-F]{24}$/);
    }
    expect(stored.headers.get('etag')).toBe(etagOf(a));
  },
  object: a,
  requests: ['Preflight 200', 'PutObject 200', 'PutObject AccessDenied'],
});

strict('F10', {
  which: 'whoever is no page hears nothing of it',
  act: async ({ send }) => {
    const { headers } = await send('PUT', { body: a });
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  },
  object: a,
  requests: ['PutObject 200'],
});

strict('F10', {
  which: 'without a rule the preflight is refused, and an answer is bare',
  settings: { cors: false },
  act: async (client) => {
    const before = await ask(client, 'OPTIONS', PREFLIGHT);
    expect(before.status).toBe(403);
    const stored = await client.send('PUT', { body: a, unsigned: { origin: ORIGIN } });
    for (const { headers } of [before, stored])
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  },
  object: a,
  requests: ['Preflight AccessForbidden', 'PutObject 200'],
});

strict('F10', {
  which: 'a rule that exposes nothing',
  settings: { expose: [] },
  act: async ({ send }) => {
    const { headers } = await send('PUT', { body: a, unsigned: { origin: ORIGIN } });
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(headers.has('access-control-expose-headers')).toBe(false);
  },
  object: a,
  requests: ['PutObject 200'],
});

strict('F11', {
  which: 'the operation, the part, from which time on, how often',
  faults: [{ what: 'status', status: 503, where: { op: 'UploadPart', part: 2, nth: 2 }, times: 2 }],
  act: async ({ open, part, complete }) => {
    const uploadId = await open();
    for (const n of [1, 2, 1, 2, 1, 2, 2]) await part(uploadId, n, n === 1 ? a : b);
    await complete(uploadId, [
      [1, etagOf(a)],
      [2, etagOf(b)],
    ]);
  },
  object: bytesOf('a'.repeat(PART) + 'b'.repeat(PART)),
  requests: [
    'InitiateMultipartUpload 200',
    ...['UploadPart 1 200', 'UploadPart 2 200'],
    ...['UploadPart 1 200', 'UploadPart 2 ServiceUnavailable'],
    ...['UploadPart 1 200', 'UploadPart 2 ServiceUnavailable'],
    'UploadPart 2 200',
    'CompleteMultipartUpload 200',
  ],
});

strict('F11', {
  which: 'before anything is stored, or after',
  faults: [
    { what: 'cut-before', where: { op: 'PutObject' } },
    { what: 'cut-after', where: { op: 'PutObject', nth: 2 } },
  ],
  act: async ({ send, world }) => {
    await expect(send('PUT', { body: a })).rejects.toThrow('fetch failed');
    expect(world.bucket.objects.size).toBe(0);
    await expect(send('PUT', { body: b })).rejects.toThrow('fetch failed');
  },
  object: b,
  requests: ['PutObject cut', 'PutObject cut'],
});

strict('F11', {
  which: 'for ever, until it is taken away, and nobody else suffers',
  faults: [{ what: 'xml-code', code: 'InternalError', where: { op: 'PutObject' }, times: 0 }],
  act: async ({ send, open, world }) => {
    for (let n = 0; n < 3; n += 1) expect(await send('PUT', { body: a })).toMatchObject({ code: 'InternalError' });
    await send('DELETE', { query: { uploadId: await open() } });
    world.faults.clear();
    expect(await send('PUT', { body: a })).toMatchObject({ status: 200 });
  },
  object: a,
  requests: [
    ...Array<string>(3).fill('PutObject InternalError'),
    'InitiateMultipartUpload 200',
    'AbortMultipartUpload 204',
    'PutObject 200',
  ],
});
