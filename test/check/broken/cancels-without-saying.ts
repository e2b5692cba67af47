import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CancelUrlUploadJobs', () => ({ ok: true })),
  fails: ['CancelUrlUploadJobs: reply'],
  says: /neither CanceledJobs nor NonExists/,
} satisfies Broken;
