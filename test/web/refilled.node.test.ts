import { describe, expect, it } from 'vitest';
import { Unreadable } from '../../src/web/digest-blob.js';
import { refilled } from '../../src/web/refilled.js';

const bytes = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31) % 251);

/** Copied: each piece is good only until the next. */
async function all(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const had: number[] = [];
  for await (const piece of pieces) had.push(...piece);
  return Uint8Array.from(had);
}

/** A Blob whose stream is another one. */
const streaming = (blob: Blob, stream: () => unknown): Blob => Object.assign(blob, { stream });

describe('the pieces of a Blob', () => {
  it.each([0, 1, 999, 1000, 1001, 12_345])('are all of its %i bytes', async (size) => {
    expect(await all(refilled(new Blob([bytes(size)]), 1000))).toEqual(bytes(size));
  });

  it.each([
    ['cannot be opened', () => undefined],
    ['fills no buffer of ours', () => new ReadableStream({})],
    ['says nothing', () => new ReadableStream({ type: 'bytes' })],
    ['fails', () => new ReadableStream({ type: 'bytes', pull: (it) => it.error(new Error('gone')) })],
    ['ends at once', () => new ReadableStream({ type: 'bytes', start: (it) => it.close() })],
  ])('are all there where its stream %s', async (_, stream) => {
    const blob = streaming(new Blob([bytes(2500)]), stream);
    expect(await all(refilled(blob, 1000, 20))).toEqual(bytes(2500));
  });

  it('are all there, each once, where its stream falls silent in the middle', async () => {
    let pulls = 0;
    const stream = () =>
      new ReadableStream({
        type: 'bytes',
        pull: (it) => {
          pulls += 1;
          if (pulls === 1) it.enqueue(bytes(1000));
        },
      });
    const blob = streaming(new Blob([bytes(2500)]), stream);
    expect(await all(refilled(blob, 1000, 20))).toEqual(bytes(2500));
    expect(pulls).toBeGreaterThan(0);
  });

  it('of a file that has become shorter are refused, not taken for the whole', async () => {
    const blob = streaming(new Blob([bytes(2500)]), () => new Blob([bytes(1500)]).stream());
    Object.assign(blob, {
      slice: () => Object.assign(new Blob([bytes(2)]), { arrayBuffer: async () => new ArrayBuffer(0) }),
    });
    await expect(all(refilled(blob, 1000, 20))).rejects.toThrow(Unreadable);
  });

  it('leave the stream canceled when nobody wants the rest', async () => {
    let canceled = false;
    const stream = () =>
      new ReadableStream({
        type: 'bytes',
        pull: (it) => it.enqueue(bytes(1000)),
        cancel: () => void (canceled = true),
      });
    for await (const piece of refilled(streaming(new Blob([bytes(2500)]), stream), 1000)) {
      expect(piece).toEqual(bytes(1000));
      break;
    }
    expect(canceled).toBe(true);
  });
});
