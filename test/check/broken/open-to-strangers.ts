import type { Broken } from '../spoil.js';

export default {
  set: ({ authorize, ...options }) => ({
    ...options,
    authorize: async (request, action) => (await authorize?.(request, action)) || 'ann',
  }),
  fails: ['Deleting: strangers', 'Sessions: strangers'],
  warns: ['Deleting: DeleteVideo'],
  says: /answers all the same: CreateUploadVideo, RefreshUploadVideo, BatchGetMediaInfos\./,
} satisfies Broken;
