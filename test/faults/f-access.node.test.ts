import { expect } from 'vitest';
import { wire, type Sent } from '../emulator/wire.js';
import { bytesOf, strict, useEmulator, type Client } from './strict.js';

useEmulator();

const body = 'bytes';
const MINUTE = 60_000;

/** One thing about a request is wrong, the rest of it is as it should be. */
interface Mistake {
  readonly which: string;
  readonly code: string;
  readonly status?: number;
  readonly sent?: Sent;
  /** Other keys, another bucket or another key than those that fit. */
  readonly send?: (client: Client) => ReturnType<typeof wire> | Promise<ReturnType<typeof wire>>;
  readonly before?: (client: Client) => void;
}

const MISTAKES: readonly Mistake[] = [
  {
    which: 'another secret',
    code: 'SignatureDoesNotMatch',
    send: ({ running, target, keys }) => wire(running, target.bucket, target.key, { ...keys, accessKeySecret: 'x' }),
  },
  {
    which: 'a signed header changed on the way',
    code: 'SignatureDoesNotMatch',
    sent: { headers: { 'x-oss-meta-a': '1' }, unsigned: { 'x-oss-meta-a': '2' } },
  },
  {
    which: 'signed for another method',
    code: 'SignatureDoesNotMatch',
    send: ({ running, target, keys }) => {
      const fetch = (request: Request) => globalThis.fetch(new Request(request, { method: 'PUT', body }));
      const send = wire({ ...running, fetch }, target.bucket, target.key, keys);
      return (_, { version = 'v4' } = {}) => send('POST', { version });
    },
  },
  { which: 'a clock 16 minutes slow', code: 'RequestTimeTooSkewed', sent: { skewMs: -16 * MINUTE } },
  { which: 'a clock 16 minutes fast', code: 'RequestTimeTooSkewed', sent: { skewMs: 16 * MINUTE } },
  {
    which: 'a token that has expired',
    code: 'SecurityTokenExpired',
    before: ({ world }) => world.credentials.expireAll(),
  },
  {
    which: 'no token',
    code: 'InvalidAccessKeyId',
    send: ({ running, target, keys: { accessKeyId, accessKeySecret } }) =>
      wire(running, target.bucket, target.key, { accessKeyId, accessKeySecret }),
  },
  {
    which: 'a token that nobody issued',
    code: 'InvalidSecurityToken',
    send: ({ running, target, keys }) => wire(running, target.bucket, target.key, { ...keys, securityToken: 'CAISx' }),
  },
  {
    which: 'the token of another upload with one’s own key',
    code: 'AccessKeyIdAndSecurityTokenNotMatch',
    send: async ({ running, target, keys, another }) => {
      const { securityToken } = (await another()).keys;
      return wire(running, target.bucket, target.key, { ...keys, securityToken });
    },
  },
  {
    which: 'key and token of another upload',
    code: 'AccessDenied',
    send: async ({ running, target, another }) => wire(running, target.bucket, target.key, (await another()).keys),
  },
  {
    which: 'key and token of an upload to another bucket',
    code: 'AccessDenied',
    send: ({ running, target }) => {
      const { credentials, bucket } = running.world('elsewhere');
      const keys = credentials.issue(bucket.name, target.key, Date.now() + MINUTE);
      return wire(running, target.bucket, target.key, keys);
    },
  },
  {
    which: 'a key that nobody has',
    code: 'InvalidAccessKeyId',
    send: ({ running, target, keys }) => wire(running, target.bucket, target.key, { ...keys, accessKeyId: 'STS.Nx' }),
  },
];

for (const { which, code, sent, send, before } of MISTAKES) {
  for (const version of ['v1', 'v4'] as const) {
    strict('F1', {
      which: `${which} (${version})`,
      act: async (client) => {
        const ask = (await send?.(client)) ?? client.send;
        before?.(client);
        client.world.log.clear();
        expect(await ask('PUT', { body, version, ...sent })).toMatchObject({ status: 403, code });
      },
      object: 'absent',
      requests: [`PutObject ${code}`],
    });
  }
}

strict('F1', {
  which: 'good credentials for what nobody may do with them',
  settings: { head: 'deny', listParts: 'deny' },
  act: async ({ running, target, keys, send, open }) => {
    const denied = { status: 403, code: 'AccessDenied' };
    const uploadId = await open();
    expect(await send('DELETE')).toMatchObject(denied);
    expect(await send('GET')).toMatchObject(denied);
    expect(await send('GET', { query: { uploadId } })).toMatchObject(denied);
    const bucket = wire(running, target.bucket, '', keys);
    for (const asked of ['list-type', 'uploads', 'bucketInfo'])
      expect(await bucket('GET', { query: { [asked]: null } })).toMatchObject(denied);
    expect(await send('HEAD')).toMatchObject({ status: 403, text: '' });
  },
  object: 'absent',
  requests: [
    'InitiateMultipartUpload 200',
    ...[
      'DeleteObject',
      'GetObject',
      'ListParts',
      'ListObjects',
      'ListMultipartUploads',
      'GetBucketInfo',
      'HeadObject',
    ].map((op) => `${op} AccessDenied`),
  ],
  unfinished: 1,
});

strict('F1', {
  which: 'nothing signed at all, or in no known way',
  act: async ({ running, target }) => {
    const url = `${running.url}/${target.bucket}/${target.key}`;
    const put = (headers: Record<string, string>) => fetch(url, { method: 'PUT', body, headers });
    expect((await put({})).status).toBe(403);
    expect((await put({ authorization: 'Bearer x' })).status).toBe(400);
    expect((await put({ authorization: 'OSS4-HMAC-SHA256 Credential=x' })).status).toBe(400);
  },
  object: 'absent',
  requests: ['PutObject AccessDenied', 'PutObject InvalidArgument', 'PutObject InvalidArgument'],
});

strict('F1', {
  which: 'the same request without a mistake is believed',
  act: async ({ send }) => {
    for (const version of ['v1', 'v4'] as const)
      expect(await send('PUT', { body, version })).toMatchObject({ status: 200 });
  },
  object: bytesOf(body),
  requests: ['PutObject 200', 'PutObject 200'],
});
