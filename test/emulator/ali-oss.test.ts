import { expect } from '@open-wc/testing';
import OSS from 'ali-oss';
import { named } from '../faults/catalogue.js';
import { decodeTicket, randomBytes } from '../support/emulator.js';
import { createWorld, sha256, type World } from '../support/world.js';

async function ticket(world: World) {
  const response = await fetch(`${world.endpoint}/CreateUploadVideo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Title: 'clip', FileName: 'clip.mp4' }),
  });
  return decodeTicket((await response.json()) as Record<string, unknown>);
}

async function connect(world: World, options: object = {}) {
  const { target, keys } = await ticket(world);
  const { endpoint, bucket, key } = target;
  return {
    client: new OSS({
      ...keys,
      endpoint,
      bucket,
      region: 'cn-shanghai',
      refreshSTSTokenInterval: 1e9,
      ...options,
    }),
    key,
    bucket,
  };
}

/** The error that a promise rejects with. */
const refused = (promise: Promise<unknown>): Promise<{ code?: string; status?: number; message: string }> =>
  promise.then(
    () => ({ message: 'not refused' }),
    (error: { code?: string; message: string }) => error,
  );

/** The types want all three. */
const PAGE = { 'part-number-marker': 0, 'encoding-type': 'url' } as const;

for (const authorizationV4 of [false, true]) {
  describe(`ali-oss in a page with signature ${authorizationV4 ? 'V4' : 'V1'}`, () => {
    it('uploads in parts to another origin, with preflights and a readable ETag', async () => {
      const world = createWorld();
      const { client, key } = await connect(world, { authorizationV4 });
      const file = new File([randomBytes(350_001)], 'clip.mp4', { type: 'video/mp4' });
      await client.multipartUpload(key, file, { partSize: 102_400 });
      const [object] = await world.objects();
      expect(object).to.include({ key, size: 350_001, sha256: await sha256(file) });
      const ops = (await world.log()).filter(({ service }) => service === 'oss').map(({ op }) => op);
      expect(ops.filter((op) => op === 'UploadPart')).to.have.length(4);
      expect(ops.filter((op) => op === 'Preflight').length).to.be.at.least(6);
    });

    it('lists parts page by page and aborts', async () => {
      const world = createWorld();
      const { client, key } = await connect(world, { authorizationV4 });
      const { uploadId } = await client.initMultipartUpload(key);
      const blob = new File(['0123456789'], 'x');
      for (const n of [1, 2, 4]) await client.uploadPart(key, uploadId, n, blob, 0, n);
      const first = await client.listParts(key, uploadId, { ...PAGE, 'max-parts': 2 });
      expect([first.isTruncated, first.nextPartNumberMarker]).to.deep.equal(['true', '2']);
      const second = await client.listParts(key, uploadId, { ...PAGE, 'max-parts': 2, 'part-number-marker': 2 });
      expect([second.isTruncated, (second.parts as unknown as { PartNumber: string }).PartNumber]).to.deep.equal([
        'false',
        '4',
      ]);
      await client.abortMultipartUpload(key, uploadId);
      expect(await world.uploads()).to.deep.equal([]);
    });

    it('is refused with a wrong secret, and may read why', async () => {
      const { client, key } = await connect(createWorld(), { authorizationV4, accessKeySecret: 'wrong' });
      const error = await refused(client.put(key, new Blob(['x'])));
      expect(error).to.include({ code: 'SignatureDoesNotMatch', status: 403 });
    });

    it('is refused with an expired token', async () => {
      const world = createWorld();
      await world.settings({ tokenLifeMs: 0 });
      const { client, key } = await connect(world, { authorizationV4 });
      expect(await refused(client.put(key, new Blob(['x'])))).to.include({ code: 'SecurityTokenExpired', status: 403 });
    });
  });
}

describe('the CORS rule of a bucket', () => {
  it(named('F10', 'a browser hides the ETag when it is not exposed'), async () => {
    const world = createWorld();
    await world.settings({ expose: ['x-oss-request-id'] });
    const { client, key } = await connect(world);
    const { uploadId } = await client.initMultipartUpload(key);
    const error = await refused(client.uploadPart(key, uploadId, 1, new File(['x'], 'x'), 0, 1));
    expect(error.message).to.contain('etag of expose-headers');
  });

  it(named('F10', 'a browser hides everything when CORS is switched off'), async () => {
    const world = createWorld();
    await world.settings({ cors: false });
    const { client, key } = await connect(world);
    const error = await refused(client.put(key, new Blob(['x'])));
    expect(error.status).to.equal(-1);
    expect(await world.objects()).to.deep.equal([]);
    expect((await world.log()).at(-1)).to.include({ op: 'Preflight', status: 403 });
  });
});
