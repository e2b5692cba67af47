import { expect, it } from 'vitest';
import type { PartRecord } from '../../src/engine/checkpoint.js';
import type { CheckpointStore, OpenStore } from '../../src/engine/ports.js';
import { createFakePorts, createTestUploader } from '../support/fake-ports.js';
import { SparseFile } from '../support/sparse-file.js';

const PART = 102_400;

/** Sends so many parts through the whole pipeline, and tells what storage and memory were given for them. */
async function costOf(parts: number) {
  const fake = createFakePorts();
  const { openStore, checkpoints } = fake.ports;
  const total = parts * PART;
  const instant: OpenStore = (credentials) => ({
    ...openStore(credentials),
    async put(_target, _uploadId, { n, blob }, { onSent }) {
      onSent(blob.size);
      return { etag: `"${n}"` };
    },
    seal: async () => ({}),
    look: async () => ({ found: 'present', size: total }),
  });
  const lists = new Set<readonly PartRecord[]>();
  const cost = { parts: 0, records: 0, bytes: 0, lists: 0 };
  const counted: CheckpointStore = {
    ...checkpoints,
    save: async (id, checkpoint, changed) => {
      const { parts: known, ...head } = checkpoint;
      lists.add(known);
      cost.parts = known.length;
      cost.records += 1 + (changed ?? known).length;
      cost.bytes += JSON.stringify(head).length + JSON.stringify(changed ?? known).length;
      await checkpoints.save(id, checkpoint, changed);
    },
  };
  const hasher = { md5: async () => 'AAAAAAAAAAAAAAAAAAAAAA==', close: () => undefined };
  Object.assign(fake.ports, { openStore: instant, checkpoints: counted, hasher });
  const { uploader, phase } = createTestUploader(fake, { partSize: PART });
  uploader.addFiles([new SparseFile(total, 'film.mp4')]);
  await fake.time.until(() => phase() === 'ready');
  expect(cost.parts).toBeGreaterThan(parts / 2);
  return { records: cost.records / cost.parts, bytes: cost.bytes / cost.parts, lists: lists.size };
}

it('a part costs the checkpoint as much among ten thousand as among a hundred', { timeout: 60_000 }, async () => {
  const [few, many] = [await costOf(100), await costOf(10_000)];
  // Its range, its checksum, its ETag; and the head with each write.
  expect(many.records).toBeLessThanOrEqual(5);
  expect(many.records).toBeLessThan(few.records * 1.1);
  expect(many.bytes).toBeLessThan(few.bytes * 1.1);
  // The list was copied when the upload began, and not once for its parts.
  expect(many.lists).toBe(few.lists);
  expect(many.lists).toBeLessThanOrEqual(3);
});
