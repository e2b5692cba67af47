import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadVideo', ({ UploadAuth: _, ...reply }) => reply),
  fails: ['CreateUploadVideo: ticket'],
  says: /UploadAuth is missing/,
} satisfies Broken;
