import { answers, type Broken } from '../spoil.js';

export default {
  spoil: answers((response, request) => {
    response.headers.set('access-control-allow-origin', request.headers.get('origin') ?? '');
    response.headers.set('access-control-allow-credentials', 'true');
    return response;
  }),
  fails: ['Other origins: any site'],
  says: /any site can upload and read for whoever visits it/,
} satisfies Broken;
