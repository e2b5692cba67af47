import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadVideo', (reply) => ({ ...reply, UploadAddress: '~~ not base64 ~~' })),
  fails: ['CreateUploadVideo: ticket'],
  says: /UploadAddress is not Base64/,
} satisfies Broken;
