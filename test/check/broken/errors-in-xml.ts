import { answer, answers, type Broken } from '../spoil.js';

export default {
  spoil: answers(async (response) => {
    if (response.status !== 400) return response;
    const { Code, Message } = (await response.json()) as { Code: string; Message: string };
    const xml = `<?xml version="1.0"?><Error><Code>${Code}</Code><Message>${Message}</Message></Error>`;
    return answer(400, xml, response.headers);
  }),
  fails: ['All answers: errors'],
  says: /is XML or a page/,
} satisfies Broken;
