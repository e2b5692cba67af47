import { expect, it } from 'vitest';
import { MAX_PARTS } from '../../src/engine/checkpoint.js';
import { MAX_PART_BYTES, MIN_PART_BYTES, nextPart, partSize, type Part } from '../../src/engine/plan.js';
import type { OpenStore } from '../../src/engine/ports.js';
import { createFakePorts, createTestUploader } from '../support/fake-ports.js';
import { SparseFile, SparseSlice } from '../support/sparse-file.js';
import { named } from './catalogue.js';
import { fileOf, PART, row, useVirtualTime, WELL } from './harness.js';
import { WHOLE } from './usual.js';

useVirtualTime();

const GIB = 1024 ** 3;

for (const size of [1, 17, PART - 1, PART, PART + 1, PART * 2 - 1, PART * 2, PART * 2 + 1, PART * 5]) {
  const parts = Math.ceil(size / PART);
  row('D2', {
    which: `${size} bytes in ${parts} parts`,
    file: () => fileOf(size),
    act: ({ fired }) => fired(),
    object: 'identical',
    requests: [WHOLE[0]!, ...Array.from({ length: parts }, (_, i) => `UploadPart ${i + 1} 200`), ...WHOLE.slice(4)],
    said: WELL,
  });
}

/** Every part of a file of this size. */
function partsOf(total: number, wish: number): Part[] {
  const parts: Part[] = [];
  for (let part = nextPart(undefined, total, wish); part; part = nextPart(part, total, wish)) parts.push(part);
  return parts;
}

function expectCovered(parts: readonly Part[], total: number): void {
  let end = 0;
  for (const [at, { n, offset, size }] of parts.entries()) {
    expect([n, offset]).toEqual([at + 1, end]);
    if (at < parts.length - 1) expect(size).toBeGreaterThanOrEqual(MIN_PART_BYTES);
    expect(size).toBeLessThanOrEqual(MAX_PART_BYTES);
    end += size;
  }
  expect(end).toBe(total);
  expect(parts.length).toBeLessThanOrEqual(MAX_PARTS);
}

for (const [which, total] of [
  ['2 GiB', 2 ** 31],
  ['2 GiB + 1', 2 ** 31 + 1],
  ['4 GiB', 2 ** 32],
  ['4 GiB + 1', 2 ** 32 + 1],
  ['1 TiB', 1024 * GIB],
  ['48.8 TB, the most that OSS takes', MAX_PARTS * MAX_PART_BYTES],
] satisfies [string, number][]) {
  it(named('D3', `the parts of ${which} cover it, exactly`), () => {
    const line = { deadMs: 50, eachPerMs: 1_000, connections: 6, bandwidth: Infinity };
    expectCovered(partsOf(total, partSize(2, total, line)), total);
  });
}

for (const [id, which, total, wish, count] of [
  ['D3', 'a file of 4 GiB + 1 is sliced exactly, and never read as a whole', 4 * GIB + 1, 'auto', 215],
  ['D4', 'a file of 10,001 parts at the wished size is sent in 10,000', 10_001 * PART, PART, 10_000],
] satisfies [string, string, number, number | 'auto', number][]) {
  it(named(id as 'D3' | 'D4', which), async () => {
    const fake = createFakePorts();
    const put: Part[] = [];
    const { openStore } = fake.ports;
    const sliced: OpenStore = (credentials) => ({
      ...openStore(credentials),
      async put(_target, _uploadId, { n, blob }, { onSent }) {
        if (!(blob instanceof SparseSlice)) throw new Error('Not a slice of the file');
        put.push({ n, offset: blob.start, size: blob.size });
        onSent(blob.size);
        return { etag: `"${n}"` };
      },
      seal: async () => ({}),
      look: async () => ({ found: 'present', size: total }),
    });
    Object.assign(fake.ports, { openStore: sliced, hasher: { md5: async () => 'AAAAAAAAAAAAAAAAAAAAAA==' } });
    const { uploader, phase, seen } = createTestUploader(fake, { partSize: wish });
    const file = new SparseFile(total, 'film.mp4');
    uploader.addFiles([file]);
    await fake.time.until(() => phase() === 'ready');
    // A line that is measured first begins with smaller ones.
    expect(put.length).toBeGreaterThanOrEqual(count);
    expectCovered(
      put.sort((a, b) => a.n - b.n),
      total,
    );
    expect(seen.at(-1)).toMatchObject({ confirmed: total, sent: total });
    expect(file.bytesRead).toBe(0);
  });
}
