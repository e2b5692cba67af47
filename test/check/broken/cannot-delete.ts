import { ACTIONS } from '../../../src/vod/protocol.js';
import type { Broken } from '../spoil.js';

export default {
  set: (options) => ({ ...options, allow: ACTIONS.filter((action) => action !== 'DeleteVideo') }),
  fails: ['Deleting: DeleteVideo'],
  says: /It is not there \(HTTP 404.*check without --deletes/,
} satisfies Broken;
