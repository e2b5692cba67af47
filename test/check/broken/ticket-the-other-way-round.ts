import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadVideo', ({ UploadAddress, UploadAuth, ...reply }) => ({
    ...reply,
    UploadAddress: UploadAuth,
    UploadAuth: UploadAddress,
  })),
  warns: ['CreateUploadVideo: ticket'],
  says: /are the other way round/,
} satisfies Broken;
