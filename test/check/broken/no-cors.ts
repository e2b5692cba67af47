import type { Broken } from '../spoil.js';

export default {
  set: ({ cors: _, ...options }) => options,
  fails: ['Other origins: preflight'],
  says: /has no Access-Control-Allow-Origin/,
} satisfies Broken;
