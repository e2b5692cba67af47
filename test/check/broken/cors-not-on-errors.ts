import { answers, type Broken } from '../spoil.js';

/** What its framework adds, its error handler does not. */
export default {
  spoil: answers((response) => {
    if (response.status >= 400) response.headers.delete('access-control-allow-origin');
    return response;
  }),
  fails: ['Other origins: answers'],
  says: /The answer to CreateUploadVideo without FileName \(HTTP 400\) has no Access.* more of/,
} satisfies Broken;
