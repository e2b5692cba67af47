import { withAuth, type Broken } from '../spoil.js';

export default {
  spoil: withAuth(({ Expiration: _, ...auth }) => auth),
  fails: ['CreateUploadVideo: ticket'],
  says: /has no Expiration/,
} satisfies Broken;
