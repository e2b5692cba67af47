import { describe, expect, it } from 'vitest';
import { errorXml, target } from './fake-oss.js';
import { answering, blob, over, put, rejection, signal, source, STORES } from './stores.js';

for (const [kind, create] of Object.entries(STORES)) {
  describe(`signature and clock of the ${kind}`, () => {
    it('signs with V1 where the region cannot be known', async () => {
      const { store, seen } = over(create);
      const rest = { bucket: target.bucket, key: target.key, endpoint: target.endpoint };
      await store.open(
        { ...rest, endpoint: 'https://oss-accelerate.aliyuncs.com' },
        { signal, contentType: 'video/mp4' },
      );
      await store.open(rest, { signal, contentType: 'video/mp4' });
      expect(seen.map(({ signature, host }) => [signature, host])).to.deep.equal([
        ['v1', 'outin-test.oss-accelerate.aliyuncs.com'],
        ['v4', 'outin-test.oss-cn-shanghai.aliyuncs.com'],
      ]);
    });

    it('falls back to V1 once where V4 is refused, and remembers', async () => {
      const { openStore, store, seen } = over(create, {
        instead: ({ signature }) =>
          signature === 'v4' ? { status: 403, text: errorXml('SignatureDoesNotMatch') } : undefined,
      });
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      await store.put(target, uploadId, { n: 1, blob: blob('x') }, put);
      await openStore(source).open(target, { signal, contentType: 'video/mp4' });
      expect(seen.map(({ signature }) => signature)).to.deep.equal(['v4', 'v1', 'v1', 'v1']);
    });

    it('goes back to V4 where V1 has been switched off since', async () => {
      let refuse = 'v4';
      const { store, seen } = over(create, {
        instead: ({ signature }) =>
          signature === refuse ? { status: 403, text: errorXml('AccessDenied', '<EC>0002-00000080</EC>') } : undefined,
      });
      await store.open(target, { signal, contentType: 'video/mp4' });
      refuse = 'v1';
      await store.open(target, { signal, contentType: 'video/mp4' });
      await store.open(target, { signal, contentType: 'video/mp4' });
      expect(seen.map(({ signature }) => signature)).to.deep.equal(['v4', 'v1', 'v1', 'v4', 'v4']);
    });

    it('tells the first refusal when neither signature is taken', async () => {
      const text = (id: string): string => errorXml('SignatureDoesNotMatch').replace('R1', id);
      const { store, seen } = answering(
        create,
        { status: 403, text: text('FIRST') },
        { status: 403, text: text('SECOND') },
      );
      const error = await rejection(store.open(target, { signal, contentType: 'video/mp4' }));
      expect(error.code).to.equal('signature-refused');
      expect(error.detail.requestId).to.equal('FIRST');
      expect(seen).to.have.length(2);
    });

    it('keeps its signature after the first success', async () => {
      const { store, seen } = answering(create, undefined, { status: 403, text: errorXml('SignatureDoesNotMatch') });
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      const error = await rejection(store.put(target, uploadId, { n: 1, blob: blob('x') }, put));
      expect(error.code).to.equal('signature-refused');
      expect(seen).to.have.length(2);
    });

    it('corrects a wrong clock by the server’s time, once, and keeps it', async () => {
      const serverTime = Date.now() + 86_400_000;
      const skewed = {
        status: 403,
        text: errorXml('RequestTimeTooSkewed', `<ServerTime>${new Date(serverTime).toISOString()}</ServerTime>`),
      };
      const { store, seen } = answering(create, skewed);
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      await store.put(target, uploadId, { n: 1, blob: blob('x') }, put);
      const day = new Date(serverTime).toISOString().slice(0, 10).replaceAll('-', '');
      expect(seen.map(({ headers }) => headers['x-oss-date']?.startsWith(day))).to.deep.equal([false, true, true]);
      expect(seen.slice(1).every(({ signature }) => signature === 'v4')).to.equal(true);
    });

    it('does not quarrel with a clock that stays wrong', async () => {
      const text = errorXml('RequestTimeTooSkewed', `<ServerTime>${new Date().toISOString()}</ServerTime>`);
      const { store, seen } = over(create, { instead: () => ({ status: 403, text }) });
      expect((await rejection(store.open(target, { signal, contentType: 'video/mp4' }))).code).to.equal('clock-skew');
      expect(seen).to.have.length(2);
      const silent = answering(create, { status: 403, text: errorXml('RequestTimeTooSkewed') });
      expect((await rejection(silent.store.look(target, { signal }))).code).to.equal('clock-skew');
      expect(silent.seen).to.have.length(1);
    });

    it('never lets the bytes of a part run backwards over its tries', async () => {
      const text = errorXml(
        'RequestTimeTooSkewed',
        `<ServerTime>${new Date(Date.now() + 1e8).toISOString()}</ServerTime>`,
      );
      const progress = [3, 6, 2, 6];
      let calls = 0;
      const openStore = create((request) => {
        for (const bytes of progress.splice(0, 2)) request.onSent?.(bytes);
        const answer = { headers: { get: () => null } };
        return Promise.resolve(calls++ === 0 ? { ...answer, status: 403, text } : { ...answer, status: 200, text: '' });
      });
      const sent: number[] = [];
      await openStore(source).put(
        target,
        'U',
        { n: 1, blob: blob('sixsix') },
        { signal, onSent: (bytes) => sent.push(bytes) },
      );
      expect(calls).to.equal(2);
      expect(sent).to.deep.equal([3, 6]);
    });
  });
}
