import { withAuth, type Broken } from '../spoil.js';

export default {
  spoil: withAuth((auth) => ({ ...auth, Region: 'ap-southeast-1' })),
  fails: ['CreateUploadVideo: ticket'],
  says: /in cn-shanghai and its Region is ap-southeast-1/,
} satisfies Broken;
