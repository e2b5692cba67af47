import { describe, expect, it } from 'vitest';
import type { UploaderState } from '../../src/engine/uploader.js';
import { createFakePorts, createTestUploader, fileOf } from '../support/fake-ports.js';

const never = new AbortController().signal;

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `clip-${n}.mp4`);

/** How often a list of so many files asks each of them, on average, for its name while they are added. */
function looksPerFile(count: number): number {
  const { uploader } = createTestUploader(createFakePorts(), { manual: true });
  let looks = 0;
  const files = names(count).map((name) => {
    const file = fileOf(10, name);
    return Object.defineProperty(file, 'name', { get: () => ((looks += 1), name) });
  });
  uploader.addFiles(files);
  return looks / count;
}

describe('a list of a thousand files', () => {
  it('looks at each as often as if it were one of ten', () => {
    expect(looksPerFile(1_000)).toBeLessThanOrEqual(looksPerFile(10));
  });

  it('is drawn once when they are added, and told of each in its order', async () => {
    const { uploader, seen } = createTestUploader(createFakePorts(), { manual: true });
    const drawn: UploaderState[] = [];
    uploader.subscribe((state) => drawn.push(state), { signal: never });
    uploader.addFiles(names(1_000).map((name) => fileOf(1, name)));
    expect(seen.map(({ name }) => name)).toEqual(names(1_000));
    await Promise.resolve();
    expect(drawn.map(({ uploads }) => uploads.length)).toEqual([1_000]);
  });

  it('begins them in their order, and lets the page have its turn in between', async () => {
    const fake = createFakePorts();
    const { uploader, seen } = createTestUploader(fake, { manual: true });
    uploader.addFiles(names(1_000).map((name) => fileOf(1, name)));
    const validated = () => seen.filter(({ phase }) => phase === 'validated').map(({ name }) => name);
    // All that happens within one task.
    for (let n = 0; n < 1_000; n += 1) await Promise.resolve();
    expect(validated().length).toBeGreaterThan(0);
    expect(validated().length).toBeLessThan(100);
    await fake.time.until(() => validated().length === 1_000);
    expect(validated()).toEqual(names(1_000));
  });

  it('begins none that was taken off it before its turn came', async () => {
    const fake = createFakePorts();
    const { uploader, seen } = createTestUploader(fake, { manual: true });
    uploader.addFiles(names(200).map((name) => fileOf(1, name)));
    const last = uploader.state.uploads.at(-1)!;
    uploader.removeUpload(last.id);
    await fake.time.until(() => seen.filter(({ phase }) => phase === 'validated').length === 199);
    expect(seen.filter(({ id }) => id === last.id).map(({ phase }) => phase)).toEqual(['selected', 'canceled']);
  });

  it('still refuses what is in it already, also within one choice, and what is too much', () => {
    const { uploader } = createTestUploader(createFakePorts(), { manual: true, maxFiles: 3 });
    const { added, rejected } = uploader.addFiles(
      ['a.mp4', 'b.mp4', 'a.mp4', 'c.mp4', 'd.mp4'].map((name) => fileOf(1, name)),
    );
    expect(added.map(({ name }) => name)).toEqual(['a.mp4', 'b.mp4', 'c.mp4']);
    expect(rejected.map(({ error }) => error.code)).toEqual(['file-duplicate', 'too-many-files']);
  });

  it('knows what the page has changed while it was asked about one of them', () => {
    const { uploader } = createTestUploader(createFakePorts(), { manual: true, maxFiles: 3 });
    const [a, b] = [fileOf(1, 'a.mp4'), fileOf(1, 'b.mp4')];
    uploader.addFiles([a, b]);
    const { added, rejected } = uploader.addFiles([fileOf(1, 'c.mp4'), a, b], {
      accept: () => (uploader.clear(), true),
    });
    expect(added.map(({ name }) => name)).toEqual(['c.mp4', 'a.mp4', 'b.mp4']);
    expect(rejected).toEqual([]);
  });
});

describe('moving bytes', () => {
  it('are drawn ten times a second at most, however many uploads move, and phases at once', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, seen } = createTestUploader(fake, { maxConcurrentUploads: 20 });
    const drawnAt: number[] = [];
    let shown: UploaderState | undefined;
    const draw = (state: UploaderState) => {
      drawnAt.push(fake.time.clock.monotonic());
      shown = state;
    };
    uploader.subscribe(draw, { signal: never });
    uploader.addFiles(names(20).map((name) => fileOf(300_000, name)));
    const uploading = () => uploader.state.uploads.every(({ phase }) => phase === 'uploading');
    await fake.time.until(uploading);
    const told = seen.length;
    drawnAt.length = 0;
    await fake.time.advance(10_000);
    expect(uploading()).toBe(true);
    expect(seen.length - told).toBeGreaterThan(20);
    expect(drawnAt.length).toBeLessThanOrEqual(101);
    expect(Math.min(...drawnAt.slice(1).map((at, n) => at - drawnAt[n]!))).toBeGreaterThanOrEqual(100);
    // The last word is drawn too.
    expect(shown).toEqual(uploader.state);
    uploader.pause(uploader.state.uploads[0]!.id);
    await Promise.resolve();
    expect(shown!.uploads[0]!.phase).toBe('paused');
  });
});
