import { answer, answers, type Broken } from '../spoil.js';

/** Its client's error goes to the page as it is. */
export default {
  spoil: answers(async (response) => {
    if (response.status !== 400) return response;
    const reply = (await response.json()) as { Message: string };
    const url = 'https://vod.cn-shanghai.aliyuncs.com/?AccessKeyId=LTAI5tExampleExample&Signature=abcdefghijk%3D';
    return answer(400, { ...reply, Message: `${reply.Message} URL: ${url}` }, response.headers);
  }),
  fails: ['All answers: secrets'],
  says: /the AccessKey id of an account.*revoked/,
} satisfies Broken;
