import { answer, answers, type Broken } from '../spoil.js';

/** “The status is for the transport.” */
export default {
  spoil: answers(async (response) =>
    response.status === 403 || response.status === 404
      ? answer(200, await response.text(), response.headers)
      : response,
  ),
  fails: [
    'Deleting: strangers',
    'GetMezzanineInfo: unknown media',
    'RefreshUploadVideo: unknown media',
    'Sessions: somebody else',
    'Wrong questions: unknown action',
  ],
  says: /An action that nobody has was answered with HTTP 200/,
} satisfies Broken;
