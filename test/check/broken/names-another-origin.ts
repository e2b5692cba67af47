import { answers, type Broken } from '../spoil.js';

export default {
  spoil: answers((response) => {
    response.headers.set('access-control-allow-origin', 'https://shop.example');
    return response;
  }),
  fails: ['Other origins: preflight'],
  says: /allows https:\/\/shop\.example, which is not https:\/\/www\.shop\.example/,
} satisfies Broken;
