import { describe, expect, it } from 'vitest';
import { faultsOf, saidOf } from '../../src/engine/metadata-faults.js';
import type { MetadataInput } from '../../src/engine/settings.js';
import { createFakePorts, createTestUploader, failing, fileOf, LIMITS } from '../support/fake-ports.js';

const x = (count: number): string => 'x'.repeat(count);
const tags = (count: number, length = 1): string[] =>
  Array.from({ length: count }, (_, n) => `${n}${x(40)}`.slice(0, length + 1));

describe('what CreateUploadVideo takes', () => {
  it.each<[string, MetadataInput]>([
    ['a title of 128 characters', { title: x(128) }],
    ['a title of 128 characters beyond the basic plane', { title: '𠮷'.repeat(128) }],
    ['a title of 128 characters and spaces around it', { title: `  ${x(128)}  ` }],
    ['a description of 1,024 characters', { description: x(1024) }],
    ['16 tags of 32 characters', { tags: tags(9, 31).concat(tags(7, 30).map((tag) => `${tag}y`)) }],
    ['a ReferenceId of 6 characters', { referenceId: 'aB-_09' }],
    ['a ReferenceId of 64 characters', { referenceId: x(64) }],
    ['an extend of 512 bytes', { extend: { a: x(504) } }],
    ['nothing', {}],
  ])('%s', (_, input) => expect(faultsOf(input, LIMITS)).toEqual({}));

  it.each<[string, keyof MetadataInput, string, MetadataInput]>([
    ['a title of 129 characters', 'title', 'title-too-long', { title: x(129) }],
    ['a description of 1,025 characters', 'description', 'description-too-long', { description: x(1025) }],
    ['17 tags', 'tags', 'too-many-tags', { tags: tags(17) }],
    ['a tag of 33 characters', 'tags', 'tag-too-long', { tags: ['ok', x(33)] }],
    ['a ReferenceId of 5 characters', 'referenceId', 'reference-id-invalid', { referenceId: 'abcde' }],
    ['a ReferenceId of 65 characters', 'referenceId', 'reference-id-invalid', { referenceId: x(65) }],
    ['an extend of 513 bytes', 'extend', 'extend-too-long', { extend: { a: x(505) } }],
    ['an extend of 513 bytes in fewer characters', 'extend', 'extend-too-long', { extend: { a: `${x(503)}é` } }],
  ])('but not %s', (_, field, code, input) => {
    const faults = faultsOf(input, LIMITS);
    expect(Object.keys(faults)).toEqual([field]);
    expect(faults[field]).toMatchObject({ code, detail: { field } });
  });

  it('is checked field by field', () => {
    const faults = faultsOf({ title: '🎬', description: x(2000), tags: ['fine'] }, LIMITS);
    expect(Object.entries(faults).map(([field, { code }]) => [field, code])).toEqual([
      ['title', 'title-characters'],
      ['description', 'description-too-long'],
    ]);
  });
});

describe('describe()', () => {
  /** A file that waits to be started. */
  async function waiting(metadata: MetadataInput = { title: 'The page’s', tags: ['page'], cateId: 1 }) {
    const fake = createFakePorts();
    const test = createTestUploader(fake, { manual: true, metadata });
    test.uploader.addFiles([fileOf(100)]);
    await fake.time.until(() => test.phase() === 'validated');
    const { id } = test.first();
    return { fake, ...test, id };
  }

  it('wins over the page, field by field', async () => {
    const { fake, uploader, id, phase, first } = await waiting();
    uploader.describe(id, { title: 'The person’s' });
    uploader.describe(id, { description: 'About it' });
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toEqual([
      expect.objectContaining({ title: 'The person’s', description: 'About it', tags: ['page'], cateId: 1 }),
    ]);
    expect(first().title).toBe('The person’s');
  });

  it('takes a word of the page back', async () => {
    const { fake, uploader, id, phase } = await waiting();
    uploader.describe(id, { title: '', tags: [], cateId: undefined });
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toEqual([{ title: 'clip', fileName: 'clip.mp4', fileSize: 100 }]);
  });

  it('shows in the state, beside what the page said', async () => {
    const { uploader, id, first } = await waiting();
    uploader.describe(id, { title: 'Mine' });
    expect(first().described).toEqual({
      page: { title: 'The page’s', tags: ['page'], cateId: 1 },
      person: { title: 'Mine' },
    });
    expect(saidOf(first())).toEqual({ title: 'Mine', tags: ['page'], cateId: 1 });
  });

  it('may come while the upload waits for its turn', async () => {
    const fake = createFakePorts();
    const { uploader, phases } = createTestUploader(fake, { maxConcurrentUploads: 1 });
    const release = fake.hold(({ op }) => op === 'create');
    uploader.addFiles([fileOf(100, 'one.mp4'), fileOf(200, 'two.mp4')]);
    await fake.time.until(() => fake.count('create') === 1);
    const [one, two] = uploader.state.uploads.map(({ id }) => id) as [string, string];
    uploader.describe(two, { title: 'The second' });
    expect(() => uploader.describe(one, { title: 'Too late' })).toThrow(TypeError);
    release();
    await fake.time.until(() => uploader.state.uploads.every(({ phase }) => phase === 'ready'));
    expect(fake.metadata.map(({ title }) => title)).toEqual(['one', 'The second']);
    expect(phases()).not.toContain('failed');
  });

  it('outlives a pause before VOD was asked', async () => {
    const { fake, uploader, id, phase } = await waiting();
    uploader.configure({ maxConcurrentUploads: 1 });
    uploader.describe(id, { title: 'Kept' });
    const release = fake.hold(({ op }) => op === 'create');
    uploader.addFiles([fileOf(300, 'first.mp4')]);
    await fake.time.until(() => uploader.state.uploads[1]?.phase === 'validated');
    uploader.start(uploader.state.uploads[1]!.id);
    await fake.time.until(() => fake.count('create') === 1);
    uploader.start(id);
    await fake.time.until(() => phase() === 'queued');
    uploader.pause(id);
    uploader.describe(id, { description: 'Written meanwhile' });
    release();
    uploader.resume(id);
    await fake.time.until(() => uploader.state.uploads.every((upload) => upload.phase === 'ready'));
    expect(fake.metadata[1]).toMatchObject({ title: 'Kept', description: 'Written meanwhile' });
  });

  it('throws once VOD was asked, and after that', async () => {
    const { fake, uploader, id, phase } = await waiting();
    const release = fake.hold(({ op }) => op === 'create');
    uploader.start();
    await fake.time.until(() => fake.count('create') === 1);
    expect(() => uploader.describe(id, { title: 'Too late' })).toThrow(TypeError);
    uploader.pause();
    expect(() => uploader.describe(id, { title: 'Too late' })).toThrow(TypeError);
    release();
    await fake.time.until(() => fake.checkpoints.size === 1);
    expect(() => uploader.describe(id, { title: 'Too late' })).toThrow(TypeError);
    uploader.resume();
    await fake.time.until(() => phase() === 'ready');
    expect(() => uploader.describe(id, { title: 'Too late' })).toThrow(TypeError);
    expect(fake.metadata).toMatchObject([{ title: 'The page’s' }]);
  });

  it('is not heard by an upload that is not there', async () => {
    const { uploader, first } = await waiting();
    uploader.describe('nobody', { title: 'x' });
    expect(first().described?.person).toBeUndefined();
  });

  it('with what VOD would refuse fails the upload before any request, and can be mended', async () => {
    const { fake, uploader, id, phase, first } = await waiting();
    uploader.describe(id, { title: x(129) });
    uploader.start();
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'title-too-long', detail: { field: 'title' } } });
    expect(fake.calls).toEqual([]);
    uploader.describe(id, { title: 'Short' });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toMatchObject([{ title: 'Short', tags: ['page'] }]);
  });

  it('mends what VOD has refused; the page is asked again, and the person still wins', async () => {
    const { fake, uploader, id, phase } = await waiting();
    uploader.describe(id, { title: 'Refused', description: 'Stays' });
    fake.fail(
      ({ op }) => op === 'create',
      failing('title-characters', { field: 'title', serviceCode: 'IllegalCharacters' }),
      1,
    );
    uploader.start();
    await fake.time.until(() => phase() === 'failed');
    uploader.configure({ metadata: { title: 'The page’s', tags: ['newer'] } });
    uploader.describe(id, { title: 'Taken' });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toMatchObject([{ title: 'Taken', description: 'Stays', tags: ['newer'] }]);
    const keys = fake.calls.filter(({ op }) => op === 'create').map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it('after an answer that was lost asks under another key: the backend knows the old one with other words', async () => {
    const { fake, uploader, id, phase } = await waiting();
    fake.fail(({ op }) => op === 'create', failing('backend-malformed'), 2);
    uploader.start();
    await fake.time.until(() => phase() === 'failed');
    uploader.retry();
    await fake.time.until(() => fake.count('create') === 2 && phase() === 'failed');
    uploader.describe(id, { title: 'Other' });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    const keys = fake.calls.filter(({ op }) => op === 'create').map(({ key }) => key);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('between two tries of a create that passes is in the next one', async () => {
    const { fake, uploader, id, phase } = await waiting();
    fake.fail(({ op }) => op === 'create', failing('backend-sign-in'), 1);
    uploader.start();
    await fake.time.until(() => phase() === 'waiting');
    uploader.describe(id, { title: 'While signing in' });
    uploader.resume();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toMatchObject([{ title: 'While signing in' }]);
  });

  it('reaches an import too, until VOD has taken it on', async () => {
    const fake = createFakePorts();
    const { uploader, phase, first } = createTestUploader(fake, { manual: true, metadata: { description: 'All' } });
    const asked: unknown[] = [];
    const submit = fake.ports.backend.submitImports.bind(fake.ports.backend);
    fake.ports.backend.submitImports = (requests, options) => {
      asked.push(...requests.map(({ metadata }) => metadata));
      return submit(requests, options);
    };
    await uploader.addUrls(['https://example.com/film.mp4']);
    await fake.time.until(() => phase() === 'validated');
    uploader.describe(first().id, { title: 'A film' });
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect(asked).toEqual([{ title: 'A film', description: 'All' }]);
    expect(() => uploader.describe(first().id, { title: 'Too late' })).toThrow(TypeError);
  });
});
