import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/engine/settings.js';
import { createFakePorts, createTestUploader } from '../support/fake-ports.js';
import { ShapedLine, type Shape } from '../support/shaped-line.js';
import { SparseFile } from '../support/sparse-file.js';

const MEGA = 1_000_000;
/** Of one worker that hashes part after part, measured in Chromium. */
const HASHED_PER_SECOND = 240 * MEGA;

/**
 * With parts of 10 MB a connection that gets a third is silent for nearly half of its time, so six of them just fill the
 * line; that five have to be opened first, and that the last part is answered, is a tenth of these 3.2 s already.
 */
const CAPPED_AND_FAR = 0.85;

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
      expect(used).toBeGreaterThanOrEqual(rttMs === 200 && megabits === 500 && capped ? CAPPED_AND_FAR : 0.9);
      expect(line.mostOpen).toBeLessThanOrEqual(60 * 2 ** 20);
    },
  );
});

/** Bytes that left between two moments, ms. */
function between({ sent }: ShapedLine, from: number, to: number): number {
  const upTo = (ms: number): number => {
    const i = sent.findIndex(({ at }) => at >= ms);
    if (i < 0) return sent.at(-1)?.bytes ?? 0;
    const [a, b] = [sent[i - 1] ?? { at: 0, bytes: 0 }, sent[i]!];
    return b.at === a.at ? b.bytes : a.bytes + ((b.bytes - a.bytes) * (ms - a.at)) / (b.at - a.at);
  };
  return upTo(to) - upTo(from);
}

describe('max-bandwidth', () => {
  it.each([
    [200_000, 1],
    [1 * MEGA, 1],
    [1 * MEGA, 3],
    [8 * MEGA, 2],
  ])(
    'of %i bytes per second holds within a tenth over any 10 s, for %i files together',
    async (maxBandwidth, files) => {
      const { uploader, fake, line } = page(
        { rttMs: 80, bytesPerSecond: 60 * MEGA },
        { maxBandwidth, maxConcurrentUploads: 3, maxFiles: files },
      );
      uploader.addFiles(Array.from({ length: files }, (_, i) => new SparseFile(300 * MEGA, `film${i}.mp4`)));
      await fake.time.advance(35_000);
      for (let from = 1_000; from <= 25_000; from += 500) {
        const share = between(line, from, from + 10_000) / (10 * maxBandwidth);
        expect(share).toBeGreaterThan(0.9);
        expect(share).toBeLessThan(1.1);
      }
    },
  );

  it('is for tries that fail too', async () => {
    const { uploader, fake, line } = page({ rttMs: 20, bytesPerSecond: 60 * MEGA }, { maxBandwidth: MEGA });
    line.cutShort = (count) => count % 3 === 0;
    uploader.addFiles([new SparseFile(100 * MEGA, 'film.mp4')]);
    await fake.time.advance(35_000);
    expect(between(line, 5_000, 35_000) / (30 * MEGA)).toBeLessThan(1.1);
  });
});

describe('the next file', () => {
  it('begins with what the last one has learnt, with one small part among the first', async () => {
    const { uploader, fake, line } = page({ rttMs: 80, bytesPerSecond: 12.5 * MEGA }, { maxFiles: 2 });
    uploader.addFiles([new SparseFile(100 * MEGA, 'one.mp4')]);
    await fake.time.until(() => uploader.state.uploads[0]!.phase === 'ready');
    const before = line.sizes.length;
    uploader.addFiles([new SparseFile(100 * MEGA, 'two.mp4')]);
    await fake.time.until(() => uploader.state.uploads[1]!.phase === 'ready');
    const [first, probe, ...wave] = line.sizes.slice(before, before + 6);
    expect(probe).toBe(102_400);
    expect(Math.min(first!, ...wave)).toBeGreaterThan(2 * MEGA);
  });
});

describe('files that are sent at the same time', () => {
  it('have the same part of the line, and the last one all of it', async () => {
    const { uploader, fake, line } = page({ rttMs: 80, bytesPerSecond: 12.5 * MEGA, eachBytesPerSecond: 2.1 * MEGA });
    uploader.configure({ maxFiles: 2 });
    uploader.addFiles(['one.mp4', 'two.mp4'].map((name) => new SparseFile(200 * MEGA, name)));
    const confirmed = () => uploader.state.uploads.map((upload) => upload.confirmed);
    await fake.time.until(() => Math.max(...confirmed()) > 60 * MEGA);
    expect(Math.min(...confirmed())).toBeGreaterThan(50 * MEGA);
    expect(line.open.size).toBeLessThanOrEqual(6);
    uploader.pause(uploader.state.uploads[0]!.id);
    await fake.time.advance(5_000);
    expect(line.open.size).toBe(6);
  });
});

describe('a slow line', () => {
  it('of 8 KB/s is told from a dead one: nothing is cut off, and parts become small and few', async () => {
    const { uploader, fake, line, phases, phase } = page({ rttMs: 60, bytesPerSecond: 8_000 });
    uploader.addFiles([new SparseFile(20 * MEGA, 'film.mp4')]);
    await fake.time.until(() => phase() === 'ready', 24 * 3_600_000);
    expect(phases()).not.toContain('waiting');
    expect(line.sizes.reduce((sum, size) => sum + size, 0)).toBe(20 * MEGA);
    expect(Math.max(...line.sizes.slice(20))).toBeLessThan(8 * 60_000);
  });
});
