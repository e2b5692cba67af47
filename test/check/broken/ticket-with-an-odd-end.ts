import { withAuth, type Broken } from '../spoil.js';

export default {
  spoil: withAuth((auth) => ({ ...auth, Expiration: 'in an hour' })),
  fails: ['CreateUploadVideo: ticket'],
  says: /neither seconds \(“3600”\) nor a date/,
} satisfies Broken;
