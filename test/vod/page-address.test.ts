import { expect } from '@open-wc/testing';
import { createHttpBackend } from '../../src/vod/backend.js';
import type { UploadError } from '../../src/engine/error.js';

const { signal } = new AbortController();

async function asked(endpoint: string): Promise<{ url: string; key: string | null }[]> {
  const log: { url: string; key: string | null }[] = [];
  const backend = createHttpBackend({
    endpoint,
    fetch: async (url, init) => {
      log.push({ url: url as string, key: new Headers(init?.headers).get('idempotency-key') });
      return new Response('');
    },
  });
  await backend
    .create({ title: 'a', fileName: 'a.mp4', fileSize: 1 }, { signal, idempotencyKey: 'k' })
    .catch((error: UploadError) => expect(error.code).to.equal('backend-malformed'));
  return log;
}

describe('an endpoint in a page', () => {
  it('is relative to the page, which is also the origin that gets the idempotency key', async () => {
    const { origin } = location;
    expect(await asked('/api/vod')).to.deep.equal([{ url: `${origin}/api/vod/CreateUploadVideo`, key: 'k' }]);
    expect(await asked('https://api.example/vod')).to.deep.equal([
      { url: 'https://api.example/vod/CreateUploadVideo', key: null },
    ]);
  });

  it('follows the page’s <base>', async () => {
    const base = document.createElement('base');
    base.href = '/shop/';
    document.head.append(base);
    try {
      expect((await asked('api'))[0]?.url).to.equal(`${location.origin}/shop/api/CreateUploadVideo`);
    } finally {
      base.remove();
    }
  });

  it('is asked with the page’s own fetch, called as fetch wants to be called', async () => {
    const backend = createHttpBackend({ endpoint: '/nothing-is-here' });
    const error = await backend.refresh('v', { signal }).then(
      () => undefined,
      (thrown: UploadError) => thrown,
    );
    expect(error?.code).to.equal('backend-unsupported');
  });
});
