import { decode, encode, replies, type Broken } from '../spoil.js';

const plain = (reply: Record<string, unknown>): Record<string, unknown> => ({
  ...reply,
  UploadAddress: encode({ ...decode(reply.UploadAddress), Endpoint: 'http://oss-cn-shanghai.aliyuncs.com' }),
});

export default {
  spoil: (good) => replies('RefreshUploadVideo', plain)(replies('CreateUploadVideo', plain)(good)),
  warns: ['CreateUploadVideo: ticket', 'RefreshUploadVideo: ticket'],
  says: /a page on https may not send there/,
} satisfies Broken;
