import { actionIn, type Broken } from '../spoil.js';

export default {
  spoil: (good) => async (request) => {
    if (actionIn(request) !== 'BatchGetMediaInfos' || request.method !== 'POST') return good(request);
    const { MediaIds = '' } = (await request.clone().json()) as { MediaIds?: string };
    const body = JSON.stringify({ MediaIds: MediaIds.split(',')[0] });
    return good(new Request(request.url, { method: 'POST', headers: request.headers, body }));
  },
  fails: ['BatchGetMediaInfos: 20 ids', 'BatchGetMediaInfos: 21 ids', 'BatchGetMediaInfos: unknown media'],
  says: /Of 20 ids, 19 stand in none of the lists/,
} satisfies Broken;
