import { describe, expect, it } from 'vitest';
import { UploadError } from '../../src/engine/error.js';
import type { ImportRequest } from '../../src/engine/import-job.js';
import { createFakePorts, createTestUploader, digestOf, failing, fileOf } from '../support/fake-ports.js';

const JPEG = (text = 'a picture'): Blob => new Blob([text], { type: 'image/jpeg' });
const FIRST = 'https://example.com/image/cover/1.jpg';
const SECOND = 'https://example.com/image/cover/2.jpg';

/** A small file that has come as far as "Ready to start". */
async function ready(settings: Parameters<typeof createTestUploader>[1] = {}) {
  const fake = createFakePorts({ statuses: ['normal'] });
  const test = createTestUploader(fake, { manual: true, ...settings });
  test.uploader.addFiles([fileOf(1000)]);
  await fake.time.until(() => test.phase() === 'validated');
  return { fake, ...test, id: test.first().id };
}

describe('a cover', () => {
  it('is sent before the media is created, which is told its URL', async () => {
    const { fake, uploader, phase, id } = await ready();
    const cover = JPEG();
    uploader.describe(id, { cover });
    expect(fake.ops()).toEqual([]);
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.ops().slice(0, 3)).toEqual(['create image', 'write', 'create']);
    expect(fake.metadata[0]).toMatchObject({ coverUrl: FIRST });
    expect(fake.metadata[0]).not.toHaveProperty('cover');
    expect(await digestOf(fake.objects.get('image/cover/1.jpg')!)).toBe(await digestOf(cover));
  });

  it.each([
    ['image/png', 'png'],
    ['image/jpeg', 'jpg'],
    ['image/gif', 'gif'],
  ])('of the type %s is a .%s', async (type, extension) => {
    const { fake, uploader } = await ready();
    expect(await uploader.sendCover(new Blob(['x'], { type }))).toBe(`https://example.com/image/cover/1.${extension}`);
    expect(fake.ops()).toEqual(['create image', 'write']);
  });

  it('wins over the page’s URL, and the person’s over the page’s; none is a wish too', async () => {
    const page = { coverUrl: 'https://example.com/page.jpg', cover: JPEG('page') };
    const one = await ready({ metadata: page });
    one.uploader.start();
    await one.fake.time.until(() => one.phase() === 'ready');
    expect(await one.fake.objects.get('image/cover/1.jpg')?.text()).toBe('page');

    const other = await ready({ metadata: page });
    other.uploader.describe(other.id, { cover: JPEG('person') });
    other.uploader.start();
    await other.fake.time.until(() => other.phase() === 'ready');
    expect(await other.fake.objects.get('image/cover/1.jpg')?.text()).toBe('person');

    const none = await ready({ metadata: page });
    none.uploader.describe(none.id, { cover: undefined });
    none.uploader.start();
    await none.fake.time.until(() => none.phase() === 'ready');
    expect(none.fake.count('create image')).toBe(0);
    expect(none.fake.metadata[0]).toMatchObject({ coverUrl: 'https://example.com/page.jpg' });
  });

  it('that many files share is sent once', async () => {
    const fake = createFakePorts({ statuses: ['normal'] });
    const cover = JPEG();
    const { uploader } = createTestUploader(fake, { metadata: { cover }, maxConcurrentUploads: 1 });
    uploader.addFiles([fileOf(1000, 'a.mp4'), fileOf(1001, 'b.mp4'), fileOf(1002, 'c.mp4')]);
    await fake.time.until(() => uploader.state.uploads.every(({ phase }) => phase === 'ready'));
    expect(fake.count('create image')).toBe(1);
    expect(fake.metadata.map(({ coverUrl }) => coverUrl)).toEqual([FIRST, FIRST, FIRST]);
  });

  it('that is chosen anew while the first is on its way is the one', async () => {
    const { fake, uploader, phase, id } = await ready();
    const release = fake.hold(({ op }) => op === 'write' && fake.count('write') === 1);
    uploader.describe(id, { cover: JPEG('first') });
    uploader.start();
    await fake.time.until(() => fake.count('write') === 1);
    uploader.describe(id, { cover: JPEG('second') });
    release();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata.map(({ coverUrl }) => coverUrl)).toEqual([SECOND]);
    expect(await fake.objects.get('image/cover/2.jpg')?.text()).toBe('second');
  });

  it('goes with a file that VOD fetches by itself, too', async () => {
    const fake = createFakePorts({ statuses: ['normal'] });
    const { uploader, phase } = createTestUploader(fake);
    const requests: ImportRequest[] = [];
    const { submitImports } = fake.ports.backend;
    fake.ports.backend.submitImports = (asked, options) => {
      requests.push(...asked);
      return submitImports(asked, options);
    };
    await uploader.addUrls(['https://example.com/a.mp4'], { metadata: { cover: JPEG() } });
    await fake.time.until(() => phase() === 'ready');
    expect(fake.ops().slice(0, 3)).toEqual(['create image', 'write', 'submit 1']);
    expect(requests).toMatchObject([{ metadata: { coverUrl: FIRST } }]);
    expect(requests[0]?.metadata).not.toHaveProperty('cover');
  });

  it('cannot be chosen any more when VOD knows the media', async () => {
    const { fake, uploader, phase, id } = await ready();
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect(() => uploader.describe(id, { cover: JPEG() })).toThrow(TypeError);
    expect(fake.count('create image')).toBe(0);
  });
});

describe('a cover on a bad day', () => {
  it('is written again where the network broke, to the same place', async () => {
    const { fake, uploader, phase, id, phases } = await ready();
    fake.fail(({ op }) => op === 'write', failing('network'), 3);
    uploader.describe(id, { cover: JPEG() });
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect([fake.count('create image'), fake.count('write')]).toEqual([1, 4]);
    expect(phases()).toContain('waiting');
    expect(fake.metadata[0]).toMatchObject({ coverUrl: FIRST });
  });

  it('is another one where its credentials are too old, once', async () => {
    const { fake, uploader, phase, id } = await ready();
    fake.fail(({ op }) => op === 'write', failing('credentials-expired'), 1);
    uploader.describe(id, { cover: JPEG() });
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata[0]).toMatchObject({ coverUrl: SECOND });

    const dead = await ready();
    dead.fake.fail(({ op }) => op === 'write', failing('credentials-expired'));
    dead.uploader.describe(dead.id, { cover: JPEG() });
    dead.uploader.start();
    await dead.fake.time.until(() => dead.phase() === 'failed');
    expect([dead.fake.count('create image'), dead.fake.count('create')]).toEqual([2, 0]);
  });

  it('is asked for under the same key until there is an answer, and another one under another', async () => {
    const { fake, uploader, phase, id } = await ready();
    fake.fail(({ op }) => op === 'create image', failing('backend-unreachable'), 1);
    fake.fail(({ op }) => op === 'write', failing('credentials-expired'), 1);
    uploader.describe(id, { cover: JPEG() });
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    const [lost, first, second] = fake.calls.flatMap(({ op, key }) => (op === 'create image' ? [key] : []));
    expect(lost).toMatch(/./);
    expect(first).toBe(lost);
    expect(second).not.toBe(first);
  });

  it('is created once, however often the upload is paused meanwhile', async () => {
    const { fake, uploader, phase, id } = await ready();
    const release = fake.hold(({ op }) => op === 'create image');
    uploader.describe(id, { cover: JPEG() });
    uploader.start();
    await fake.time.until(() => fake.count('create image') === 1);
    for (let i = 0; i < 3; i += 1) {
      uploader.pause();
      await fake.time.settle();
      expect(phase()).toBe('paused');
      uploader.resume();
      await fake.time.settle();
    }
    release();
    await fake.time.until(() => phase() === 'ready');
    expect([fake.count('create image'), fake.count('write'), fake.metadata.length]).toEqual([1, 1, 1]);
  });

  it('fails the upload where the backend takes none, and the upload goes on without it', async () => {
    const { fake, uploader, phase, id, first } = await ready();
    fake.fail(({ op }) => op === 'create image', failing('backend-unsupported', { operation: 'CreateUploadImage' }));
    uploader.describe(id, { cover: JPEG() });
    uploader.start();
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'cover-failed', retryable: true } });
    expect(first()).toMatchObject({ error: { detail: { operation: 'CreateUploadImage', field: 'cover' } } });
    expect(fake.count('create')).toBe(0);
    uploader.describe(id, { cover: undefined });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata[0]).not.toHaveProperty('coverUrl');
  });

  it('is tried again with the upload, from where it was', async () => {
    const { fake, uploader, phase, id } = await ready();
    fake.fail(({ op }) => op === 'write', failing('storage-misconfigured'), 1);
    uploader.describe(id, { cover: JPEG() });
    uploader.start();
    await fake.time.until(() => phase() === 'failed');
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
    expect(fake.count('create')).toBe(1);
  });

  it('that VOD does not take is refused before anything is asked', async () => {
    const { fake, uploader, phase, id, first } = await ready();
    uploader.describe(id, { cover: new Blob(['RIFF'], { type: 'image/webp' }) });
    uploader.start();
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'cover-type', detail: { values: { type: 'image/webp' } } } });
    expect(fake.ops()).toEqual([]);
  });
});

describe('a picture that a page sends by itself', () => {
  it('is given up with its signal, and nothing is left waiting', async () => {
    const { fake, uploader } = await ready();
    fake.fail(({ op }) => op === 'write', failing('network'));
    const stop = new AbortController();
    const sending = uploader.sendCover(JPEG(), { signal: stop.signal }).catch((thrown: unknown) => thrown);
    await fake.time.until(() => fake.count('write') === 3);
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await sending).toBe(reason);
    await fake.time.settle();
    expect(fake.time.pending).toBe(0);
  });

  it('says what went wrong, and by which operation', async () => {
    const { fake, uploader } = await ready();
    fake.fail(({ op }) => op === 'create image', failing('backend-refused', { operation: 'CreateUploadImage' }));
    const thrown = await uploader.sendCover(JPEG()).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UploadError);
    expect(thrown).toMatchObject({ code: 'cover-failed', detail: { operation: 'CreateUploadImage' } });
  });
});
