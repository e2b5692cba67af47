import { readFileSync } from 'node:fs';
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../src/engine/abort.js';
import { inspect } from '../../src/web/inspect.js';

const clip = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(`test/media/${name}`));
const fileOf = (bytes: BlobPart, name: string, type = '') => new File([bytes], name, { type });
const look = (bytes: BlobPart, name: string, type?: string) => inspect(fileOf(bytes, name, type), { signal: NEVER });
const findingOf = async (bytes: BlobPart, name: string) => (await look(bytes, name))?.finding;

const HERE = new TextDecoder('latin1');
const placeOf = (bytes: Uint8Array, word: string) => HERE.decode(bytes).indexOf(word);

/** The clip with `from` spelt as `to`, once. */
function renamed(bytes: Uint8Array<ArrayBuffer>, from: string, to: string): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const at = placeOf(copy, from);
  expect(at).toBeGreaterThan(0);
  for (let i = 0; i < to.length; i += 1) copy[at + i] = to.charCodeAt(i);
  return copy;
}

/** Held upright: ISO 14496-12, the matrix of a version 0 track header lies 44 bytes behind its name. */
function upright(): Uint8Array {
  const bytes = clip('clip.mp4');
  const at = placeOf(bytes, 'tkhd') + 44;
  const view = new DataView(bytes.buffer);
  [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000].forEach((value, i) => view.setInt32(at + i * 4, value));
  return bytes;
}

/** The same boxes with the sample data in front, as cameras write them. */
function moovLast(): Uint8Array<ArrayBuffer> {
  const bytes = clip('clip.mp4');
  const [moov, mdat] = [placeOf(bytes, 'moov') - 4, placeOf(bytes, 'mdat') - 4];
  const size = new DataView(bytes.buffer).getUint32(mdat);
  return new Uint8Array(Buffer.concat([bytes.slice(0, moov), bytes.slice(mdat, mdat + size), bytes.slice(moov, mdat)]));
}

async function hdr(): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source);
  await output.start();
  const colorSpace = { primaries: 'bt2020', transfer: 'pq', matrix: 'bt2020-ncl', fullRange: false } as const;
  const decoderConfig = { codec: 'vp09.02.10.10', codedWidth: 3840, codedHeight: 2160, colorSpace };
  for (let i = 0; i < 60; i += 1) {
    const packet = new EncodedPacket(new Uint8Array(40), 'key', i / 60, 1 / 60);
    await source.add(packet, { decoderConfig: decoderConfig as never });
  }
  await output.finalize();
  return new Uint8Array(target.buffer!);
}

describe('what a file says of itself', () => {
  it.each([
    ['clip.mp4', { container: 'MP4', videoCodec: 'h264', audioCodec: 'aac', frameRate: 30 }],
    ['clip.mkv', { container: 'Matroska', videoCodec: 'h264', audioCodec: 'aac' }],
    ['clip.webm', { container: 'WebM', videoCodec: 'vp9', audioCodec: 'opus' }],
  ])('is known of %s: duration, size, codecs', async (name, facts) => {
    const { local, finding } = (await look(clip(name), name))!;
    expect(local).toMatchObject({ ...facts, width: 320, height: 180 });
    expect(local.duration).toBeCloseTo(2, 0);
    expect(finding).toBeUndefined();
  });

  it('is known of sound alone', async () => {
    const { local, finding } = (await look(clip('clip.mp3'), 'clip.mp3'))!;
    expect(local).toMatchObject({ container: 'MP3', audioCodec: 'mp3' });
    expect(local.duration).toBeCloseTo(2, 0);
    expect(local.width).toBeUndefined();
    expect(finding).toBeUndefined();
  });

  it('has width and height as it is shown: a phone held upright turns them', async () => {
    const { local } = (await look(upright() as BlobPart, 'phone.mp4'))!;
    expect(local).toMatchObject({ width: 180, height: 320 });
    expect([90, 270]).toContain(local.rotation);
  });

  it('has a high dynamic range, and the rate of its frames', async () => {
    const { local } = (await look(await hdr(), 'hdr.mp4'))!;
    expect(local).toMatchObject({ width: 3840, height: 2160, hdr: true, frameRate: 60, videoCodec: 'vp9' });
  });

  it('is found behind the film too, where cameras write it', async () => {
    const { local, finding } = (await look(moovLast(), 'camera.mov'))!;
    expect(local).toMatchObject({ width: 320, height: 180 });
    expect(finding).toBeUndefined();
  });
});

describe('a film of 20 GB', () => {
  /** Bytes in front and behind; what lies between is nothing but long. */
  function long(front: Uint8Array<ArrayBuffer>, size: number, behind: Uint8Array<ArrayBuffer>) {
    let read = 0;
    const file = {
      name: 'long.mov',
      type: '',
      size,
      slice(start: number, end: number) {
        read += end - start;
        const bytes = new Uint8Array(end - start);
        bytes.set(front.subarray(start, Math.min(end, front.length)));
        const from = size - behind.length;
        if (end > from) bytes.set(behind.subarray(Math.max(0, start - from), end - from), Math.max(0, from - start));
        return new Blob([bytes]);
      },
    };
    return { file: file as unknown as File, read: () => read };
  }

  it('is read in a few pieces, of less than a MB in all', async () => {
    const bytes = moovLast();
    const [mdat, moov] = [placeOf(bytes, 'mdat') - 4, placeOf(bytes, 'moov') - 4];
    const size = 20 * 1024 ** 3;
    const header = new Uint8Array(16);
    const view = new DataView(header.buffer);
    view.setUint32(0, 1);
    header.set(new TextEncoder().encode('mdat'), 4);
    view.setBigUint64(8, BigInt(size - mdat - (bytes.length - moov)));
    const { file, read } = long(new Uint8Array([...bytes.slice(0, mdat), ...header]), size, bytes.slice(moov));
    const { local, finding } = (await inspect(file, { signal: NEVER }))!;
    expect(local).toMatchObject({ width: 320, height: 180, videoCodec: 'h264' });
    expect(finding).toBeUndefined();
    expect(read()).toBeLessThan(1024 ** 2);
  });
});

describe('a file that is no video or audio, whatever its name says', () => {
  const bytes = (...head: readonly (number | string)[]) =>
    Buffer.concat([
      ...head.map((piece) => (typeof piece === 'number' ? Buffer.from([piece]) : Buffer.from(piece, 'latin1'))),
      Buffer.alloc(5000),
    ]);
  it.each([
    ['HTML', bytes('\n<!DOCTYPE html><html><title>404</title>')],
    ['HTML', bytes(0xef, 0xbb, 0xbf, '<html lang="en">')],
    ['PDF', bytes('%PDF-1.7')],
    ['ZIP', bytes('PK\x03\x04')],
    ['JPEG', bytes('\xff\xd8\xff\xe0')],
    ['PNG', bytes('\x89PNG\r\n\x1a\n')],
    ['WebP', bytes('RIFF\0\0\0\0WEBP')],
    ['HEIC', bytes('\0\0\0\x18ftypheic')],
  ])('is said to be what it is: %s', async (kind, content) => {
    expect(await findingOf(content, 'clip.mp4')).toEqual({ code: 'file-not-media', values: { kind } });
  });

  it('is told from a film made of JPEGs', async () => {
    expect(await look(bytes('\xff\xd8\xff\xe0'), 'clip.mjpeg')).toBeUndefined();
  });

  it('is a playlist, which has none of the film in it', async () => {
    expect(await findingOf(bytes('#EXTM3U\n'), 'clip.mp4')).toEqual({ code: 'file-playlist' });
  });
});

describe('a file that is cut off', () => {
  const cut = (bytes: Uint8Array<ArrayBuffer>, share: number) => bytes.slice(0, Math.floor(bytes.length * share));

  it.each(['clip.mp4', 'clip.mkv', 'clip.webm'])('is told by the lengths that it gives: %s', async (name) => {
    expect(await findingOf(cut(clip(name), 0.6), name)).toEqual({ code: 'file-cut-off' });
    expect(await findingOf(clip(name), name)).toBeUndefined();
  });

  it('is told by what is missing where the camera would have written it last', async () => {
    const bytes = moovLast();
    expect(await findingOf(bytes.slice(0, placeOf(bytes, 'moov') - 4), 'camera.mov')).toEqual({ code: 'file-cut-off' });
    expect(await findingOf(cut(bytes, 0.5), 'camera.mov')).toEqual({ code: 'file-cut-off' });
  });

  it('still has its facts where those stand in front', async () => {
    expect((await look(cut(clip('clip.mp4'), 0.6), 'clip.mp4'))!.local).toMatchObject({ width: 320, height: 180 });
  });

  const riff = (kind: string, says: number, has: number) => {
    const bytes = Buffer.alloc(has);
    bytes.write('RIFF', 0, 'latin1');
    bytes.writeUInt32LE(says - 8, 4);
    bytes.write(kind, 8, 'latin1');
    return bytes;
  };
  it('is told of WAV and AVI too, but not where the length was not known when it was written', async () => {
    expect(await findingOf(riff('AVI ', 90_000, 50_000), 'a.avi')).toEqual({ code: 'file-cut-off' });
    expect(await findingOf(riff('WAVE', 90_000, 50_000), 'a.wav')).toEqual({ code: 'file-cut-off' });
    expect(await findingOf(riff('AVI ', 50_000, 50_000), 'a.avi')).toBeUndefined();
    expect(await findingOf(riff('WAVE', 0xffffffff + 1, 50_000), 'a.wav')).toBeUndefined();
  });

  it('is not one that somebody has put something behind', async () => {
    const more = new Uint8Array(Buffer.concat([clip('clip.mp4'), Buffer.from('trailing notes of an editor')]));
    expect(await findingOf(more, 'clip.mp4')).toBeUndefined();
  });
});

describe('a file that may be sent all the same', () => {
  it('has another container than its name says', async () => {
    const values = { kind: 'WebM', extension: 'mp4' };
    expect(await findingOf(clip('clip.webm'), 'clip.mp4')).toEqual({ code: 'file-mislabelled', values });
    expect(await findingOf(clip('clip.webm'), 'clip.mkv')).toBeUndefined();
    expect(await findingOf(clip('clip.mp4'), 'clip.mov')).toBeUndefined();
    expect(await findingOf(clip('clip.mp4'), 'clip.mpg')).toMatchObject({ code: 'file-mislabelled' });
  });

  it('is in a codec that no service can decode, and not one that we do not know', async () => {
    expect(await findingOf(renamed(clip('clip.mp4'), 'avc1\0\0', 'aprn\0\0'), 'raw.mov')).toEqual({
      code: 'file-codec',
      values: { codec: 'ProRes RAW' },
    });
    expect(await findingOf(renamed(clip('clip.mp4'), 'avc1\0\0', 'zvc1\0\0'), 'new.mp4')).toBeUndefined();
  });

  it('has neither pictures nor sound', async () => {
    let bytes = clip('clip.mp4');
    while (placeOf(bytes, 'trak') > 0) bytes = renamed(bytes, 'trak', 'free');
    expect(await findingOf(bytes, 'clip.mp4')).toEqual({ code: 'file-no-tracks' });
  });
});

describe('a file of which nothing is known', () => {
  it('has no verdict where its name promises nothing that is read here', async () => {
    const noise = Buffer.alloc(9000, 'x');
    for (const name of ['a.vob', 'a.mpg', 'a.dat', 'a.dv', 'a.amr']) expect(await look(noise, name)).toBeUndefined();
    expect(await look(Buffer.from('FLV\x01\x05\0\0\0\x09', 'latin1'), 'a.flv')).toEqual({
      local: { container: 'FLV' },
    });
  });

  it('is said not to be recognised where its name promises more, and is no reason to stop', async () => {
    for (const name of ['a.mp4', 'a.mkv', 'a.mp3'])
      expect(await look(Buffer.alloc(9000, 'x'), name)).toEqual({ local: { unrecognised: true } });
  });

  it('cannot be read', async () => {
    const gone = {
      name: 'a.mp4',
      type: '',
      size: 10,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error()) }),
    };
    await expect(inspect(gone as unknown as File, { signal: NEVER })).rejects.toThrow();
  });

  it('is let go of when nobody waits any more', async () => {
    const over = new AbortController();
    over.abort(new Error('over'));
    await expect(inspect(fileOf(clip('clip.mp4'), 'a.mp4'), { signal: over.signal })).rejects.toThrow('over');
  });
});
