import { describe, expect, it } from 'vitest';
import { credentials, errorXml, objectPath, target } from './fake-oss.js';
import { answering, blob, over, put, rejection, signal, STORES } from './stores.js';

for (const [kind, create] of Object.entries(STORES)) {
  describe(`the ${kind}`, () => {
    it('carries an upload from its opening to its sealing', async () => {
      const { store, seen, objects } = over(create);
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      expect(uploadId).to.equal('U1');
      const sent: number[] = [];
      const first = await store.put(
        target,
        uploadId,
        { n: 1, blob: blob('hello '), md5: 'bWQ1' },
        { signal, onSent: (n) => sent.push(n) },
      );
      expect(first).to.deep.equal({ etag: '"TAG-1-6"', crc64: '1' });
      expect(sent).to.deep.equal([6]);
      await store.put(target, uploadId, { n: 2, blob: blob('world') }, put);
      const parts = await store.list(target, uploadId, { signal });
      expect(parts).to.deep.equal([
        { n: 1, size: 6, etag: '"TAG-1-6"' },
        { n: 2, size: 5, etag: '"TAG-2-5"' },
      ]);
      expect(await store.look(target, { signal })).to.deep.equal({ found: 'absent' });
      expect(await store.seal(target, uploadId, [...parts].reverse(), { signal })).to.deep.equal({ crc64: '4242' });
      expect(await store.look(target, { signal })).to.deep.equal({ found: 'present', size: 11, crc64: '42' });
      expect(objects.get(objectPath)).to.equal('hello world');
      expect(new Set(seen.map(({ signature }) => signature))).to.deep.equal(new Set(['v4']));
      expect(seen[0]?.headers['content-type']).to.equal('video/mp4');
      expect(seen[1]?.headers['content-md5']).to.equal('bWQ1');
    });

    it('writes a small object in one request, which may be repeated', async () => {
      const { store, seen, objects } = over(create);
      const sent: number[] = [];
      const object = { blob: new Blob(['a picture'], { type: 'image/png' }), contentType: 'image/png', md5: 'bWQ1' };
      const options = { signal, onSent: (bytes: number) => sent.push(bytes) };
      expect(await store.write(target, object, options)).to.deep.equal({ etag: '"WHOLE-9"', crc64: '9' });
      await store.write(target, object, options);
      expect(objects.get(objectPath)).to.equal('a picture');
      expect(sent).to.deep.equal([9, 9]);
      expect(seen.map(({ method, query, signature }) => [method, query, signature])).to.deep.equal([
        ['PUT', {}, 'v4'],
        ['PUT', {}, 'v4'],
      ]);
      expect(seen[0]?.headers).to.include({ 'content-type': 'image/png', 'content-md5': 'bWQ1' });
    });

    it('says why a small object was not taken', async () => {
      const { store } = answering(create, { status: 403, text: errorXml('SecurityTokenExpired') });
      const object = { blob: blob('x'), contentType: 'image/png' };
      const { code, detail } = await rejection(store.write(target, object, put));
      expect([code, detail.operation, detail.status]).to.deep.equal(['credentials-expired', 'PutObject', 403]);
    });

    it('throws parts away, and finds nothing to throw away just as well', async () => {
      const { store, uploads } = over(create);
      const uploadId = await store.open(target, { signal, contentType: '' });
      await store.discard(target, uploadId, { signal });
      expect(uploads.size).to.equal(0);
      await store.discard(target, uploadId, { signal });
    });

    it('reads every page of parts', async () => {
      const { store, seen } = over(create, { pageSize: 2 });
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      for (const n of [5, 1, 3, 4, 10_000]) await store.put(target, uploadId, { n, blob: blob('x') }, put);
      expect((await store.list(target, uploadId, { signal })).map(({ n }) => n)).to.deep.equal([1, 3, 4, 5, 10_000]);
      expect(seen.filter(({ method }) => method === 'GET')).to.have.length(3);
    });

    it('stops at pages that go nowhere', async () => {
      const text =
        '<ListPartsResult><NextPartNumberMarker>0</NextPartNumberMarker><IsTruncated>true</IsTruncated></ListPartsResult>';
      const { store } = over(create, { instead: () => ({ status: 200, text }) });
      expect((await rejection(store.list(target, 'U', { signal }))).code).to.equal('storage-malformed');
    });

    it('asks for credentials before every request', async () => {
      const { openStore, seen } = over(create);
      let asked = 0;
      const store = openStore(() => Promise.resolve({ ...credentials, securityToken: `token-${++asked}` }));
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      await store.put(target, uploadId, { n: 1, blob: blob('x') }, put);
      expect(seen.map(({ headers }) => headers['x-oss-security-token'])).to.deep.equal(['token-1', 'token-2']);
    });

    it('rejects with the reason of an abort, in flight and before', async () => {
      const stopped = new AbortController();
      const { store, seen } = over(create, { instead: () => void stopped.abort('paused') });
      const options = { signal: stopped.signal, onSent: () => undefined };
      expect(await rejection(store.put(target, 'U', { n: 1, blob: blob('x') }, options))).to.equal('paused');
      expect(await rejection(store.put(target, 'U', { n: 1, blob: blob('x') }, options))).to.equal('paused');
      expect(seen).to.have.length(1);
    });

    it('passes on why nothing was sent', async () => {
      const reason = new Error('no backend');
      const { openStore, seen } = over(create);
      const store = openStore(() => Promise.reject(reason));
      expect(await rejection(store.open(target, { signal, contentType: 'video/mp4' }))).to.equal(reason);
      expect(seen).to.have.length(0);
    });
  });
}
