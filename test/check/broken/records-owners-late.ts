import type { Broken } from '../spoil.js';

/** Its table is written after the answer, and read from a copy. */
export default {
  set: ({ owns: check, ...options }) => ({
    ...options,
    owns: (user, id, action) => action !== 'GetUploadDetails' && typeof check === 'function' && check(user, id, action),
  }),
  fails: ['GetUploadDetails: new media'],
  says: /just created is forbidden to him.*before answering/,
} satisfies Broken;
