import { withAuth, type Broken } from '../spoil.js';

/** It hands out the account's key, with a token that it made up. */
export default {
  spoil: withAuth((auth) => ({ ...auth, AccessKeyId: 'LTAI5tExampleExample' })),
  warns: ['CreateUploadVideo: ticket'],
  says: /that of an account.*revoke it/,
} satisfies Broken;
