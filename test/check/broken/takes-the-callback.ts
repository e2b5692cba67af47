import type { Broken } from '../spoil.js';

/** `UserData` of the page is the service's. */
export default {
  set: (options) => ({
    ...options,
    userData: () => ({
      MessageCallback: { CallbackURL: 'https://vod-uploader-check.invalid/', CallbackType: 'http' },
    }),
  }),
  fails: ['GetURLUploadInfos: UserData', 'ims/GetUrlUploadInfos: UserData'],
  says: /MessageCallback was taken from the page/,
} satisfies Broken;
