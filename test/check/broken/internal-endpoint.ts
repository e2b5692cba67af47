import { decode, encode, replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadVideo', (reply) => ({
    ...reply,
    UploadAddress: encode({
      ...decode(reply.UploadAddress),
      Endpoint: 'https://oss-cn-shanghai-internal.aliyuncs.com',
    }),
  })),
  fails: ['CreateUploadVideo: ticket', 'RefreshUploadVideo: target'],
  says: /inside Alibaba Cloud only/,
} satisfies Broken;
