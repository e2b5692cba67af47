import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('GetURLUploadInfos', (reply) => ({
    ...reply,
    URLUploadInfoList: (reply.URLUploadInfoList as object[]).map((info) => ({ ...info, Status: 'am Laden' })),
  })),
  warns: ['GetURLUploadInfos: status'],
  says: /“am Laden” is no status that VOD has/,
} satisfies Broken;
