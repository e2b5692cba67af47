import { paddedMp4 } from '../../test/support/padded-mp4.js';

const CLIP = new URL('../../test/media/clip.mp4', import.meta.url);

let clip: Promise<Blob> | undefined;

/** Two seconds of a film that every browser plays. */
export const clipBlob = (): Promise<Blob> =>
  (clip ??= fetch(CLIP).then(async (reply) => new Blob([await reply.arrayBuffer()], { type: 'video/mp4' })));

/** The same film, as large as it is to be; it plays all the same. */
export async function filmFile(name: string, megabytes?: number): Promise<File> {
  const small = await clipBlob();
  const blob = megabytes === undefined ? small : paddedMp4(small, megabytes * 1024 ** 2);
  return new File([blob], name, { type: 'video/mp4', lastModified: 1 });
}
