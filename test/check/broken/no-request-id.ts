import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadVideo', ({ RequestId: _, ...reply }) => reply),
  warns: ['CreateUploadVideo: reply'],
  says: /has no RequestId.*support asks for it/,
} satisfies Broken;
