import { answers, type Broken } from '../spoil.js';

export default {
  spoil: answers((response, { method }) => {
    if (method === 'OPTIONS') response.headers.set('access-control-allow-headers', 'authorization');
    return response;
  }),
  fails: ['Other origins: preflight'],
  says: /does not allow content-type/,
} satisfies Broken;
