import { answer, answers, type Broken } from '../spoil.js';

/** Codes of its own, which the page does not know. */
export default {
  spoil: answers(async (response, request) =>
    response.status === 400 && /CreateUploadVideo$/.test(request.url)
      ? answer(400, { Code: 'Validation', Message: 'That is not right.' }, response.headers)
      : response,
  ),
  warns: ['Wrong questions: emoji', 'Wrong questions: long title', 'Wrong questions: unknown extension'],
  says: /the page knows what to say where the Code is InvalidFileName\.Extension/,
} satisfies Broken;
