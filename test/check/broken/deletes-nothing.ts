import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('DeleteVideo', (reply, { VideoIds }) => ({
    ...reply,
    ForbiddenVideoIds: String(VideoIds).split(','),
  })),
  warns: ['Deleting: DeleteVideo'],
  says: /It did not delete [0-9a-f]{32}/,
} satisfies Broken;
