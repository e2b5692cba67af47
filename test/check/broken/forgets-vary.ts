import { answers, type Broken } from '../spoil.js';

export default {
  spoil: answers((response, { method }) => {
    response.headers.delete('vary');
    response.headers.delete('access-control-expose-headers');
    if (method === 'OPTIONS') response.headers.set('access-control-allow-headers', 'Content-Type');
    return response;
  }),
  warns: ['Other origins: Retry-After', 'Other origins: answers', 'Other origins: preflight'],
  says: /does not allow idempotency-key/,
} satisfies Broken;
