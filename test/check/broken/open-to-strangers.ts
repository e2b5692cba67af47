import type { Broken } from '../spoil.js';

export default {
  set: ({ authorize, ...options }) => ({
    ...options,
    authorize: async (request, action) => (await authorize?.(request, action)) || 'ann',
  }),
  fails: ['Deleting: strangers', 'Sessions: strangers'],
  warns: ['Deleting: DeleteVideo'],
  says: /Without a session, CreateUploadVideo and RefreshUploadVideo and BatchGetMediaInfos was answered/,
} satisfies Broken;
