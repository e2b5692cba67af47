import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameOf, readImportUrl } from '../../src/engine/import-url.js';
import { LIMITS } from '../support/fake-ports.js';

const read = (url: string, extension?: string) => readImportUrl(url, LIMITS, extension);

describe('an address to import from', () => {
  it.each([
    ['https://example.com/a,b/clip 1.mp4?x=1&y=2', 'https://example.com/a,b/clip%201.mp4?x=1&y=2', 'clip 1.mp4'],
    ['https://example.com/clip%201.mp4', 'https://example.com/clip%201.mp4', 'clip 1.mp4'],
    ['https://example.com/影片.MP4#t=3', 'https://example.com/%E5%BD%B1%E7%89%87.MP4', '影片.MP4'],
    ['  http://example.com/a%2Fb.mp4 ', 'http://example.com/a%2Fb.mp4', 'a/b.mp4'],
    ['https://example.com/100%.mp4', 'https://example.com/100%.mp4', '100%.mp4'],
  ])('is encoded once and only once: %s', (given, url, name) => {
    expect(read(given)).toMatchObject({ url, name, extension: 'mp4' });
    expect(read(read(given).url).url).toBe(url);
  });

  it('needs an ending, or the page’s word for it', () => {
    expect(() => read('https://example.com/watch')).toThrow(expect.objectContaining({ code: 'url-no-extension' }));
    expect(read('https://example.com/watch', 'MP4')).toMatchObject({ extension: 'mp4', name: 'watch' });
    expect(read('https://example.com/watch.php', 'mp4')).toMatchObject({ extension: 'mp4' });
  });

  it('has its own ending where that is one, and its host is none', () => {
    expect(read('https://example.com/clip.mov', 'mp4')).toMatchObject({ extension: 'mov' });
    expect(() => read('https://films.mov/')).toThrow(expect.objectContaining({ code: 'url-no-extension' }));
    expect(() => read('https://example.com/list.m3u8', 'mp4')).toThrow(
      expect.objectContaining({ code: 'file-playlist' }),
    );
  });

  it('never says what may be signed', () => {
    for (const given of [
      'https://example.com/x?Signature=secret',
      'x?Signature=secret',
      'ftp://h/x.mp4?k=secret#secret',
    ]) {
      expect(nameOf(given)).not.toContain('secret');
      expect(() => read(given)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
    }
  });

  it('is read or refused, and stays as it is when read again, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()), (given) => {
        try {
          const { url } = read(given, 'mp4');
          expect(read(url, 'mp4').url).toBe(url);
        } catch (error) {
          expect(error).toMatchObject({ name: 'UploadError' });
        }
      }),
    );
  });
});
