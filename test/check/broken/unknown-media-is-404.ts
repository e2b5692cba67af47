import { answer, answers, type Broken } from '../spoil.js';

/** A bare 404 is what a missing route looks like. */
export default {
  spoil: answers((response, request) =>
    response.status === 403 && /RefreshUploadVideo$/.test(request.url)
      ? answer(404, 'Not Found', response.headers)
      : response,
  ),
  fails: ['RefreshUploadVideo: unknown media'],
  says: /takes that for an action that this backend does not have/,
} satisfies Broken;
