import { answer, answers, type Broken } from '../spoil.js';

export default {
  spoil: answers(async (response) => {
    if (response.status !== 400) return response;
    const reply = (await response.json()) as object;
    return answer(400, { ...reply, Stack: 'Error: no\n    at create (/srv/vod.js:12:7)' }, response.headers);
  }),
  warns: ['All answers: stack traces'],
  says: /shows the backend’s code.*debugging/,
} satisfies Broken;
