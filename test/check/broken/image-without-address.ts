import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('CreateUploadImage', ({ ImageURL: _, ...reply }) => reply),
  fails: ['CreateUploadImage: reply'],
  says: /has no ImageURL/,
} satisfies Broken;
