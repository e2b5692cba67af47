import { through, type Broken } from '../spoil.js';

/** It decodes the list, and encodes what it takes for URLs. */
export default {
  set: through((action, params) =>
    action !== 'UploadMediaByURL'
      ? params
      : {
          ...params,
          UploadURLs: decodeURIComponent(String(params['UploadURLs']))
            .split(',')
            .map((url) => encodeURIComponent(/^https:/.test(url) ? url : `https://x.example/${url}.mp4`))
            .join(','),
        },
  ),
  fails: ['UploadMediaByURL: jobs', 'ims/UploadMediaByURL: jobs'],
  says: /Two URLs became 3 jobs.*torn in two/,
} satisfies Broken;
