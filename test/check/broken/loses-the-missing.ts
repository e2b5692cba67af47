import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('GetUploadDetails', ({ NonExistMediaIds: _, ForbiddenMediaIds: __, ...reply }) => reply),
  fails: ['GetUploadDetails: 20 ids', 'GetUploadDetails: unknown media'],
  says: /A media that nobody has stands in none of the lists/,
} satisfies Broken;
