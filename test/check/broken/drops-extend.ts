import { through, type Broken } from '../spoil.js';

export default {
  set: through((_, params) => ('UserData' in params ? { ...params, UserData: '{}' } : params)),
  warns: ['GetURLUploadInfos: UserData', 'ims/GetUrlUploadInfos: UserData'],
  says: /without the page’s Extend/,
} satisfies Broken;
