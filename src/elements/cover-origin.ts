import type { VideoFrames } from './cover-frames.js';
import { coverOfFrame, coverOfImage } from './cover-image.js';
import { momentText } from './cover-time.js';
import type { Wording } from './wording.js';

/** Where a cover comes from: a moment of a film that is so long, or an image file. */
export type Origin = { readonly seconds: number; readonly length: number } | { readonly name: string };

const origins = new WeakMap<Blob, Origin>();

/** Undefined for a picture of the page's own. */
export const originOf = (cover: Blob): Origin | undefined => origins.get(cover);

/** The same in words; '' for a picture of the page's own. */
export function originText(cover: Blob, wording: Wording): string {
  const origin = originOf(cover);
  if (origin === undefined) return '';
  if ('name' in origin) return origin.name;
  return wording.say('cover.frame', { time: momentText(origin.seconds, origin.length) });
}

/** The frame that is shown now, which is that of this moment. */
export async function coverFromFrame({ video, seconds: length }: VideoFrames, seconds: number): Promise<Blob> {
  const cover = await coverOfFrame(video);
  origins.set(cover, { seconds, length });
  return cover;
}

/** Rejects as `coverOfImage` does. */
export async function coverFromImage(image: File): Promise<Blob> {
  const cover = await coverOfImage(image);
  origins.set(cover, { name: image.name });
  return cover;
}
