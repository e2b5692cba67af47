import { describe, expect, it } from 'vitest';
import { errorXml, target, type Answer } from './fake-oss.js';
import { answering, blob, put, rejection, signal, STORES } from './stores.js';

for (const [kind, create] of Object.entries(STORES)) {
  describe(`answers of the ${kind}`, () => {
    it('takes a part whose ETag is hidden, but not a login page', async () => {
      const { store } = answering(
        create,
        { status: 200 },
        { status: 200, text: '<html>log in</html>' },
        { status: 200, text: 'hello' },
      );
      const part = { n: 1, blob: blob('x') };
      expect(await store.put(target, 'U', part, put)).to.deep.equal({});
      expect((await rejection(store.put(target, 'U', part, put))).code).to.equal('captive-portal');
      expect((await rejection(store.put(target, 'U', part, put))).code).to.equal('storage-malformed');
    });

    it('counts a callback that failed as sealed', async () => {
      const answer = { status: 203, text: errorXml('CallbackFailed'), headers: { 'x-oss-hash-crc64ecma': '7' } };
      expect(
        await answering(create, answer).store.seal(target, 'U', [{ n: 1, etag: '"x"' }], { signal }),
      ).to.deep.equal({
        crc64: '7',
        callbackFailed: true,
      });
    });

    const whole = '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>';
    const odd: Record<string, [Answer, string]> = {
      'half an answer': [{ status: 200, text: whole.slice(0, -12) }, 'storage-malformed'],
      nothing: [{ status: 200 }, 'storage-malformed'],
      'a login page': [{ status: 200, text: '<!doctype html><p>Wi-Fi' }, 'captive-portal'],
      'an error in good clothes': [{ status: 200, text: errorXml('InternalError') }, 'storage-busy'],
      'parts that differ': [{ status: 400, text: errorXml('InvalidPart') }, 'parts-differ'],
      'no such upload': [{ status: 404, text: errorXml('NoSuchUpload') }, 'upload-gone'],
    };
    for (const [name, [answer, code]] of Object.entries(odd)) {
      it(`takes ${name} for a seal as ${code}`, async () => {
        const error = await rejection(
          answering(create, answer).store.seal(target, 'U', [{ n: 1, etag: '"x"' }], { signal }),
        );
        expect([error.name, error.code, error.detail.operation]).to.deep.equal([
          'UploadError',
          code,
          'CompleteMultipartUpload',
        ]);
      });
    }

    it('does not take a login page for parts that were thrown away', async () => {
      const { store } = answering(create, { status: 200, text: '<html>log in</html>' }, { status: 204 });
      expect((await rejection(store.discard(target, 'U', { signal }))).code).to.equal('captive-portal');
      await store.discard(target, 'U', { signal });
    });

    it('says of an object that may not be looked at that it does not know', async () => {
      expect(await answering(create, { status: 403 }).store.look(target, { signal })).to.deep.equal({
        found: 'refused',
      });
      expect(await answering(create, { status: 200 }).store.look(target, { signal })).to.deep.equal({
        found: 'refused',
      });
      const expired = answering(create, {
        status: 403,
        headers: { 'x-oss-err': btoa(errorXml('SecurityTokenExpired')) },
      });
      expect((await rejection(expired.store.look(target, { signal }))).code).to.equal('credentials-expired');
      expect((await rejection(answering(create, { status: 503 }).store.look(target, { signal }))).code).to.equal(
        'storage-busy',
      );
    });

    it('names operation, part, status and request in an error, and no secret', async () => {
      const { store } = answering(create, {
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
  });
}
