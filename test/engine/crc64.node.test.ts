import { readFileSync } from 'node:fs';
import { createCRC64 } from 'hash-wasm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineCrc64 } from '../../src/engine/crc64.js';

const VECTORS = JSON.parse(readFileSync('test/fixtures/samples/vectors.json', 'utf8')) as {
  crc64Combine: { crcA: string; crcB: string; a: string; lenB: number; combined: string };
};

describe('the checksum of a whole from its parts', () => {
  it('is the published one', () => {
    const { crcA, crcB, a, lenB, combined } = VECTORS.crc64Combine;
    const parts = [
      { crc64: crcA, size: a.length },
      { crc64: crcB, size: lenB },
    ];
    expect(combineCrc64(parts)).toBe(combined);
  });

  it('is that of the bytes, however they are cut', async () => {
    const hash = await createCRC64();
    const crc = (bytes: Uint8Array) => BigInt(`0x${hash.init().update(bytes).digest('hex')}`).toString();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.array(fc.nat(5000), { maxLength: 6 }), (bytes, cuts) => {
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((x, y) => x - y), bytes.length];
        const parts = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
        expect(combineCrc64(parts.map((part) => ({ crc64: crc(part), size: part.length })))).toBe(crc(bytes));
      }),
      { numRuns: 100 },
    );
  });

  it('takes ten thousand parts in a moment: equal sizes share their work', () => {
    const parts = Array.from({ length: 10_000 }, (_, i) => ({ crc64: String(i * 7919), size: 8 * 1024 ** 2 }));
    expect(combineCrc64(parts)).toMatch(/^\d+$/);
  });
});
