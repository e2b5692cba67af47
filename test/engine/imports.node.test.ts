import { describe, expect, it } from 'vitest';
import { createFakePorts, createTestUploader, failing, LIMITS } from '../support/fake-ports.js';
import { Uploader } from '../../src/engine/uploader.js';

const URL_OF = (n: number | string) => `https://films.example/a/clip-${n}.mp4`;

async function importing(urls: readonly string[], options: Parameters<typeof createFakePorts>[0] = {}, settings = {}) {
  const fake = createFakePorts(options);
  const made = createTestUploader(fake, settings);
  const admitted = await made.uploader.addUrls(urls);
  return { fake, ...made, ...admitted };
}

describe('an import by URL', () => {
  it('goes its way to the end', async () => {
    const { fake, phases, phase, first } = await importing([URL_OF(1)]);
    await fake.time.until(() => phase() === 'ready');
    expect(phases()).toEqual(['selected', 'validated', 'queued', 'authorized', 'processing', 'ready']);
    expect(first()).toMatchObject({ name: 'clip-1.mp4', title: 'clip-1', videoId: 'media-of-job-1' });
    expect(fake.ops()).toEqual(['submit 1', ...Array(3).fill('look at imports 1'), 'report', 'report']);
  });

  it('is submitted and looked at with few calls', async () => {
    const urls = Array.from({ length: 45 }, (_, n) => URL_OF(n));
    const { fake, uploader } = await importing(urls);
    await fake.time.until(() => uploader.state.uploads.every(({ phase }) => phase === 'ready'));
    expect(fake.ops().filter((op) => op.startsWith('submit'))).toEqual(['submit 20', 'submit 20', 'submit 5']);
    expect(
      fake
        .ops()
        .filter((op) => op.startsWith('look'))
        .slice(0, 5),
    ).toEqual([...Array(4).fill('look at imports 10'), 'look at imports 5']);
  });

  it('says of each address what is wrong with it, and takes the others', async () => {
    const { added, rejected } = await importing([
      URL_OF(1),
      'ftp://films.example/clip.mp4',
      'clip.mp4',
      URL_OF(1),
      'https://films.example/watch?v=3',
      'https://films.example/list.m3u8',
      'https://ann:secret@films.example/clip.mp4',
      URL_OF(2),
    ]);
    expect(added.map(({ name }) => name)).toEqual(['clip-1.mp4', 'clip-2.mp4']);
    expect(rejected.map(({ error }) => error.code)).toEqual([
      'url-scheme',
      'url-invalid',
      'url-duplicate',
      'url-no-extension',
      'file-playlist',
      'url-invalid',
    ]);
    expect(JSON.stringify(rejected)).not.toContain('secret');
  });

  it('fails with what the service says, and is made anew by a retry', async () => {
    const { fake, phase, first, uploader } = await importing([URL_OF(1)], {
      importStatuses: ['pending', 'download-failed', 'succeeded'],
    });
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'import-failed', retryable: true } });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.ops().filter((op) => op.startsWith('submit'))).toHaveLength(2);
  });

  it('waits for a person when the page says manual', async () => {
    const { fake, phase, uploader } = await importing([URL_OF(1)], {}, { manual: true });
    await fake.time.advance(10_000);
    expect(phase()).toBe('validated');
    expect(fake.calls).toEqual([]);
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
  });

  it('is not asked for twice when the answer was lost and the session is known', async () => {
    const fake = createFakePorts();
    const made = createTestUploader(fake);
    const { submitImports } = fake.ports.backend;
    let tries = 0;
    Object.assign(fake.ports.backend, {
      submitImports: async (...all: Parameters<typeof submitImports>) => {
        tries += 1;
        if (tries === 1) {
          await submitImports(...all);
          throw failing('backend-unreachable');
        }
        throw failing('backend-refused', { serviceCode: 'InvalidParameter' });
      },
    });
    await made.uploader.addUrls([URL_OF(1)]);
    await fake.time.until(() => made.phase() === 'ready');
    expect(made.first().videoId).toBe('media-of-job-1');
    expect(fake.count('find imports')).toBe(1);
  });

  it('is taken back while it has not begun', async () => {
    const { fake, phase, uploader } = await importing([URL_OF(1)], { importStatuses: ['pending'] });
    await fake.time.until(() => phase() === 'authorized');
    uploader.cancel();
    await fake.time.until(() => phase() === 'canceled');
    expect(fake.count('cancel imports')).toBe(1);
  });

  it('goes on, and says so, when VOD does not take it back', async () => {
    const { fake, phase, first, uploader } = await importing([URL_OF(1)], {
      importStatuses: ['downloading', 'downloading', 'downloading', 'succeeded'],
    });
    Object.assign(fake.ports.backend, { cancelImports: async () => [] });
    await fake.time.until(() => first().importing?.status === 'downloading');
    uploader.cancel();
    await fake.time.until(() => first().importing?.unstoppable === true);
    expect(phase()).toBe('authorized');
    await fake.time.until(() => phase() === 'ready');
  });

  it('given up while it is being submitted is taken back when its job is known', async () => {
    const fake = createFakePorts();
    const made = createTestUploader(fake);
    const release = fake.hold(({ op }) => op === 'submit');
    await made.uploader.addUrls([URL_OF(1)]);
    await fake.time.until(() => fake.count('submit') === 1);
    made.uploader.cancel();
    expect(made.phase()).toBe('canceled');
    release();
    await fake.time.until(() => fake.count('cancel imports') === 1);
  });

  it('is looked at again by the next page, which never knew its address', async () => {
    const { fake, phase, uploader } = await importing([`${URL_OF(1)}?Signature=secret`], {
      importStatuses: ['pending'],
    });
    await fake.time.until(() => phase() === 'authorized');
    uploader.suspend();
    const stored = JSON.stringify(await fake.ports.importRecords.list(''));
    expect(stored).toContain('job-1');
    expect(stored).not.toMatch(/secret|https:/);
    Object.assign(fake.ports.backend, {
      reportImports: async ([jobId]: readonly string[]) => [
        { jobId, status: 'succeeded', rawStatus: 'SUCCESS', mediaId: 'media-1' },
      ],
    });
    const next = new Uploader(fake.ports, LIMITS, {});
    await next.restore();
    expect(next.state.uploads).toMatchObject([{ name: 'clip-1.mp4', title: 'clip-1', phase: 'authorized' }]);
    await fake.time.until(() => next.state.uploads[0]!.phase === 'ready');
    expect(await fake.ports.importRecords.list('')).toEqual([]);
  });

  it('is in the list once, however often what is left is asked for at the same time', async () => {
    const { fake, phase, uploader } = await importing([URL_OF(1)], { importStatuses: ['pending'] });
    await fake.time.until(() => phase() === 'authorized');
    uploader.suspend();
    const next = new Uploader(fake.ports, LIMITS, {});
    await Promise.all([next.restore(), next.restore()]);
    expect(next.state.uploads.map(({ name }) => name)).toEqual(['clip-1.mp4']);
  });

  it('sits in one list with files, and cannot be paused once VOD has it', async () => {
    const { fake, uploader, phase } = await importing([URL_OF(1)], { importStatuses: ['pending'] });
    await fake.time.until(() => phase() === 'authorized');
    uploader.pause();
    expect(phase()).toBe('authorized');
    const { added } = uploader.addFiles([new File(['x'.repeat(200_000)], 'own.mp4', { type: 'video/mp4' })]);
    expect(added).toHaveLength(1);
    expect(uploader.state.uploads.map(({ name }) => name)).toEqual(['clip-1.mp4', 'own.mp4']);
    await fake.time.until(() => uploader.state.uploads[1]!.phase === 'ready');
    uploader.clear();
    expect(uploader.state.uploads).toEqual([]);
  });

  it('ends well where the backend cannot tell how it goes and the media is known', async () => {
    const fake = createFakePorts();
    const made = createTestUploader(fake);
    const { submitImports } = fake.ports.backend;
    Object.assign(fake.ports.backend, {
      submitImports: async (...all: Parameters<typeof submitImports>) =>
        (await submitImports(...all)).map((receipt) => ({ ...receipt, mediaId: 'media-7' })),
    });
    fake.fail(({ op }) => op === 'look at imports', failing('backend-unsupported'));
    await made.uploader.addUrls([URL_OF(1)]);
    await fake.time.until(() => made.phase() === 'ready');
    expect(made.first().videoId).toBe('media-7');
  });
});
