import { answer, instead, type Broken } from '../spoil.js';

export default {
  spoil: instead((request) => (request.method === 'GET' ? answer(500, 'Unexpected end of JSON input') : undefined)),
  fails: ['Wrong questions: GET'],
  says: /by GET was answered with HTTP 500/,
} satisfies Broken;
