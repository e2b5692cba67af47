import { actionIn, type Broken } from '../spoil.js';

/** It remembers an answer when it has given it: two questions at once are two medias. */
export default {
  spoil: (good) => {
    const known = new Map<string, Response>();
    return async (request) => {
      const key = request.headers.get('idempotency-key');
      if (actionIn(request) !== 'CreateUploadVideo' || key === null || request.method !== 'POST') return good(request);
      const before = known.get(key);
      if (before) return before.clone();
      const headers = new Headers(request.headers);
      headers.delete('idempotency-key');
      const { url, method } = request;
      const response = await good(new Request(url, { method, headers, body: await request.text() }));
      known.set(key, response.clone());
      return response;
    };
  },
  warns: ['CreateUploadVideo: same key at once'],
  says: /Two creates with the same key at once made two medias/,
} satisfies Broken;
