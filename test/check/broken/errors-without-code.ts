import { answer, answers, type Broken } from '../spoil.js';

export default {
  spoil: answers(async (response) => {
    if (response.status !== 400) return response;
    const { Message } = (await response.json()) as { Message: string };
    return answer(400, { error: Message }, response.headers);
  }),
  fails: ['All answers: errors'],
  warns: ['Wrong questions: emoji', 'Wrong questions: long title', 'Wrong questions: unknown extension'],
  says: /\(HTTP 400\) has no Code, and \d+ more/,
} satisfies Broken;
