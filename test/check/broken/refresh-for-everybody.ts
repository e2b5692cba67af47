import type { Broken } from '../spoil.js';

export default {
  set: (options) => ({ ...options, owns: 'any' }),
  fails: ['Deleting: strangers', 'Sessions: somebody else'],
  warns: ['Deleting: DeleteVideo'],
  says: /credentials to write into another user’s media/,
} satisfies Broken;
