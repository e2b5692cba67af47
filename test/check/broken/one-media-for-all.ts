import { replies, type Broken } from '../spoil.js';

/** It takes the session for the key. */
export default {
  spoil: (good) => {
    const first = new Map<string | null, unknown>();
    return (request) => {
      const session = request.headers.get('cookie');
      return replies('CreateUploadVideo', (reply) => {
        if (!first.has(session)) first.set(session, reply);
        return first.get(session);
      })(good)(request);
    };
  },
  fails: ['CreateUploadVideo: another key'],
  says: /two uploads would overwrite each other/,
} satisfies Broken;
