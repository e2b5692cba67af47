import { answer, answers, type Broken } from '../spoil.js';

export default {
  spoil: answers(async (response) =>
    response.status === 401 ? answer(403, await response.text(), response.headers) : response,
  ),
  fails: ['Sessions: strangers'],
  says: /HTTP 403.*takes only 401 for “sign in”/,
} satisfies Broken;
