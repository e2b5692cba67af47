import { instead, type Broken } from '../spoil.js';

export default {
  spoil: (good) =>
    instead((request) => {
      if (request.method !== 'GET') return undefined;
      const { searchParams } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.set('content-type', 'application/json');
      const body = JSON.stringify(Object.fromEntries(searchParams));
      return good(new Request(request.url, { method: 'POST', headers, body }));
    })(good),
  fails: ['Wrong questions: GET'],
  says: /by GET gave credentials/,
} satisfies Broken;
