import { answers, type Broken } from '../spoil.js';

export default {
  spoil: answers((response) => {
    response.headers.set('content-type', 'text/html');
    response.headers.delete('cache-control');
    return response;
  }),
  warns: ['CreateUploadVideo: cache-control', 'CreateUploadVideo: content type'],
  says: /Content-Type is text\/html\. Say application\/json/,
} satisfies Broken;
