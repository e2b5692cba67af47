import { replies, type Broken } from '../spoil.js';

export default {
  spoil: replies('GetMezzanineInfo', ({ Mezzanine }) => ({ file: Mezzanine })),
  fails: ['GetMezzanineInfo: reply'],
  says: /has no Mezzanine/,
} satisfies Broken;
