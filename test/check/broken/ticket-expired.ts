import { withAuth, type Broken } from '../spoil.js';

/** It keeps VOD's answer for a day. */
export default {
  spoil: withAuth((auth) => ({ ...auth, ExpireUTCTime: '2026-01-01T00:00:00Z' })),
  fails: ['CreateUploadVideo: ticket'],
  says: /has expired already.*Ask VOD for each request/,
} satisfies Broken;
