/**
 * A valid MP4 of exactly `size` bytes: `mp4` with one `free` box behind it. Behind, because a box in front of the media
 * data would move it and every chunk offset with it. `size` must leave room for the box's 16-byte header.
 */
export function paddedMp4(mp4: Blob, size: number): Blob {
  const header = freeBox(mp4.size, size);
  return new Blob([mp4, header, ...filler(size - mp4.size - header.byteLength)], { type: 'video/mp4' });
}

/** The 16 bytes with which a box begins that makes `size` bytes of `used`. */
export function freeBox(used: number, size: number): Uint8Array<ArrayBuffer> {
  const padding = size - used;
  if (padding < 16) throw new RangeError(`${size} bytes leave no room for a box behind ${used}`);
  const header = new DataView(new ArrayBuffer(16));
  // Size 1: the real one follows in 64 bits, so that more than 4 GiB fit
  header.setUint32(0, 1);
  header.setUint32(4, 0x66726565); // 'free'
  header.setBigUint64(8, BigInt(padding));
  return new Uint8Array(header.buffer);
}

/** Not zeros: a mixed-up order of parts must change the bytes. Blobs share one block of 1 MiB and differ by where it is cut. */
function filler(size: number): Blob[] {
  const block = new Uint8Array(1024 ** 2);
  for (let at = 0, x = 1; at < block.length; at++) block[at] = (x = (x * 16_807) % 2_147_483_647) & 0xff;
  const blob = new Blob([block]);
  const blobs: Blob[] = [];
  for (let left = size, n = 0; left > 0; n++) {
    const start = (n * 4099) % (block.length / 2);
    const piece = blob.slice(start, Math.min(block.length, start + left));
    blobs.push(piece);
    left -= piece.size;
  }
  return blobs;
}
