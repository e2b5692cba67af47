import { describe, expect, it } from 'vitest';
import { createAliOssStore } from '../../src/oss/ali-oss-store.js';
import type { Send } from '../../src/engine/send-port.js';
import { target } from './fake-oss.js';
import { rejection, signal, source } from './stores.js';

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

  it('is not waited for once the upload is paused', async () => {
    const paused = new AbortController();
    const openStore = createAliOssStore({ send, load: () => new Promise(() => paused.abort('paused')) });
    expect(await rejection(openStore(source).look(target, { signal: paused.signal }))).to.equal('paused');
  });
});

it('refuses a bucket that ali-oss would not take, before anything is sent', async () => {
  const store = createAliOssStore({ send: () => Promise.reject(new Error('not reached')) })(source);
  const error = await rejection(store.look({ ...target, bucket: 'B!' }, { signal }));
  expect([error.name, error.code]).to.deep.equal(['UploadError', 'internal']);
});
