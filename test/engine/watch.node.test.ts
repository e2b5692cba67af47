import { describe, expect, it } from 'vitest';
import { createFakePorts, createTestUploader, failing, fileOf } from '../support/fake-ports.js';

const run = (options: Parameters<typeof createFakePorts>[0], settings = {}) => {
  const fake = createFakePorts(options);
  const made = createTestUploader(fake, settings);
  made.uploader.addFiles([fileOf(1_000)]);
  return { fake, ...made };
};

describe('watching the media', () => {
  it.each([
    ['transcode-failed', 'transcode-failed'],
    ['produce-failed', 'transcode-failed'],
    ['upload-failed', 'upload-failed'],
    ['blocked', 'media-blocked'],
    ['forbidden', 'media-forbidden'],
  ] as const)('%s ends in the error %s', async (status, code) => {
    const { fake, phase, first } = run({ statuses: ['uploading', status] });
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code } });
  });

  it('looks ever more rarely, and quickly again after a change', async () => {
    const { fake, phase } = run({ statuses: [...Array<'transcoding'>(12).fill('transcoding'), 'checking', 'normal'] });
    const at: number[] = [];
    const { report } = fake.ports.backend;
    Object.assign(fake.ports.backend, {
      report: (...a: Parameters<typeof report>) => (at.push(fake.ports.clock.monotonic()), report(...a)),
    });
    await fake.time.until(() => phase() === 'ready');
    const gaps = at.slice(1).map((t, i) => Math.round(t - at[i]!));
    expect(gaps.slice(0, 3)).toEqual([1000, 1500, 2250]);
    expect(Math.max(...gaps)).toBe(30_000);
    expect(gaps.at(-1)).toBe(1000);
  });

  it('keeps looking at a status that we do not know, and shows it', async () => {
    const { fake, first } = run({ statuses: ['unknown'] });
    await fake.time.advance(3_600_000);
    expect(first()).toMatchObject({ phase: 'processing', report: { status: 'unknown' } });
  });

  it('takes UploadSucc for the end when the page says that nothing is transcoded', async () => {
    const { fake, phase, first } = run({ statuses: ['uploaded'] }, { noTranscode: true });
    await fake.time.until(() => phase() === 'ready', 10_000);
    expect(first()).toMatchObject({ playable: false });
  });

  it('takes UploadSucc for the end when it has not moved for ten minutes', async () => {
    const { fake, phase } = run({ statuses: ['uploaded'] });
    await fake.time.advance(590_000);
    expect(phase()).toBe('processing');
    await fake.time.advance(60_000);
    expect(phase()).toBe('ready');
  });

  it('gives VOD a minute to know the media', async () => {
    const early = run({ statuses: ['missing', 'missing', 'normal'] });
    await early.fake.time.until(() => early.phase() === 'ready');
    const never = run({ statuses: ['missing'] });
    await never.fake.time.until(() => never.phase() === 'failed', 200_000);
    expect(never.first()).toMatchObject({ error: { code: 'media-missing' } });
  });

  it.each(['backend-unsupported', 'backend-refused'] as const)('ends well when the answer is %s', async (code) => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'report', failing(code));
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(1_000)]);
    await fake.time.until(() => phase() === 'ready');
    expect(first()).toMatchObject({ playable: false });
  });

  it('waits out a backend that is down, and says so', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'report', failing('backend-busy'), 4);
    const { uploader, phase, seen } = createTestUploader(fake);
    uploader.addFiles([fileOf(1_000)]);
    await fake.time.until(() => phase() === 'ready');
    expect(seen.filter((s) => s.phase === 'waiting')).toMatchObject([{ reason: 'backend', from: 'processing' }]);
  });

  it('only looks again when a failure is retried', async () => {
    const { fake, uploader, phase } = run({ statuses: ['upload-failed', 'normal'] });
    await fake.time.until(() => phase() === 'failed');
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
    expect(fake.count('open')).toBe(1);
    expect(fake.checkpoints.size).toBe(0);
  });
});
