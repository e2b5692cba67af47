/** Small films that are awkward to show, made of `test/media` or recorded on the spot. */
export async function film(
  name = 'clip.webm',
  type = name.endsWith('webm') ? 'video/webm' : 'video/mp4',
): Promise<File> {
  const response = await fetch(`/test/media/${name}`);
  return new File([await response.arrayBuffer()], name, { type, lastModified: 1 });
}

const HERE = new TextDecoder('latin1');

/** Held upright: its track says that it is to be turned by 90°. */
export async function portraitFilm(): Promise<File> {
  const clip = await film('clip.mp4');
  const bytes = new Uint8Array(await clip.arrayBuffer());
  // ISO 14496-12: the matrix of a version 0 track header lies 44 bytes behind its name.
  const at = HERE.decode(bytes).indexOf('tkhd') + 44;
  const view = new DataView(bytes.buffer);
  const quarterTurn = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000];
  quarterTurn.forEach((value, i) => view.setInt32(at + i * 4, value));
  return new File([bytes], 'portrait.mp4', { type: 'video/mp4' });
}

/** Says that it is in a codec that hardly a browser has; `sound` goes on without pictures. */
export async function foreignFilm({ sound }: { sound: boolean }): Promise<File> {
  const clip = await film('clip.mp4');
  const bytes = new Uint8Array(await clip.arrayBuffer());
  const rename = (from: string, to: string) => {
    const at = HERE.decode(bytes).indexOf(from);
    for (let i = 0; i < to.length; i += 1) bytes[at + i] = to.charCodeAt(i);
  };
  rename('avc1\0\0', 'zvc1\0\0');
  if (!sound) rename('mp4a\0\0', 'zp4a\0\0');
  return new File([bytes], 'foreign.mp4', { type: 'video/mp4' });
}

export const brokenFilm = (): File =>
  new File([new TextEncoder().encode('no film at all '.repeat(1000))], 'broken.mp4', { type: 'video/mp4' });

export const recordsNoWebm =
  globalThis.MediaRecorder?.isTypeSupported('video/webm') !== true && 'this browser records no WebM';

/** As a page's own recorder makes it: its length is not written anywhere. `colours` are shown for 100 ms each. */
export async function recording(colours: readonly string[]): Promise<File> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 48];
  const context = canvas.getContext('2d')!;
  const stream = canvas.captureStream(30);
  const recorder = new MediaRecorder(stream, { mimeType: 'video/webm' });
  const pieces: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.start();
  for (const colour of colours) {
    const until = performance.now() + 100;
    while (performance.now() < until) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 64, 48);
      await new Promise(requestAnimationFrame);
    }
  }
  recorder.stop();
  await ended;
  for (const track of stream.getTracks()) track.stop();
  return new File(pieces, 'recording.webm', { type: 'video/webm' });
}

/** A picture in one colour. */
export async function picture(width: number, height: number, type = 'image/png', colour = '#c00'): Promise<File> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type));
  return new File([blob!], `picture.${type.split('/')[1]}`, { type: blob!.type });
}

/** Size of a picture, and the colour at a place of it. */
export async function look(blob: Blob, x = 0.5, y = 0.5) {
  const bitmap = await createImageBitmap(blob);
  const canvas = document.createElement('canvas');
  const { width, height } = bitmap;
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const [red = 0, green = 0, blue = 0] = context.getImageData(width * x, height * y, 1, 1).data;
  return { width, height, colour: { red, green, blue } };
}
