import { answer, answers, type Broken } from '../spoil.js';

export default {
  spoil: answers((response, request) =>
    request.url.endsWith('NobodysAction')
      ? answer(500, { Code: 'InternalError', Message: 'act is not a function' }, response.headers)
      : response,
  ),
  fails: ['Wrong questions: unknown action'],
  says: /one that is busy, and asks again and again/,
} satisfies Broken;
