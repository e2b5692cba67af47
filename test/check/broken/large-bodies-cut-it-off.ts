import { instead, type Broken } from '../spoil.js';

export default {
  spoil: instead(async (request) => {
    if (request.method === 'POST' && (await request.text()).length > 100_000)
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'EPIPE' } });
    return undefined;
  }),
  warns: ['Wrong questions: large body'],
  says: /the connection was cut \(EPIPE\): a page cannot tell that from a network that fails/,
} satisfies Broken;
