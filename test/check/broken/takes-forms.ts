import type { Broken } from '../spoil.js';

export default {
  spoil: (good) => (request) => {
    const headers = new Headers(request.headers);
    if (request.method === 'POST') headers.set('content-type', 'application/json');
    return good(new Request(request, { headers }));
  },
  fails: ['Wrong questions: content type'],
  says: /any site can send that with a visitor’s cookies/,
} satisfies Broken;
