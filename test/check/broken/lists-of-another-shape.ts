import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('GetUploadDetails', () => ({ items: [], total: 0 })),
  fails: ['GetUploadDetails: reply'],
  says: /has no UploadDetails, and no list of ids/,
} satisfies Broken;
