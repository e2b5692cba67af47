import { expect } from '@open-wc/testing';
import { UploadError } from '../../src/engine/error.js';
import type { CredentialSource, ObjectStore, OpenStore, Target } from '../../src/engine/ports.js';
import { createAliOssStore } from '../../src/ali-oss.js';
import { createNativeStore } from '../../src/oss/native-store.js';
import { send } from '../../src/web/send.js';
import { decodeTicket } from '../support/emulator.js';
import { createWorld, patterned, sha256, type LogEntry } from '../support/world.js';

type Entry = LogEntry & {
  readonly signature?: string;
  readonly headers: Record<string, string>;
  readonly cut?: boolean;
};

const PART = 102_400;
const { signal } = new AbortController();
const quiet = { signal, onSent: () => undefined };
const file = new Blob([patterned(2 * PART + 1000)], { type: 'video/mp4' });
const slice = (n: number): Blob => file.slice((n - 1) * PART, n * PART);

const STORES: Readonly<Record<string, () => OpenStore>> = {
  'native store': () => createNativeStore({ send }),
  'ali-oss store': () => createAliOssStore(),
};

async function failure(promise: Promise<unknown>): Promise<UploadError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UploadError);
  return error as UploadError;
}

for (const [kind, create] of Object.entries(STORES)) {
  describe(`the ${kind} with a bucket of its own origin`, () => {
    async function setUp(openStore = create()) {
      const world = createWorld();
      const response = await fetch(`${world.endpoint}/CreateUploadVideo`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ Title: 'clip', FileName: 'clip.mp4' }),
      });
      const { target: place, keys, auth } = decodeTicket((await response.json()) as Record<string, unknown>);
      const target: Target = { ...place, region: String(auth['Region']) };
      const credentials: CredentialSource = () => Promise.resolve({ ...keys, securityToken: keys.stsToken });
      const store = openStore(credentials);
      const log = async (op: string): Promise<readonly Entry[]> =>
        ((await world.log()) as readonly Entry[]).filter((entry) => entry.service === 'oss' && entry.op === op);
      return { world, target, store, log };
    }

    const open = (store: ObjectStore, target: Target): Promise<string> =>
      store.open(target, { signal, contentType: 'video/mp4' });

    async function putAll(store: ObjectStore, target: Target, uploadId: string): Promise<void> {
      await Promise.all([1, 2, 3].map((n) => store.put(target, uploadId, { n, blob: slice(n) }, quiet)));
    }

    it('uploads a file, part by part, to the last byte', async () => {
      const { world, target, store, log } = await setUp();
      expect(await store.look(target, { signal })).to.deep.equal({ found: 'absent' });
      const uploadId = await open(store, target);
      const sent: number[] = [];
      const receipt = await store.put(
        target,
        uploadId,
        { n: 1, blob: slice(1) },
        { signal, onSent: (bytes) => sent.push(bytes) },
      );
      expect(receipt.etag).to.match(/^"[0-9A-F]{32}"$/);
      expect(receipt.crc64).to.match(/^\d+$/);
      expect(sent.at(-1)).to.equal(PART);
      await putAll(store, target, uploadId);
      const parts = await store.list(target, uploadId, { signal });
      expect(parts.map(({ n, size }) => [n, size])).to.deep.equal([
        [1, PART],
        [2, PART],
        [3, 1000],
      ]);
      expect(parts[0]?.etag).to.equal(receipt.etag);
      const { crc64 } = await store.seal(target, uploadId, parts, { signal });
      expect(await store.look(target, { signal })).to.deep.equal({ found: 'present', size: file.size, crc64 });
      const [object] = await world.objects();
      expect(object).to.include({ key: target.key, size: file.size, sha256: await sha256(file) });
      expect((await log('UploadPart')).map(({ signature }) => signature)).to.deep.equal(['v4', 'v4', 'v4', 'v4']);
    });

    it('throws away what it began', async () => {
      const { world, target, store } = await setUp();
      const uploadId = await open(store, target);
      expect(await world.uploads()).to.have.length(1);
      await store.discard(target, uploadId, { signal });
      expect(await world.uploads()).to.have.length(0);
      await store.discard(target, uploadId, { signal });
      expect((await failure(store.list(target, uploadId, { signal }))).code).to.equal('upload-gone');
    });

    it('has a damaged part refused by its MD5', async () => {
      const { target, store } = await setUp();
      const uploadId = await open(store, target);
      const md5 = 'JfnnlDI7RTiF9RgfG2JNCw==';
      await store.put(target, uploadId, { n: 1, blob: new Blob(['123456789']), md5 }, quiet);
      const damaged = store.put(target, uploadId, { n: 1, blob: new Blob(['12345678X']), md5 }, quiet);
      expect((await failure(damaged)).code).to.equal('part-damaged');
    });

    it('falls back to V1 where V4 is not understood', async () => {
      const { world, target, store, log } = await setUp();
      await world.settings({ v4: 'refuse' });
      const uploadId = await open(store, target);
      await store.put(target, uploadId, { n: 1, blob: slice(1) }, quiet);
      const opened = await log('InitiateMultipartUpload');
      expect(opened.map(({ status }) => status)).to.deep.equal([403, 200]);
      expect(opened[1]?.signature).to.equal('v1');
      expect((await log('UploadPart')).map(({ signature }) => signature)).to.deep.equal(['v1']);
    });

    it('uses V1 for a ticket of an old account that names no region', async () => {
      const { target, store, log } = await setUp();
      const uploadId = await open(store, { bucket: target.bucket, key: target.key, endpoint: target.endpoint });
      expect(uploadId).not.to.equal('');
      expect((await log('InitiateMultipartUpload')).map(({ signature }) => signature)).to.deep.equal(['v1']);
    });

    it('goes by the server’s clock when its own is wrong', async () => {
      const { world, target, store, log } = await setUp();
      await world.settings({ clockOffsetMs: 1_800_000 });
      const uploadId = await open(store, target);
      await store.put(target, uploadId, { n: 1, blob: slice(1) }, quiet);
      expect((await log('InitiateMultipartUpload')).map(({ status }) => status)).to.deep.equal([403, 200]);
      expect((await log('UploadPart')).map(({ status }) => status)).to.deep.equal([200]);
    });

    it('does not quarrel with a clock that stays wrong', async () => {
      const { world, target, store, log } = await setUp();
      await world.fault({
        what: 'xml-code',
        code: 'RequestTimeTooSkewed',
        status: 403,
        times: 0,
        where: { service: 'oss' },
      });
      expect((await failure(open(store, target))).code).to.equal('clock-skew');
      expect(await log('InitiateMultipartUpload')).to.have.length(1);
    });

    it('goes on without the headers that CORS hides', async () => {
      const { world, target, store } = await setUp();
      await world.settings({ expose: [] });
      const uploadId = await open(store, target);
      expect(await store.put(target, uploadId, { n: 1, blob: slice(1) }, quiet)).to.deep.equal({});
      const parts = await store.list(target, uploadId, { signal });
      expect(await store.seal(target, uploadId, parts, { signal })).to.deep.equal({});
      expect(await store.look(target, { signal })).to.deep.equal({ found: 'present', size: PART });
    });

    it('does not know what it may not look at', async () => {
      const { world, target, store } = await setUp();
      await world.settings({ head: 'deny' });
      expect(await store.look(target, { signal })).to.deep.equal({ found: 'refused' });
    });

    it('names a small part in the middle when sealing', async () => {
      const { target, store } = await setUp();
      const uploadId = await open(store, target);
      for (const n of [1, 2]) await store.put(target, uploadId, { n, blob: new Blob(['tiny']) }, quiet);
      const sealing = store.seal(target, uploadId, await store.list(target, uploadId, { signal }), { signal });
      const error = await failure(sealing);
      expect([error.code, error.detail.serviceCode]).to.deep.equal(['parts-differ', 'EntityTooSmall']);
    });

    const faults: [object, string][] = [
      [{ what: 'expired-token' }, 'credentials-expired'],
      [{ what: 'xml-code', code: 'ServiceUnavailable', status: 503 }, 'storage-busy'],
      [{ what: 'status', status: 502 }, 'storage-busy'],
      [{ what: 'html' }, 'captive-portal'],
      [{ what: 'xml-code', code: 'NoSuchBucket', status: 404 }, 'storage-misconfigured'],
    ];
    for (const [fault, code] of faults) {
      it(`calls ${JSON.stringify(fault)} ${code}`, async () => {
        const { world, target, store } = await setUp();
        const uploadId = await open(store, target);
        await world.fault({ where: { service: 'oss', op: 'UploadPart' }, ...fault });
        const error = await failure(store.put(target, uploadId, { n: 1, blob: slice(1) }, quiet));
        expect([error.code, error.detail.operation, error.detail.part]).to.deep.equal([code, 'UploadPart', 1]);
        await store.put(target, uploadId, { n: 1, blob: slice(1) }, quiet);
      });
    }

    it('hears nothing from a connection that is cut, before or after the work is done', async () => {
      const { world, target, store } = await setUp();
      const uploadId = await open(store, target);
      await putAll(store, target, uploadId);
      const parts = await store.list(target, uploadId, { signal });
      // Chromium repeats a request by itself when a kept connection breaks, so the fault stays.
      for (const what of ['cut-before', 'cut-after']) {
        await world.fault({ where: { service: 'oss', op: 'CompleteMultipartUpload' }, what, times: 0 });
        expect((await failure(store.seal(target, uploadId, parts, { signal }))).code).to.equal('network');
        await world.heal();
      }
      expect(await store.look(target, { signal })).to.include({ found: 'present', size: file.size });
    });

    it('lets go of a part at once when it is aborted', async () => {
      const { world, target, store } = await setUp();
      const uploadId = await open(store, target);
      await world.fault({ where: { service: 'oss', op: 'UploadPart' }, what: 'delay', delayMs: 60_000 });
      const paused = new AbortController();
      const reason = new Error('paused');
      const options = { signal: paused.signal, onSent: () => paused.abort(reason) };
      const error = await store
        .put(target, uploadId, { n: 1, blob: slice(1) }, options)
        .catch((thrown: unknown) => thrown);
      expect(error).to.equal(reason);
      expect(await store.list(target, uploadId, { signal })).to.deep.equal([]);
    });
  });
}
