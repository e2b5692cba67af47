import { answer, instead, type Broken } from '../spoil.js';

export default {
  spoil: instead((request) => (request.method === 'GET' ? answer(200, 'Hello!') : undefined)),
  warns: ['Wrong questions: GET'],
  says: /by GET was answered with HTTP 200/,
} satisfies Broken;
