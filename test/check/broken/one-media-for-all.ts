import { replies, type Broken } from '../spoil.js';

/** It takes the user for the key. */
export default {
  spoil: (good) => {
    const first = new Map<string | null, unknown>();
    return replies('CreateUploadVideo', (reply, { FileName }) => {
      const key = String(FileName);
      if (!first.has(key)) first.set(key, reply);
      return first.get(key);
    })(good);
  },
  fails: ['CreateUploadVideo: another key'],
  says: /two uploads would overwrite each other/,
} satisfies Broken;
