import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('UploadMediaByURL', ({ UploadJobs }) => ({ jobs: UploadJobs })),
  fails: ['UploadMediaByURL: reply'],
  says: /has no UploadJobs/,
} satisfies Broken;
