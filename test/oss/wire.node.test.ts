import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../src/engine/ports.js';
import { fakeOss, objectPath, target } from './fake-oss.js';
import { blob, put, signal, source, STORES } from './stores.js';

describe('the two stores on the wire', () => {
  it('send the same requests for one upload', async () => {
    const recorded = await Promise.all(
      Object.values(STORES).map(async (create) => {
        const oss = fakeOss({ pageSize: 1 });
        await conversation(create(oss.send)(source));
        return oss.seen;
      }),
    );
    const [ours = [], theirs = []] = recorded.map((seen) => seen.map(comparable));
    expect(ours).to.have.length(11);
    expect(theirs).to.deep.equal(ours);
    expect(recorded.flat().every(({ signature }) => signature === 'v4')).to.equal(true);
  });

  it('send the same requests with V1 and in path style', async () => {
    const place = { bucket: target.bucket, key: target.key, endpoint: 'http://127.0.0.1:8080' };
    const recorded = await Promise.all(
      Object.values(STORES).map(async (create) => {
        const oss = fakeOss();
        await conversation(create(oss.send)(source), place);
        return oss.seen;
      }),
    );
    const [ours = [], theirs = []] = recorded.map((seen) => seen.map(comparable));
    expect(ours[0]?.path).to.equal(`/${target.bucket}${objectPath}`);
    expect(theirs).to.deep.equal(ours);
    expect(recorded.flat().every(({ signature }) => signature === 'v1')).to.equal(true);
  });

  async function conversation(store: ObjectStore, place = target): Promise<void> {
    const uploadId = await store.open(place, { signal, contentType: 'video/mp4' });
    const md5 = 'eB5eJF1ptWaXm4bijSPyxw==';
    await store.put(place, uploadId, { n: 1, blob: blob('0123456789'), md5 }, put);
    await store.put(place, uploadId, { n: 2, blob: blob('abc') }, put);
    const parts = await store.list(place, uploadId, { signal });
    await store.seal(place, uploadId, parts, { signal });
    await store.look(place, { signal });
    await store.discard(place, uploadId, { signal });
    const other = await store.open(place, { signal, contentType: 'audio/mpeg' });
    await store.discard(place, other, { signal });
    const picture = { blob: new Blob(['a picture'], { type: 'image/jpeg' }), contentType: 'image/jpeg', md5 };
    await store.write(place, picture, put);
  }

  // Not compared: user agent, order of headers, `key` against `key=`, date, and the content type where it says nothing.
  const comparable = ({ method, host, path, query, headers, body }: ReturnType<typeof fakeOss>['seen'][number]) => ({
    method,
    host,
    path,
    query,
    body,
    md5: headers['content-md5'],
    token: headers['x-oss-security-token'],
    ...((method === 'POST' || (method === 'PUT' && query['partNumber'] === undefined)) && {
      type: headers['content-type'],
    }),
  });
});
