import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('GetURLUploadInfos', ({ NonExists: _, ...reply }) => reply),
  fails: ['GetURLUploadInfos: unknown job'],
  says: /is not named in NonExists/,
} satisfies Broken;
