import { answer, answers, type Broken } from '../spoil.js';

/** The service's refusals are handed on with the status of one's own. */
export default {
  spoil: answers(async (response, request) =>
    response.status === 403 && /RefreshUploadVideo$/.test(request.url)
      ? answer(401, await response.text(), response.headers)
      : response,
  ),
  fails: ['RefreshUploadVideo: unknown media', 'Sessions: somebody else'],
  says: /401, which means “sign in”: the upload would wait for it for ever/,
} satisfies Broken;
