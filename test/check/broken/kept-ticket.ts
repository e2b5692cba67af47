import { answers, type Broken } from '../spoil.js';

export default {
  spoil: answers((response) => {
    response.headers.set('cache-control', 'public, max-age=600');
    return response;
  }),
  fails: ['CreateUploadVideo: cache-control'],
  says: /may be kept.*no-store/,
} satisfies Broken;
