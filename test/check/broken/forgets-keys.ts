import type { Broken } from '../spoil.js';

export default {
  set: (options) => ({ ...options, idempotency: false }),
  fails: ['CreateUploadVideo: same key again'],
  warns: ['ims/UploadMediaByURL: same key again'],
  says: /same Idempotency-Key made a second media/,
} satisfies Broken;
