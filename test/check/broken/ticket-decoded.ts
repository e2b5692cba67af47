import { decode, replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadVideo', (reply) => ({ ...reply, UploadAuth: decode(reply.UploadAuth) })),
  warns: ['CreateUploadVideo: ticket'],
  says: /UploadAuth is decoded already/,
} satisfies Broken;
