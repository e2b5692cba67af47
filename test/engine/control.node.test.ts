import { describe, expect, it } from 'vitest';
import { digestOf, createFakePorts, createTestUploader, failing, fileOf } from '../support/fake-ports.js';

const SIZE = 102_400 * 3 + 17;

describe('pause and resume', () => {
  it('cuts what is in flight at once and goes on with the same VideoId and multipart upload', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, phase, first } = createTestUploader(fake, { maxConnections: 2 });
    const file = fileOf(SIZE);
    uploader.addFiles([file]);
    await fake.time.until(() => first()?.confirmed > 0);
    uploader.pause();
    expect(phase()).toBe('paused');
    await fake.time.advance(3_600_000);
    const { confirmed } = first();
    expect(fake.count('seal')).toBe(0);
    uploader.resume();
    await fake.time.until(() => phase() === 'ready');
    expect(confirmed).toBeGreaterThan(0);
    expect(fake.metadata).toHaveLength(1);
    expect(fake.count('open')).toBe(1);
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toEqual(await digestOf(file));
  });

  it('survives a pause at every moment', async () => {
    for (let moment = 0; moment < 20; moment += 1) {
      const fake = createFakePorts({ bytesPerSecond: 200_000 });
      const { uploader, phase } = createTestUploader(fake);
      const file = fileOf(SIZE);
      uploader.addFiles([file]);
      await fake.time.advance(moment * 80);
      uploader.pause();
      uploader.pause();
      await fake.time.advance(100);
      uploader.resume();
      await fake.time.until(() => phase() === 'ready');
      expect(fake.metadata, `moment ${moment}`).toHaveLength(1);
      expect(fake.count('open'), `moment ${moment}`).toBe(1);
      expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toEqual(await digestOf(file));
    }
  });

  it('survives that the page is left at every moment, and sends nothing until it is back', async () => {
    for (let moment = 0; moment < 20; moment += 1) {
      const fake = createFakePorts({ bytesPerSecond: 200_000 });
      const { uploader, phase } = createTestUploader(fake);
      const file = fileOf(SIZE);
      uploader.addFiles([file]);
      await fake.time.advance(moment * 80);
      const comeBack = uploader.suspend();
      await fake.time.settle();
      const before = fake.count('put');
      await fake.time.advance(60_000);
      if (phase() === 'uploading') expect(fake.count('put'), `moment ${moment}`).toBe(before);
      comeBack();
      await fake.time.until(() => phase() === 'ready');
      expect(fake.metadata, `moment ${moment}`).toHaveLength(1);
      expect(fake.count('open'), `moment ${moment}`).toBe(1);
      expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toEqual(await digestOf(file));
    }
  });

  it('leaves alone what a person has paused, before the page was left or when it came back', async () => {
    for (const first of [true, false]) {
      const fake = createFakePorts({ bytesPerSecond: 20_000 });
      const { uploader, phase } = createTestUploader(fake);
      uploader.addFiles([fileOf(SIZE)]);
      await fake.time.until(() => phase() === 'uploading');
      if (first) uploader.pause();
      const comeBack = uploader.suspend();
      if (!first) uploader.pause();
      comeBack();
      await fake.time.advance(60_000);
      expect(phase()).toBe('paused');
      expect(fake.time.pending).toBe(0);
    }
  });

  it('shares a create that is under way with the run that comes after a pause', async () => {
    const fake = createFakePorts();
    const release = fake.hold((call) => call.op === 'create');
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => fake.count('create') === 1);
    uploader.pause();
    uploader.resume();
    await fake.time.settle();
    release();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.count('create')).toBe(1);
  });

  it('does nothing when there is nothing to pause or resume', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    uploader.pause();
    uploader.resume();
    uploader.retry();
    uploader.cancel();
    expect(phase()).toBe('ready');
  });
});

describe('cancel', () => {
  it('stops at once and throws away what is in the bucket', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => first()?.confirmed > 0);
    uploader.cancel();
    expect(phase()).toBe('canceled');
    await fake.time.advance(60_000);
    expect(fake.uploads.size).toBe(0);
    expect(fake.checkpoints.size).toBe(0);
    expect(fake.time.pending).toBe(0);
  });

  it('throws away an upload whose opening was still on its way', async () => {
    const fake = createFakePorts();
    const release = fake.hold((call) => call.op === 'open');
    const { uploader } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => fake.count('open') === 1);
    uploader.cancel();
    release();
    await fake.time.advance(60_000);
    expect(fake.uploads.size).toBe(0);
    expect(fake.count('discard')).toBeGreaterThan(0);
  });

  it('leaves nothing behind at any moment', async () => {
    for (let moment = 0; moment < 20; moment += 1) {
      const fake = createFakePorts({ bytesPerSecond: 200_000 });
      const { uploader, phase } = createTestUploader(fake);
      uploader.addFiles([fileOf(SIZE)]);
      await fake.time.advance(moment * 80);
      const sealed = fake.objects.size > 0;
      uploader.cancel();
      uploader.cancel();
      await fake.time.advance(120_000);
      expect(fake.uploads.size, `moment ${moment}`).toBe(0);
      if (!sealed && fake.objects.size === 0) expect(phase()).toBe('canceled');
    }
  });

  it('retries the discard, then gives up quietly', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, first, phase } = createTestUploader(fake);
    fake.fail((call) => call.op === 'discard', failing('storage-busy'), 2);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => first()?.confirmed > 0);
    uploader.cancel();
    await fake.time.advance(60_000);
    expect(fake.uploads.size).toBe(0);
    expect(phase()).toBe('canceled');
  });
});

describe('many files', () => {
  it('sends two at a time, the others in order, and one that fails does not hold the others up', async () => {
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const { uploader } = createTestUploader(fake);
    fake.fail((call) => call.op === 'create', failing('backend-refused'), 1);
    uploader.addFiles(['a', 'b', 'c', 'd'].map((name) => fileOf(200_000, `${name}.mp4`)));
    await fake.time.settle();
    const busy = () => uploader.state.uploads.filter((u) => ['authorized', 'uploading'].includes(u.phase)).length;
    let most = 0;
    await fake.time.until(() => {
      most = Math.max(most, busy());
      return uploader.state.uploads.every((u) => u.phase === 'ready' || u.phase === 'failed');
    });
    expect(most).toBe(2);
    expect(uploader.state.uploads.map((u) => u.phase)).toEqual(['failed', 'ready', 'ready', 'ready']);
  });

  it('gives a canceled place in the queue to nobody and a freed one to the next', async () => {
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const { uploader } = createTestUploader(fake, { maxConcurrentUploads: 1 });
    const { added } = uploader.addFiles(['a', 'b', 'c'].map((name) => fileOf(200_000, `${name}.mp4`)));
    await fake.time.settle();
    uploader.cancel(added[1]!.id);
    uploader.cancel(added[0]!.id);
    await fake.time.until(() => uploader.state.uploads[2]!.phase === 'ready');
    expect(uploader.state.uploads.map((u) => u.phase)).toEqual(['canceled', 'canceled', 'ready']);
    expect(fake.metadata).toHaveLength(2);
  });

  it('shares the connections', async () => {
    const fake = createFakePorts({ bytesPerSecond: 10_000 });
    const { uploader } = createTestUploader(fake, { maxConnections: 4 });
    uploader.addFiles(['a', 'b'].map((name) => fileOf(102_400 * 8, `${name}.mp4`)));
    await fake.time.advance(5_000);
    expect(fake.count('put')).toBe(4);
  });

  it('waits for start() when it is told to', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake, { manual: true });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.advance(60_000);
    expect(phase()).toBe('validated');
    expect(fake.calls).toHaveLength(0);
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
  });

  it('takes a removed upload off the list and cleans up after it', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => first()?.confirmed > 0);
    uploader.clear();
    expect(uploader.state.uploads).toHaveLength(0);
    await fake.time.advance(60_000);
    expect(fake.uploads.size).toBe(0);
  });
});

describe('what listeners are told', () => {
  it('draws once per turn and ends with its signal', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    const stop = new AbortController();
    let drawn = 0;
    uploader.subscribe(() => (drawn += 1), { signal: stop.signal });
    uploader.addFiles([fileOf(10)]);
    expect(drawn).toBe(0);
    await Promise.resolve();
    expect(drawn).toBe(1);
    stop.abort();
    await fake.time.until(() => phase() === 'ready');
    expect(drawn).toBe(1);
  });
});
