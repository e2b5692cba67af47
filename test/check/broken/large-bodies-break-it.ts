import { answer, instead, readable, type Broken } from '../spoil.js';

export default {
  spoil: instead(async (request) =>
    request.method === 'POST' && (await request.text()).length > 100_000
      ? answer(500, { Code: 'InternalError', Message: 'request entity too large' }, readable(request))
      : undefined,
  ),
  fails: ['Wrong questions: large body'],
  says: /of 512 KiB was answered with HTTP 500.*413/,
} satisfies Broken;
