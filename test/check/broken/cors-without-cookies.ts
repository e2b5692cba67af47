import type { Broken } from '../spoil.js';

export default {
  set: (options) => ({ ...options, cors: { origins: ['*'], credentials: true } }),
  fails: ['Other origins: preflight'],
  says: /allows any origin \(\*\), which does not count for requests with cookies/,
} satisfies Broken;
