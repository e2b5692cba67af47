import type { Broken } from '../spoil.js';

export default {
  set: ({ authorize, ...options }) => ({
    ...options,
    authorize: async (request, action) => {
      const user = await authorize?.(request, action);
      return user === 'bob' ? undefined : user;
    },
  }),
  fails: ['Sessions: somebody else'],
  says: /Is the session of --other-header still good/,
} satisfies Broken;
