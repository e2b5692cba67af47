import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/engine/settings.js';
import { createFakePorts, createTestUploader } from '../support/fake-ports.js';
import { ShapedLine, type Shape } from '../support/shaped-line.js';
import { SparseFile } from '../support/sparse-file.js';

const MEGA = 1_000_000;
/** Of one worker that hashes part after part, measured in Chromium. */
const HASHED_PER_SECOND = 240 * MEGA;

/** An uploader on such a line; the engine is the real one. */
function page(shape: Shape, settings: Partial<Settings> = {}) {
  const fake = createFakePorts();
  const line = new ShapedLine(shape, fake.time.clock);
  const { openStore } = fake.ports;
  let hashed: Promise<unknown> = Promise.resolve();
  Object.assign(fake.ports, {
    openStore: (...args: Parameters<typeof openStore>) => line.store(openStore(...args)),
    hasher: {
      md5: async (blob: Blob, { signal }: { signal: AbortSignal }) => {
        hashed = hashed.then(() => fake.time.clock.wait((blob.size / HASHED_PER_SECOND) * 1000, signal));
        await hashed;
        return 'AAAAAAAAAAAAAAAAAAAAAA==';
      },
    },
  });
  return { fake, line, ...createTestUploader(fake, { partSize: 'auto', ...settings }) };
}

const rows = [20, 80, 200].flatMap((rttMs) =>
  [20, 100, 500].flatMap((megabits) => [false, true].map((capped) => ({ rttMs, megabits, capped }))),
);

describe('200 MB over a line of', () => {
  it.each(rows)(
    '$rttMs ms and $megabits Mbit/s, capped per connection: $capped',
    async ({ rttMs, megabits, capped }) => {
      const bytesPerSecond = megabits * 125_000;
      const shape = { rttMs, bytesPerSecond, ...(capped && { eachBytesPerSecond: bytesPerSecond / 3 }) };
      const { uploader, fake, line, phase } = page(shape);
      uploader.addFiles([new SparseFile(200 * MEGA, 'film.mp4')]);
      await fake.time.until(() => phase() === 'ready');
      const ms = line.lastAnswerAt - line.firstByteAt;
      const used = (200 * MEGA) / bytesPerSecond / (ms / 1000);
      if (process.env.TELL)
        process.stdout.write(`${rttMs} ms ${megabits} Mbit/s${capped ? ' capped' : ''}: ${used.toFixed(3)}\n`);
      expect(used).toBeGreaterThanOrEqual(0.9);
      expect(line.mostOpen).toBeLessThanOrEqual(60 * 2 ** 20);
    },
  );
});
