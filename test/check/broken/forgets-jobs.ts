import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('GetURLUploadInfos', (reply) => ({ ...reply, URLUploadInfoList: [] })),
  fails: ['GetURLUploadInfos: jobs'],
  says: /just submitted stand not in the list/,
} satisfies Broken;
