import { replies, type Broken } from '../spoil.js';

export default {
  spoil: (good) => {
    const tickets = new Map<unknown, object>();
    const remembering = replies('CreateUploadVideo', (reply) => {
      tickets.set(reply.VideoId, reply);
      return reply;
    });
    const repeating = replies('RefreshUploadVideo', (reply) => tickets.get(reply.VideoId) ?? reply);
    return repeating(remembering(good));
  },
  fails: ['RefreshUploadVideo: credentials'],
  says: /credentials are the old ones/,
} satisfies Broken;
