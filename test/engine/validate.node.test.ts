import { describe, expect, it } from 'vitest';
import type { UploadError } from '../../src/engine/error.js';
import { DEFAULTS, type MetadataInput } from '../../src/engine/settings.js';
import { buildMetadata } from '../../src/engine/metadata.js';
import { titleFrom } from '../../src/engine/names.js';
import { fileFault } from '../../src/engine/validate.js';
import { AUDIO_EXTENSIONS, VIDEO_EXTENSIONS } from '../../src/vod/protocol-limits.js';
import { createFakePorts, createTestUploader, fileOf, LIMITS } from '../support/fake-ports.js';

const VOD = {
  ...LIMITS,
  extensions: [...VIDEO_EXTENSIONS, ...AUDIO_EXTENSIONS],
  audioExtensions: AUDIO_EXTENSIONS,
};
const file = (name: string, size = 10, type = '') => ({ name, size, type });
const faultOf = (...args: Parameters<typeof file>) => fileFault(file(...args), DEFAULTS, LIMITS)?.code;

function metadataFault(input: MetadataInput): string | undefined {
  try {
    buildMetadata(file('clip.mp4'), input, LIMITS);
    return undefined;
  } catch (error) {
    return (error as UploadError).code;
  }
}

describe('a file', () => {
  it.each([
    ['empty.mp4', 0, '', 'file-empty'],
    ['noextension', 10, '', 'file-no-extension'],
    ['.mp4', 10, '', 'file-no-extension'],
    ['trailing.', 10, '', 'file-no-extension'],
    ['setup.exe', 10, '', 'file-type'],
    ['list.m3u8', 10, '', 'file-playlist'],
    ['clip.MP4', 10, '', undefined],
    ['recording', 10, 'video/webm;codecs=vp9', undefined],
  ])('%s of %i bytes and type "%s" is answered with %s', (name, size, type, code) => {
    expect(faultOf(name, size, type)).toBe(code);
  });

  it("is refused by the page's own limits", () => {
    const settings = { ...DEFAULTS, maxFileSize: 100, minFileSize: 5, accept: 'audio/*,.mov,video/webm' };
    const code = (name: string, size: number, type: string) =>
      fileFault(file(name, size, type), settings, LIMITS)?.code;
    expect(code('a.mov', 101, '')).toBe('file-too-large');
    expect(code('a.mov', 4, '')).toBe('file-too-small');
    expect(code('a.mov', 50, '')).toBeUndefined();
    expect(code('a.mp3', 50, 'audio/mpeg')).toBeUndefined();
    expect(code('a.webm', 50, 'video/webm')).toBeUndefined();
    expect(code('a.mp4', 50, 'video/mp4')).toBe('file-type');
  });

  it.each([
    ['*/*', 'a.mp4', 'video/mp4', true],
    ['video/*', 'a.mp4', 'video/mp4', true],
    ['video/*', 'a.mp3', 'audio/mpeg', false],
    // Of these some browsers know no type, or that of something else.
    ['video/*', 'a.mkv', '', true],
    ['video/*', 'a.ts', 'text/vnd.trolltech.linguist', true],
    ['video/*', 'a.rmvb', 'application/vnd.rn-realmedia-vbr', true],
    ['audio/*', 'a.rmvb', 'application/vnd.rn-realmedia-vbr', false],
    ['audio/*', 'a.ape', '', true],
    ['video/*', 'a.gif', 'image/gif', false],
    ['video/quicktime', 'a.mov', '', true],
    ['audio/wav', 'a.wav', 'audio/x-wav', true],
    ['audio/webm', 'a.webm', 'video/webm', false],
    ['.mov', 'a.mp4', 'video/mp4', false],
  ])('accept="%s" and %s of type "%s": %s', (accept, name, type, taken) => {
    const fault = fileFault(file(name, 10, type), { ...DEFAULTS, accept }, VOD);
    expect(fault?.code).toBe(taken ? undefined : 'file-type');
  });

  it('beyond what OSS can hold is refused', () => {
    expect(faultOf('huge.mp4', 10_000 * 5 * 1024 ** 3 + 1)).toBe('file-too-large');
    expect(faultOf('huge.mp4', 10_000 * 5 * 1024 ** 3)).toBeUndefined();
  });
});

describe('what a page or a person wrote', () => {
  it.each<[string, MetadataInput, string | undefined]>([
    ['a title of 128 characters', { title: '视'.repeat(128) }, undefined],
    ['a title of 129 characters', { title: 'x'.repeat(129) }, 'title-too-long'],
    ['a title with emoji', { title: 'My 🎬 film' }, 'title-characters'],
    ['a title with a copyright sign', { title: '© 2026, 100 %' }, undefined],
    ['a description of 1,025 characters', { description: 'x'.repeat(1025) }, 'description-too-long'],
    ['a description with a flag', { description: 'from 🇩🇪' }, 'description-characters'],
    ['16 tags', { tags: Array.from({ length: 16 }, (_, i) => `t${i}`) }, undefined],
    ['17 tags', { tags: Array.from({ length: 17 }, (_, i) => `t${i}`) }, 'too-many-tags'],
    [
      '17 tags hidden behind commas',
      { tags: [Array.from({ length: 17 }, (_, i) => `t${i}`).join(',')] },
      'too-many-tags',
    ],
    ['a tag of 33 characters', { tags: ['x'.repeat(33)] }, 'tag-too-long'],
    ['a tag with emoji', { tags: ['ok', '👍🏽'] }, 'tag-characters'],
    ['a ReferenceId of 5 characters', { referenceId: 'abcde' }, 'reference-id-invalid'],
    ['a ReferenceId with a dot', { referenceId: 'abc.def' }, 'reference-id-invalid'],
    ['a ReferenceId of 6 characters', { referenceId: 'abc-_1' }, undefined],
    ['an extend of 513 bytes', { extend: { a: 'x'.repeat(506) } }, 'extend-too-long'],
    ['empty words', { title: ' ', description: '', tags: [' '] }, undefined],
  ])('%s', (_, input, code) => expect(metadataFault(input)).toBe(code));

  it('ends the upload before any request, and can be mended and retried', async () => {
    const fake = createFakePorts();
    const { uploader, phase, first } = createTestUploader(fake, {
      metadata: { tags: Array.from({ length: 17 }, (_, i) => `t${i}`) },
    });
    uploader.addFiles([fileOf(100)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'too-many-tags', detail: { values: { count: 17, most: 16 } } } });
    expect(fake.calls).toHaveLength(0);
    uploader.configure({ metadata: { tags: ['one'] } });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toMatchObject([{ tags: ['one'], title: 'clip', fileName: 'clip.mp4', fileSize: 100 }]);
  });

  it("may come from a function of the file, whose failure is the page's", async () => {
    const fake = createFakePorts();
    const { uploader, phase, first } = createTestUploader(fake, {
      metadata: () => {
        throw new Error('oops');
      },
    });
    uploader.addFiles([fileOf(100)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'metadata-failed' } });
    uploader.configure({ metadata: async (f) => ({ title: `The ${f.name}` }) });
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(first().title).toBe('The clip.mp4');
  });

  it('may refuse a file after reading it', async () => {
    const fake = createFakePorts();
    const { uploader, phase, first } = createTestUploader(fake, { validate: async () => 'Only on Mondays' });
    uploader.addFiles([fileOf(100)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'file-refused', message: 'Only on Mondays' } });
    expect(fake.calls).toHaveLength(0);
  });
});

describe("what comes from the file's name", () => {
  it('is cleaned of emoji and of the extension', () => {
    expect(buildMetadata(file('🎬 clip.MP4'), {}, LIMITS)).toMatchObject({ title: 'clip', fileName: 'clip.mp4' });
  });

  it('is shortened, with the extension kept', () => {
    const { title, fileName } = buildMetadata(file(`${'n'.repeat(300)}.mp4`), {}, LIMITS);
    expect([...title]).toHaveLength(128);
    expect(fileName).toHaveLength(255);
    expect(fileName.endsWith('.mp4')).toBe(true);
  });

  it('never ends up empty', () => {
    expect(buildMetadata(file('🎬🎬.mp4'), {}, LIMITS)).toMatchObject({ title: 'mp4', fileName: 'video.mp4' });
    expect(titleFrom('🎬', 128, LIMITS.refused)).toBe('video');
  });

  it('gets the extension that its type stands for', () => {
    expect(buildMetadata(file('recording', 10, 'video/quicktime'), {}, LIMITS).fileName).toBe('recording.mov');
  });

  it.each(['日本語のビデオ', 'Ünïcødé', 'a+b & c#?%2B', 'עברית'])('keeps %s', (name) => {
    expect(buildMetadata(file(`${name}.mp4`), {}, LIMITS).title).toBe(name);
    expect(LIMITS.refused.test(name)).toBe(false);
  });
});

describe('adding files', () => {
  it('refuses the second of the same file and those beyond the limit, and says why', () => {
    const fake = createFakePorts();
    const { uploader } = createTestUploader(fake, { maxFiles: 2 });
    const { added, rejected } = uploader.addFiles([
      fileOf(10, 'a.mp4'),
      fileOf(10, 'a.mp4'),
      fileOf(10, 'b.mp4'),
      fileOf(10, 'c.mp4'),
      fileOf(0, 'd.mp4'),
    ]);
    expect(added.map((u) => u.name)).toEqual(['a.mp4', 'b.mp4']);
    expect(rejected.map((r) => [r.name, r.error.code])).toEqual([
      ['a.mp4', 'file-duplicate'],
      ['c.mp4', 'too-many-files'],
      ['d.mp4', 'file-empty'],
    ]);
  });

  it('leaves out what the page does not want', () => {
    const fake = createFakePorts();
    const { uploader } = createTestUploader(fake);
    const { added, rejected } = uploader.addFiles([fileOf(10)], { accept: () => false });
    expect(added).toEqual([]);
    expect(rejected).toEqual([]);
  });
});
