import { describe, expect, it } from 'vitest';
import { digestOf, createFakePorts, createTestUploader, failing, fileOf } from '../support/fake-ports.js';

const SIZE = 102_400 * 3 + 17;

describe('an upload that nothing disturbs', () => {
  it('goes through the phases in order and leaves the same bytes in the bucket', async () => {
    const fake = createFakePorts();
    const { uploader, phases, phase, first } = createTestUploader(fake);
    const file = fileOf(SIZE);
    uploader.addFiles([file]);
    await fake.time.until(() => phase() === 'ready');
    expect(phases()).toEqual([
      'selected',
      'validated',
      'queued',
      'authorized',
      'uploading',
      'uploaded',
      'verified',
      'processing',
      'ready',
    ]);
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toEqual(await digestOf(file));
    expect(first()).toMatchObject({ videoId: 'video-1', confirmed: SIZE, sent: SIZE, playable: true });
  });

  it('asks for one VideoId, opens once, sends each part once, seals once', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(
      fake
        .ops()
        .filter((op) => op !== 'report')
        .sort(),
    ).toEqual(['create', 'look', 'open', 'put 1', 'put 2', 'put 3', 'put 4', 'seal']);
  });

  it('leaves no timer behind', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    await fake.time.advance(1_000);
    expect(fake.time.pending).toBe(0);
  });

  it('forgets its checkpoint when the video is ready', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'uploaded' || phase() === 'processing');
    expect(fake.checkpoints.size).toBe(1);
    await fake.time.until(() => phase() === 'ready');
    await fake.time.settle();
    expect(fake.checkpoints.size).toBe(0);
  });

  it('never shows progress that runs backwards, and shows everything only with the seal', async () => {
    const fake = createFakePorts({ bytesPerSecond: 50_000 });
    const { uploader, seen, phase } = createTestUploader(fake);
    fake.fail((call) => call.op === 'put' && call.n === 2, failing('network'), 2);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    const sent = seen.map((state) => state.sent);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(new Set(sent).size).toBeGreaterThan(4);
    expect(seen.every((s) => s.confirmed <= s.total)).toBe(true);
  });

  it('tells the speed once it is steady', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, seen, phase } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    const rates = seen.flatMap((s) => s.bytesPerSecond ?? []);
    expect(rates.length).toBeGreaterThan(0);
    expect(rates.at(-1)).toBeGreaterThan(10_000);
    expect(rates.at(-1)).toBeLessThan(40_000);
  });

  it('asks the store for the ETags that CORS hides', async () => {
    const fake = createFakePorts({ etags: false });
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(fake.count('list')).toBe(1);
  });

  it('says what to do when the ETags are hidden and the list is refused as well', async () => {
    const fake = createFakePorts({ etags: false });
    fake.fail((call) => call.op === 'list', failing('storage-refused'));
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'etag-hidden' } });
  });
});

describe('errors on the way', () => {
  it('sends only the part again that was cut off', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'put' && call.n === 2, failing('network'), 3);
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    const puts = fake.ops().filter((op) => op.startsWith('put'));
    expect(puts.filter((op) => op === 'put 2')).toHaveLength(4);
    expect(puts).toHaveLength(7);
  });

  it('waits, with the reason, while nothing moves, and goes on by itself', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'put', failing('storage-busy'));
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'waiting');
    expect(first()).toMatchObject({ reason: 'backing-off', from: 'uploading' });
    await fake.time.advance(600_000);
    expect(phase()).toBe('waiting');
    fake.heal();
    await fake.time.until(() => phase() === 'ready');
  });

  it('waits for the network without spending tries, and goes on when it is back', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'create', failing('backend-unreachable'));
    fake.online = false;
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.advance(600_000);
    expect(first()).toMatchObject({ phase: 'waiting', reason: 'offline' });
    fake.heal();
    fake.online = true;
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
  });

  it('gives up creating after three tries, with one idempotency key, and can be retried', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'create', failing('backend-busy'), 3);
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed', 15_000);
    expect(first()).toMatchObject({ error: { code: 'backend-busy', retryable: true } });
    expect(fake.count('create')).toBe(3);
    expect(new Set(fake.calls.filter((c) => c.op === 'create').map((c) => c.key)).size).toBe(1);
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
  });

  it('repeats a create whose reply could not be read only when told to, and as the same one', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'create', failing('backend-malformed'), 1);
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(fake.count('create')).toBe(1);
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    const keys = fake.calls.filter((c) => c.op === 'create').map((c) => c.key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('waits for a sign-in, and asks again as soon as it is told', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'create', failing('backend-sign-in'));
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.advance(3_600_000);
    expect(first()).toMatchObject({ phase: 'waiting', reason: 'sign-in' });
    fake.heal();
    uploader.resume();
    await fake.time.settle();
    expect(fake.metadata).toHaveLength(1);
    await fake.time.until(() => phase() === 'ready');
  });

  it('ends every part when one fails for good', async () => {
    const fake = createFakePorts({ bytesPerSecond: 1_000 });
    fake.fail((call) => call.op === 'put' && call.n === 1, failing('storage-refused'));
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    const before = fake.calls.length;
    await fake.time.advance(3_600_000);
    expect(fake.calls.length).toBe(before);
    expect(fake.time.pending).toBe(0);
  });

  it('begins again with the same VideoId when the multipart upload is gone', async () => {
    const fake = createFakePorts();
    const { uploader, phase, phases, first } = createTestUploader(fake, { maxConnections: 1 });
    fake.fail((call) => call.op === 'put' && call.n === 3, failing('upload-gone'), 1);
    const file = fileOf(SIZE);
    uploader.addFiles([file]);
    await fake.time.until(() => phase() === 'ready');
    expect(first().videoId).toBe('video-1');
    expect(fake.count('open')).toBe(2);
    expect(fake.metadata).toHaveLength(1);
    expect(phases().filter((p) => p === 'queued')).toHaveLength(2);
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toEqual(await digestOf(file));
  });

  it('does not begin again for ever', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'put', failing('upload-gone'));
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'upload-gone' } });
    expect(fake.count('open')).toBe(2);
  });

  it('asks what the bucket has after a seal whose reply was lost, and takes "no such upload" for success', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    const { openStore } = fake.ports;
    let lost = false;
    Object.assign(fake.ports, {
      openStore: (credentials: never) => {
        const store = openStore(credentials);
        return {
          ...store,
          async seal(...args: Parameters<typeof store.seal>) {
            await store.seal(...args);
            if (!lost) {
              lost = true;
              throw failing('network');
            }
            return {};
          },
        };
      },
    });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(fake.count('seal')).toBe(1);
    expect(fake.count('open')).toBe(1);
  });

  it('sends again what the bucket holds differently, and seals once more', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    const release = fake.hold((call) => call.op === 'seal');
    const file = fileOf(SIZE);
    uploader.addFiles([file]);
    await fake.time.until(() => fake.count('seal') === 1);
    fake.uploads.get('upload-1')!.parts.delete(2);
    fake.heal();
    release();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.ops().filter((op) => op === 'put 2')).toHaveLength(2);
    expect(fake.ops().filter((op) => op === 'put 3')).toHaveLength(1);
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toEqual(await digestOf(file));
  });

  it('calls an object of another size what it is, and starts with a new VideoId on retry', async () => {
    const fake = createFakePorts();
    const { uploader, phase, first } = createTestUploader(fake);
    const release = fake.hold((call) => call.op === 'look');
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => fake.count('look') === 1);
    fake.objects.set('sv/1.mp4', new Blob(['short']));
    fake.heal();
    release();
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'integrity' } });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(first().videoId).toBe('video-2');
  });

  it('takes a refused look for "not looked"', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'look', failing('storage-refused'));
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
  });
});
