import { replies, type Broken } from '../spoil.js';

/** Every media is sent to the same object. */
export default {
  spoil: (good) => {
    let first: unknown;
    const same = (reply: Record<string, unknown>): Record<string, unknown> => {
      first ??= reply.UploadAddress;
      return { ...reply, UploadAddress: first };
    };
    return replies('RefreshUploadVideo', same)(replies('CreateUploadVideo', same)(good));
  },
  fails: ['CreateUploadVideo: another key'],
  says: /Two media have the same UploadAddress/,
} satisfies Broken;
