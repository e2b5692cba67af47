import { describe, expect, it } from 'vitest';
import type { UploadError } from '../../src/engine/error.js';
import type { CredentialSource, ObjectStore, OpenStore } from '../../src/engine/ports.js';
import { createAliOssStore } from '../../src/oss/ali-oss-store.js';
import { createNativeStore } from '../../src/oss/native-store.js';
import type { Send } from '../../src/oss/send-port.js';
import { credentials, errorXml, fakeOss, objectPath, target, type Answer, type FakeOptions } from './fake-oss.js';

const { signal } = new AbortController();
const source: CredentialSource = () => Promise.resolve(credentials);
const put = { signal, onSent: () => undefined };
const blob = (text: string): Blob => new Blob([text]);

const kinds: Record<string, (send: Send) => OpenStore> = {
  'native store': (send) => createNativeStore({ send, https: true }),
  'ali-oss store': (send) => createAliOssStore({ send, https: true }),
};

const rejection = async (promise: Promise<unknown>): Promise<UploadError> =>
  promise.then(
    () => {
      throw new Error('was expected to fail');
    },
    (error: unknown) => error as UploadError,
  );

for (const [kind, create] of Object.entries(kinds)) {
  const over = (options?: FakeOptions) => {
    const oss = fakeOss(options);
    const openStore = create(oss.send);
    return { ...oss, openStore, store: openStore(source) };
  };
  const answering = (...answers: (Answer | undefined)[]) => over({ instead: (_, nth) => answers[nth - 1] });

  describe(`the ${kind}`, () => {
    it('carries an upload from its opening to its sealing', async () => {
      const { store, seen, objects } = over();
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

    it('throws parts away, and finds nothing to throw away just as well', async () => {
      const { store, uploads } = over();
      const uploadId = await store.open(target, { signal, contentType: '' });
      await store.discard(target, uploadId, { signal });
      expect(uploads.size).to.equal(0);
      await store.discard(target, uploadId, { signal });
    });

    it('reads every page of parts', async () => {
      const { store, seen } = over({ pageSize: 2 });
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      for (const n of [5, 1, 3, 4, 10_000]) await store.put(target, uploadId, { n, blob: blob('x') }, put);
      expect((await store.list(target, uploadId, { signal })).map(({ n }) => n)).to.deep.equal([1, 3, 4, 5, 10_000]);
      expect(seen.filter(({ method }) => method === 'GET')).to.have.length(3);
    });

    it('stops at pages that go nowhere', async () => {
      const text =
        '<ListPartsResult><NextPartNumberMarker>0</NextPartNumberMarker><IsTruncated>true</IsTruncated></ListPartsResult>';
      const { store } = over({ instead: () => ({ status: 200, text }) });
      expect((await rejection(store.list(target, 'U', { signal }))).code).to.equal('network');
    });

    it('asks for credentials before every request', async () => {
      const { openStore, seen } = over();
      let asked = 0;
      const store = openStore(() => Promise.resolve({ ...credentials, securityToken: `token-${++asked}` }));
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      await store.put(target, uploadId, { n: 1, blob: blob('x') }, put);
      expect(seen.map(({ headers }) => headers['x-oss-security-token'])).to.deep.equal(['token-1', 'token-2']);
    });

    it('signs with V1 where the region cannot be known', async () => {
      const { store, seen } = over();
      const { region: _, ...rest } = target;
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
      const { openStore, store, seen } = over({
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
      const { store, seen } = over({
        instead: ({ signature }) =>
          signature === refuse ? { status: 403, text: errorXml('AccessDenied', '<EC>0002-00000080</EC>') } : undefined,
      });
      await store.open(target, { signal, contentType: 'video/mp4' });
      refuse = 'v1';
      await store.open(target, { signal, contentType: 'video/mp4' });
      expect(seen.map(({ signature }) => signature)).to.deep.equal(['v4', 'v1', 'v1', 'v4']);
    });

    it('tells the first refusal when neither signature is taken', async () => {
      const text = (id: string): string => errorXml('SignatureDoesNotMatch').replace('R1', id);
      const { store, seen } = answering({ status: 403, text: text('FIRST') }, { status: 403, text: text('SECOND') });
      const error = await rejection(store.open(target, { signal, contentType: 'video/mp4' }));
      expect(error.code).to.equal('signature-refused');
      expect(error.detail.requestId).to.equal('FIRST');
      expect(seen).to.have.length(2);
    });

    it('keeps its signature after the first success', async () => {
      const { store, seen } = answering(undefined, { status: 403, text: errorXml('SignatureDoesNotMatch') });
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
      const { store, seen } = answering(skewed);
      const uploadId = await store.open(target, { signal, contentType: 'video/mp4' });
      await store.put(target, uploadId, { n: 1, blob: blob('x') }, put);
      const day = new Date(serverTime).toISOString().slice(0, 10).replaceAll('-', '');
      expect(seen.map(({ headers }) => headers['x-oss-date']?.startsWith(day))).to.deep.equal([false, true, true]);
      expect(seen.slice(1).every(({ signature }) => signature === 'v4')).to.equal(true);
    });

    it('does not quarrel with a clock that stays wrong', async () => {
      const text = errorXml('RequestTimeTooSkewed', `<ServerTime>${new Date().toISOString()}</ServerTime>`);
      const { store, seen } = over({ instead: () => ({ status: 403, text }) });
      expect((await rejection(store.open(target, { signal, contentType: 'video/mp4' }))).code).to.equal('clock-skew');
      expect(seen).to.have.length(2);
      const silent = answering({ status: 403, text: errorXml('RequestTimeTooSkewed') });
      expect((await rejection(silent.store.look(target, { signal }))).code).to.equal('clock-skew');
      expect(silent.seen).to.have.length(1);
    });

    it('takes a part whose ETag is hidden, but not a login page', async () => {
      const { store } = answering(
        { status: 200 },
        { status: 200, text: '<html>log in</html>' },
        { status: 200, text: 'hello' },
      );
      const part = { n: 1, blob: blob('x') };
      expect(await store.put(target, 'U', part, put)).to.deep.equal({});
      expect((await rejection(store.put(target, 'U', part, put))).code).to.equal('captive-portal');
      expect((await rejection(store.put(target, 'U', part, put))).code).to.equal('network');
    });

    it('counts a callback that failed as sealed', async () => {
      const answer = { status: 203, text: errorXml('CallbackFailed'), headers: { 'x-oss-hash-crc64ecma': '7' } };
      expect(await answering(answer).store.seal(target, 'U', [{ n: 1, etag: '"x"' }], { signal })).to.deep.equal({
        crc64: '7',
      });
    });

    const whole = '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>';
    const odd: Record<string, [Answer, string]> = {
      'half an answer': [{ status: 200, text: whole.slice(0, -12) }, 'network'],
      nothing: [{ status: 200 }, 'network'],
      'a login page': [{ status: 200, text: '<!doctype html><p>Wi-Fi' }, 'captive-portal'],
      'an error in good clothes': [{ status: 200, text: errorXml('InternalError') }, 'storage-busy'],
      'parts that differ': [{ status: 400, text: errorXml('InvalidPart') }, 'parts-differ'],
      'no such upload': [{ status: 404, text: errorXml('NoSuchUpload') }, 'upload-gone'],
    };
    for (const [name, [answer, code]] of Object.entries(odd)) {
      it(`takes ${name} for a seal as ${code}`, async () => {
        const error = await rejection(answering(answer).store.seal(target, 'U', [{ n: 1, etag: '"x"' }], { signal }));
        expect([error.name, error.code, error.detail.operation]).to.deep.equal([
          'UploadError',
          code,
          'CompleteMultipartUpload',
        ]);
      });
    }

    it('says of an object that may not be looked at that it does not know', async () => {
      expect(await answering({ status: 403 }).store.look(target, { signal })).to.deep.equal({ found: 'refused' });
      expect(await answering({ status: 200 }).store.look(target, { signal })).to.deep.equal({ found: 'refused' });
      const expired = answering({ status: 403, headers: { 'x-oss-err': btoa(errorXml('SecurityTokenExpired')) } });
      expect((await rejection(expired.store.look(target, { signal }))).code).to.equal('credentials-expired');
      expect((await rejection(answering({ status: 503 }).store.look(target, { signal }))).code).to.equal(
        'storage-busy',
      );
    });

    it('names operation, part, status and request in an error, and no secret', async () => {
      const { store } = answering({
        status: 503,
        text: errorXml('ServiceUnavailable'),
        headers: { 'retry-after': '3' },
      });
      const error = await rejection(store.put(target, 'UPLOAD-ID', { n: 7, blob: blob('x') }, put));
      expect(error.message).to.equal('UploadPart 7: HTTP 503, ServiceUnavailable, request R1');
      expect(error.detail).to.deep.equal({
        operation: 'UploadPart',
        part: 7,
        status: 503,
        serviceCode: 'ServiceUnavailable',
        requestId: 'R1',
        retryAfterMs: 3000,
      });
      expect(error.retryable).to.equal(true);
    });

    it('rejects with the reason of an abort, in flight and before', async () => {
      const stopped = new AbortController();
      const { store, seen } = over({ instead: () => void stopped.abort('paused') });
      const options = { signal: stopped.signal, onSent: () => undefined };
      expect(await rejection(store.put(target, 'U', { n: 1, blob: blob('x') }, options))).to.equal('paused');
      expect(await rejection(store.put(target, 'U', { n: 1, blob: blob('x') }, options))).to.equal('paused');
      expect(seen).to.have.length(1);
    });

    it('passes on why nothing was sent', async () => {
      const reason = new Error('no backend');
      const { openStore, seen } = over();
      const store = openStore(() => Promise.reject(reason));
      expect(await rejection(store.open(target, { signal, contentType: 'video/mp4' }))).to.equal(reason);
      expect(seen).to.have.length(0);
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

describe('the two stores on the wire', () => {
  it('send the same requests for one upload', async () => {
    const recorded = await Promise.all(
      Object.values(kinds).map(async (create) => {
        const oss = fakeOss({ pageSize: 1 });
        await conversation(create(oss.send)(source));
        return oss.seen;
      }),
    );
    const [ours = [], theirs = []] = recorded.map((seen) => seen.map(comparable));
    expect(ours).to.have.length(10);
    expect(theirs).to.deep.equal(ours);
    expect(recorded.flat().every(({ signature }) => signature === 'v4')).to.equal(true);
  });

  it('send the same requests with V1 and in path style', async () => {
    const place = { bucket: target.bucket, key: target.key, endpoint: 'http://127.0.0.1:8080' };
    const recorded = await Promise.all(
      Object.values(kinds).map(async (create) => {
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
    ...(method === 'POST' && { type: headers['content-type'] }),
  });
});

describe('loading ali-oss', () => {
  const send: Send = () => Promise.reject(new Error('not reached'));
  const open = (load: () => Promise<unknown>) =>
    createAliOssStore({ send, load })(source).open(target, { signal, contentType: '' });

  it('says what is missing, and tries again the next time', async () => {
    let tries = 0;
    const openStore = createAliOssStore({ send, load: () => (tries++, Promise.reject(new TypeError('404'))) });
    for (const expected of [1, 2]) {
      const error = await rejection(openStore(source).open(target, { signal, contentType: '' }));
      expect(error.code).to.equal('storage-misconfigured');
      expect(error.message).to.contain('ali-oss');
      expect(tries).to.equal(expected);
    }
  });

  it('refuses a module that is something else', async () => {
    expect((await rejection(open(() => Promise.resolve({})))).code).to.equal('storage-misconfigured');
  });
});
