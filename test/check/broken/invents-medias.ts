import { replies, type Broken } from '../spoil.js';

/** It makes an entry for each id that it is asked for. */
export default {
  spoil: replies('GetUploadDetails', (reply, { MediaIds }) => ({
    RequestId: reply.RequestId,
    UploadDetails: String(MediaIds)
      .split(',')
      .map((id) => ({ MediaId: id, Title: '', Status: 'Uploading' })),
  })),
  fails: ['GetUploadDetails: unknown media', 'Sessions: somebody else'],
  says: /Of a media that nobody has it tells something/,
} satisfies Broken;
