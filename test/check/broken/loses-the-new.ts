import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('BatchGetMediaInfos', (reply) => ({ ...reply, MediaInfos: [] })),
  fails: ['BatchGetMediaInfos: 20 ids', 'BatchGetMediaInfos: new media'],
  says: /just created stands in none of the lists/,
} satisfies Broken;
