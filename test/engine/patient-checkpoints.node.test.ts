import { describe, expect, it } from 'vitest';
import type { CheckpointStore } from '../../src/engine/ports.js';
import { isOver } from '../../src/engine/state.js';
import { createPatientCheckpoints } from '../../src/engine/patient-checkpoints.js';
import { createFakePorts, createTestUploader, fileOf, type FakePorts } from '../support/fake-ports.js';

/** A store behind a gate: while it is closed, nothing that is asked for is answered. */
function gated(fake: FakePorts) {
  const { checkpoints } = fake.ports;
  let open = () => {};
  let gate = Promise.resolve();
  const asked: string[] = [];
  const behind =
    <A extends unknown[], R>(name: string, act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      asked.push(name);
      await gate;
      return act(...args);
    };
  const store: CheckpointStore = {
    save: behind('save', checkpoints.save),
    drop: behind('drop', checkpoints.drop),
    list: behind('list', checkpoints.list),
  };
  Object.assign(fake.ports, { checkpoints: createPatientCheckpoints(store, fake.time.clock) });
  return {
    asked,
    close: () => (gate = new Promise<void>((resolve) => (open = resolve))),
    open: () => open(),
  };
}

describe('storage that does not answer', () => {
  it('costs an upload ten seconds before it begins, and resume after a crash', async () => {
    const fake = createFakePorts();
    const storage = gated(fake);
    storage.close();
    const { uploader, phase } = createTestUploader(fake);
    const start = fake.time.clock.monotonic();
    uploader.addFiles([fileOf(102_400 * 3)]);
    await fake.time.until(() => phase() === 'processing');
    expect(fake.time.clock.monotonic() - start).toBe(10_000);
    expect(storage.asked).toEqual(['list']);
    uploader.addFiles([fileOf(102_400, 'second.mp4')]);
    await fake.time.until(() => isOver(uploader.state.uploads[1]!));
    // And the moment in which looks at medias are gathered.
    expect(fake.time.clock.monotonic() - start).toBe(20_020);
    const found = uploader.listResumable();
    await fake.time.advance(10_000);
    expect(await found).toEqual([]);
  });

  it('is told the newest when it answers again, and keeps nothing of what has ended', async () => {
    const fake = createFakePorts({ bytesPerSecond: 10_240 });
    const storage = gated(fake);
    storage.close();
    const { uploader, first, phase } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(102_400 * 4)]);
    await fake.time.until(() => first().confirmed >= 102_400 * 2);
    expect(fake.checkpoints.size).toBe(0);
    storage.open();
    await fake.time.settle();
    const [checkpoint] = fake.checkpoints.values();
    expect(checkpoint?.parts.filter(({ etag }) => etag !== undefined)).toHaveLength(2);
    storage.close();
    await fake.time.until(() => phase() === 'ready');
    storage.open();
    await fake.time.settle();
    expect(fake.checkpoints.size).toBe(0);
  });

  it('that falls silent in the middle is told every part that it missed, also those it was not asked to take', async () => {
    const fake = createFakePorts({ bytesPerSecond: 10_240 });
    const storage = gated(fake);
    const { uploader, first } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(102_400 * 8)]);
    await fake.time.until(() => first().confirmed >= 102_400);
    storage.close();
    await fake.time.until(() => first().confirmed >= 102_400 * 5);
    const told = () =>
      [...fake.checkpoints.values()][0]!.parts.filter(({ etag }) => etag !== undefined).map(({ n }) => n);
    expect(told()).toEqual([1]);
    storage.open();
    await fake.time.settle();
    expect(told()).toEqual([1, 2, 3, 4, 5]);
    await fake.time.until(() => first().confirmed >= 102_400 * 7);
    await fake.time.settle();
    expect(told()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('is not what a page that slept takes it for: its answer comes just after waking', async () => {
    const fake = createFakePorts();
    const storage = gated(fake);
    storage.close();
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(102_400)]);
    // One timer is over at once; the answer is right behind it.
    await fake.time.advance(1_000);
    storage.open();
    await fake.time.until(() => phase() === 'processing');
    expect(storage.asked.length).toBeGreaterThan(2);
    expect(fake.time.clock.monotonic()).toBe(1_000);
  });

  it('leaves no timer when it answers', async () => {
    const fake = createFakePorts();
    gated(fake);
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(102_400)]);
    await fake.time.until(() => phase() === 'ready');
    await fake.time.settle();
    expect(fake.time.pending).toBe(0);
  });
});
