import { withAuth, type Broken } from '../spoil.js';

export default {
  spoil: withAuth((auth) => ({ ...auth, Expiration: '60' })),
  warns: ['CreateUploadVideo: ticket'],
  says: /lives for 1 min only/,
} satisfies Broken;
