import { ACTIONS } from '../../../src/vod/protocol.js';
import type { Broken } from '../spoil.js';

export default {
  set: (options) => ({ ...options, allow: ACTIONS.filter((action) => action !== 'RefreshUploadVideo') }),
  fails: ['RefreshUploadVideo: is there'],
  says: /takes longer than its credentials live, 50 min, fails/,
} satisfies Broken;
