import { UploadError } from '../engine/error.js';
import { paint, type Size } from './paint.js';

/** Pixels of the longer side: what players show, and no more. */
const LONGEST_SIDE = 1920;
const QUALITY = 0.9;
/** A picture of more than this is not taken to pieces in a page's memory. */
const MOST_BYTES = 50 * 1024 ** 2;
/** Up to here a PNG or GIF is sent as it is. */
const KEPT_BYTES = 5 * 1024 ** 2;

/** How these begin, by which they are known whatever their names say. */
const KEPT: Readonly<Record<string, string>> = { 'image/png': '\x89PNG', 'image/gif': 'GIF8' };

/** The frame that a film shows now, as a JPEG of 1920 pixels at most. */
export const coverOfFrame = (video: HTMLVideoElement): Promise<Blob> =>
  jpegOf(video, { width: video.videoWidth, height: video.videoHeight });

/**
 * A picture file as a cover. PNG and GIF stay as they are where they are not large. All else that the browser can read
 * becomes a JPEG of 1920 pixels at most, and loses what a camera has written into it, such as the place. Rejects with
 * `cover-unreadable` or `cover-too-large`.
 */
export async function coverOfImage(file: Blob): Promise<Blob> {
  const { size } = file;
  if (size > MOST_BYTES) {
    const values = { size, most: MOST_BYTES };
    throw new UploadError('cover-too-large', `The picture has ${size} bytes, at most ${MOST_BYTES}`, { values });
  }
  const bitmap = await createImageBitmap(file).catch((cause: unknown) => {
    throw new UploadError('cover-unreadable', 'This browser cannot read the picture', {}, { cause });
  });
  try {
    const type = await keptType(file);
    const small = size <= KEPT_BYTES && Math.max(bitmap.width, bitmap.height) <= LONGEST_SIDE;
    return type !== undefined && small ? file.slice(0, size, type) : await jpegOf(bitmap, bitmap);
  } finally {
    bitmap.close();
  }
}

async function keptType(file: Blob): Promise<string | undefined> {
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 4).arrayBuffer()));
  return Object.keys(KEPT).find((type) => KEPT[type] === head);
}

async function jpegOf(picture: CanvasImageSource, { width, height }: Size): Promise<Blob> {
  const canvas = document.createElement('canvas');
  paint(canvas, picture, { width, height }, LONGEST_SIDE);
  try {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
    if (blob === null) throw new UploadError('internal', 'The canvas gave no JPEG');
    return blob;
  } finally {
    // Some browsers keep its pixels until they collect garbage, which may be long after.
    canvas.width = canvas.height = 0;
  }
}
