import { replies, type Broken } from '../spoil.js';

/** It reads UTF-8 as Latin-1. */
export default {
  spoil: replies('BatchGetMediaInfos', (reply) => {
    const latin = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
    const infos = reply.MediaInfos as { MediaInfo: { Title: string } }[];
    const garbled = infos.map((each) => ({
      ...each,
      MediaInfo: { ...each.MediaInfo, Title: latin(each.MediaInfo.Title) },
    }));
    return { ...reply, MediaInfos: garbled };
  }),
  fails: ['BatchGetMediaInfos: texts'],
  says: /The title has arrived as .*UTF-8/,
} satisfies Broken;
