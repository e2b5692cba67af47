import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadVideo', ({ VideoId: _, ...reply }) => reply),
  fails: ['CreateUploadVideo: reply'],
  says: /has no VideoId/,
} satisfies Broken;
