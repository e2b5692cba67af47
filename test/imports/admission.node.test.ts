import { describe, expect, it } from 'vitest';
import { createFakePorts, createTestUploader } from '../support/fake-ports.js';

const film = (n: number | string) => `https://films.example/film-${n}.mp4`;

function uploaderWith(settings = {}) {
  const fake = createFakePorts();
  return { fake, ...createTestUploader(fake, settings) };
}

const codes = (rejected: readonly { at: number; error: { code: string } }[]) =>
  rejected.map(({ at, error }) => `${at} ${error.code}`);

describe('what would be refused', () => {
  it('is told by its place, and nothing is added or asked', async () => {
    const { uploader, fake } = uploaderWith();
    const rejected = await uploader.checkUrls([film(1), 'nothing', film(2), film(1), 'ftp://films.example/a.mp4']);
    expect(codes(rejected)).toEqual(['1 url-invalid', '3 url-duplicate', '4 url-scheme']);
    expect(rejected[1]!.error.detail.values).toMatchObject({ first: 0, name: 'film-1.mp4' });
    expect(uploader.state.uploads).toEqual([]);
    expect(fake.calls).toEqual([]);
  });

  it('is what is refused', async () => {
    const { uploader } = uploaderWith({ maxFiles: 2 });
    const urls = [film(1), film(1), 'x', film(2), film(3)];
    const checked = await uploader.checkUrls(urls);
    const { rejected, added } = await uploader.addUrls(urls);
    expect(codes(rejected)).toEqual(codes(checked));
    expect(codes(rejected)).toEqual(['1 url-duplicate', '2 url-invalid', '4 too-many-files']);
    expect(added).toHaveLength(2);
  });

  it('tells what is in the list from what is among the same', async () => {
    const { uploader } = uploaderWith();
    await uploader.addUrls([film(1)]);
    const [listed, twin] = await uploader.checkUrls([film(1), film(2), film(2)]);
    expect(listed!.error.detail.values).not.toHaveProperty('first');
    expect(twin!.error.detail.values).toMatchObject({ first: 1 });
  });

  it('is what VOD would not take of the words, too', async () => {
    const { uploader } = uploaderWith();
    const title = (words: string) => uploader.checkUrls([film(1)], { metadata: { title: words } });
    expect(codes(await title('x'.repeat(129)))).toEqual(['0 title-too-long']);
    expect(codes(await title('🎬'))).toEqual(['0 title-characters']);
    expect(codes(await title('x'.repeat(128)))).toEqual([]);
  });

  it('is that of which the page cannot say a word, and its address is not repeated', async () => {
    const { uploader } = uploaderWith();
    const metadata = (url: string) => {
      if (url.includes('film-2')) throw new Error(`nobody knows ${url}`);
      return { fileExtension: 'mp4' };
    };
    const urls = ['https://films.example/watch?v=1', `${film(2)}?Signature=secret`];
    const rejected = await uploader.checkUrls(urls, { metadata });
    expect(codes(rejected)).toEqual(['1 metadata-failed']);
    expect(rejected[0]!.error.message).not.toContain('secret');
  });
});

it('the words of each are told to VOD, over those of all', async () => {
  const { uploader, fake } = uploaderWith({ metadata: { title: 'All', tags: ['of all'] } });
  const told: unknown[] = [];
  const { submitImports } = fake.ports.backend;
  Object.assign(fake.ports.backend, {
    submitImports: async (...all: Parameters<typeof submitImports>) => {
      told.push(...all[0]);
      return submitImports(...all);
    },
  });
  await uploader.addUrls([film(1), 'https://films.example/watch?v=2'], {
    metadata: (url) => (url.includes('watch') ? { title: 'Two', fileExtension: 'mov' } : {}),
  });
  await fake.time.until(() => told.length === 2);
  expect(told).toMatchObject([
    { url: film(1), metadata: { title: 'All', tags: ['of all'] } },
    { url: 'https://films.example/watch?v=2', metadata: { title: 'Two', tags: ['of all'], fileExtension: 'mov' } },
  ]);
  expect(told[0]).not.toHaveProperty('metadata.fileExtension');
});
