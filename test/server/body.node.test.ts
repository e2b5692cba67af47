import { expect, it } from 'vitest';
import { createVodHandler } from '../../src/server/index.js';

it('refuses what is too large also of a request that somebody has cloned and not read', async () => {
  const handler = createVodHandler({
    client: { call: () => Promise.reject(new Error('is not asked')) },
    authorize: (request) => request.clone().method === 'POST',
    owns: 'any',
  });
  const request = new Request('https://shop.example/api/vod/CreateUploadVideo', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Title: 'x'.repeat(100_000) }),
  });
  expect((await handler(request)).status).toBe(413);
});
