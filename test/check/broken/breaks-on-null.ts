import { answer, instead, readable, type Broken } from '../spoil.js';

export default {
  spoil: instead(async (request) =>
    request.method === 'POST' && (await request.text()) === 'null'
      ? answer(500, { Code: 'InternalError', Message: 'Cannot read properties of null' }, readable(request))
      : undefined,
  ),
  fails: ['Wrong questions: null'],
  says: /with null as body was answered with HTTP 500/,
} satisfies Broken;
