import { answer, instead, type Broken } from '../spoil.js';

export default {
  spoil: instead((request) => (request.method === 'OPTIONS' ? answer(401, { Code: 'SignInRequired' }) : undefined)),
  fails: ['Other origins: preflight'],
  says: /HTTP 401 SignInRequired, so no request would follow.*a preflight has none/,
} satisfies Broken;
