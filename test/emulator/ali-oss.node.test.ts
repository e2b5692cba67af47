import { createHash } from 'node:crypto';
import OSS from 'ali-oss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { decodeTicket, randomBytes } from '../support/emulator.js';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ settings: { ossEndpoint: '' } });
});
afterAll(() => running.close());

function accountClient(world: string, options: Partial<OSS.Options> = {}): OSS {
  const { accessKeyId, accessKeySecret } = running.world(world).account;
  return new OSS({
    accessKeyId,
    accessKeySecret,
    bucket: `outin-${world}`,
    endpoint: running.url,
    region: 'oss-cn-shanghai',
    ...options,
  });
}

/** The types want all three. */
const PAGE = { 'part-number-marker': 0, 'encoding-type': 'url' } as const;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

for (const authorizationV4 of [false, true]) {
  describe(`ali-oss for Node with signature ${authorizationV4 ? 'V4' : 'V1'}`, () => {
    const options = { authorizationV4 } as Partial<OSS.Options>;
    const world = authorizationV4 ? 'node-v4' : 'node-v1';

    it('uploads in parts what comes back byte for byte', async () => {
      const client = accountClient(world, options);
      const bytes = randomBytes(350_001);
      const { res } = await client.multipartUpload('dir/ü +&=?.bin', Buffer.from(bytes), { partSize: 102_400 });
      expect((res as unknown as { status: number }).status).toBe(200);
      const { content } = await client.get('dir/ü +&=?.bin');
      expect(sha256(content as Buffer)).toBe(sha256(bytes));
      const log = running.world(world).log.entries.filter(({ op }) => op === 'UploadPart');
      expect(log.map(({ part, signature }) => [part, signature]).sort()).toEqual(
        [1, 2, 3, 4].map((n) => [n, authorizationV4 ? 'v4' : 'v1']),
      );
    });

    it('lists parts page by page', async () => {
      const client = accountClient(world, options);
      const { uploadId } = await client.initMultipartUpload('paged.bin');
      const file = Buffer.from(randomBytes(5000));
      for (const n of [1, 3, 5, 9]) await client.uploadPart('paged.bin', uploadId, n, file, 0, n * 100);
      const first = await client.listParts('paged.bin', uploadId, { ...PAGE, 'max-parts': 3 });
      expect(first.isTruncated).toBe('true');
      expect(first.parts.map(({ PartNumber }) => PartNumber)).toEqual(['1', '3', '5']);
      const second = await client.listParts('paged.bin', uploadId, {
        ...PAGE,
        'max-parts': 3,
        'part-number-marker': first.nextPartNumberMarker,
      });
      expect(second.isTruncated).toBe('false');
      expect(second.parts).toMatchObject({ PartNumber: '9', Size: '900' });
    });

    it('forgets an aborted upload', async () => {
      const client = accountClient(world, options);
      const { uploadId } = await client.initMultipartUpload('aborted.bin');
      await client.abortMultipartUpload('aborted.bin', uploadId);
      await expect(client.listParts('aborted.bin', uploadId)).rejects.toMatchObject({
        code: 'NoSuchUpload',
        status: 404,
      });
      expect((await client.listUploads({ prefix: 'aborted' })).uploads).toEqual([]);
    });

    it('puts a stream of unknown length and heads it', async () => {
      const client = accountClient(world, options);
      const { Readable } = await import('node:stream');
      await client.putStream('stream.bin', Readable.from([Buffer.from('0123'), Buffer.from('456789')]));
      const { res } = await client.head('stream.bin');
      const { headers } = res as unknown as { headers: Record<string, string> };
      expect(headers).toMatchObject({
        'content-length': '10',
        etag: '"781E5E245D69B566979B86E28D23F2C7"',
        'x-oss-hash-crc64ecma': '2838902930144391966',
        'x-oss-object-type': 'Normal',
      });
    });

    it('lists objects with odd names, and knows its bucket', async () => {
      const name = `${world}-names`;
      const client = accountClient(name, options);
      const keys = ['a b+c/é.bin', 'a&<b>"\'.bin', 'z//double slash.bin', '标题.bin'];
      for (const key of keys) await client.put(key, Buffer.from(key));
      const pages: string[] = [];
      let token: string | undefined;
      do {
        const list = { 'max-keys': '3', ...(token && { 'continuation-token': token }) };
        const page = (await client.listV2(list, {})) as unknown as {
          objects: { name: string }[];
          nextContinuationToken?: string;
        };
        pages.push(...page.objects.map((object) => object.name));
        token = page.nextContinuationToken;
      } while (token);
      expect(pages).toEqual([...keys].sort());
      expect((await client.getBucketInfo(`outin-${name}`)).bucket).toMatchObject({ Name: `outin-${name}` });
      expect(((await client.getBucketLocation(`outin-${name}`)) as { location: string }).location).toBe(
        'oss-cn-shanghai',
      );
    });

    it('is told what is not there', async () => {
      const client = accountClient(world, options);
      await expect(client.get('nothing')).rejects.toMatchObject({ code: 'NoSuchKey' });
      await expect(client.head('nothing')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 });
    });

    it('is refused with a wrong secret', async () => {
      const client = accountClient(world, { ...options, accessKeySecret: 'wrong' });
      await expect(client.put('x', Buffer.from('x'))).rejects.toMatchObject({
        code: 'SignatureDoesNotMatch',
        status: 403,
      });
    });

    it('is refused with a token that has expired', async () => {
      const lived = running.world(world);
      const { target, keys } = decodeTicket(
        await running.client(world).call('vod', 'CreateUploadVideo', { Title: 't', FileName: 'a.mp4' }),
      );
      const client = accountClient(world, { ...options, ...keys });
      await client.put(target.key, Buffer.from('before'));
      lived.credentials.expireAll();
      await expect(client.put(target.key, Buffer.from('after'))).rejects.toMatchObject({
        code: 'SecurityTokenExpired',
        status: 403,
      });
    });
  });
}
