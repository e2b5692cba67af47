import { answer, answers, type Broken } from '../spoil.js';

/** The fallback of a single-page application. */
export default {
  spoil: answers((response, request) =>
    request.url.endsWith('NobodysAction')
      ? answer(200, '<!doctype html><div id="app"></div>', response.headers)
      : response,
  ),
  fails: ['Wrong questions: unknown action'],
  says: /HTTP 200 “<!doctype html>.*”: the page takes each that you leave out for one that fails/,
} satisfies Broken;
