import { withAuth, type Broken } from '../spoil.js';

export default {
  spoil: withAuth(({ SecurityToken: _, ...auth }) => auth),
  fails: ['CreateUploadVideo: ticket'],
  says: /UploadAuth has no SecurityToken/,
} satisfies Broken;
