import { answer, instead, readable, type Broken } from '../spoil.js';

export default {
  spoil: instead(async (request) => {
    if (!/BatchGetMediaInfos$/.test(request.url) || request.method !== 'POST') return undefined;
    const body = (await request.text()) || '{}';
    const count = ((JSON.parse(body) as { MediaIds?: string }).MediaIds ?? '').split(',').length;
    return count > 10 ? answer(400, { Code: 'TooMany', Message: 'At most 10.' }, readable(request)) : undefined;
  }),
  fails: ['BatchGetMediaInfos: 20 ids'],
  says: /for 20 ids was answered with HTTP 400 TooMany.*the page asks for 20 at once/,
} satisfies Broken;
