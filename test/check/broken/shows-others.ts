import type { Broken } from '../spoil.js';

export default {
  set: ({ owns: check, ...options }) => ({
    ...options,
    owns: (user, id, action) =>
      action === 'BatchGetMediaInfos' || (typeof check === 'function' && check(user, id, action)),
  }),
  fails: ['Sessions: somebody else'],
  says: /is shown another user’s media \(BatchGetMediaInfos\)/,
} satisfies Broken;
