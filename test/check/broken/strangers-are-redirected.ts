import { answer, answers, readable, type Broken } from '../spoil.js';

export default {
  spoil: answers((response, request) =>
    response.status === 401 ? answer(302, '', { location: '/login', ...readable(request) }) : response,
  ),
  fails: ['Sessions: strangers'],
  says: /redirect, which the page cannot show/,
} satisfies Broken;
