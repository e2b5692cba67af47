import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn } from '../../src/elements/url-lines.js';

const urls = (text: string) => addressesIn(text).map(({ url }) => url);

describe('addresses in a text', () => {
  it.each([
    ['one per line', ' https://a/b.mp4 \n\n\thttps://d/e.mp4\n', ['https://a/b.mp4', 'https://d/e.mp4']],
    ['several in a line', 'https://a/1.mp4 https://a/2.mp4\thttps://a/3.mp4', ['1', '2', '3']],
    ['a list with commas', 'https://a/1.mp4, https://a/2.mp4;\nhttps://a/3.mp4,', ['1', '2', '3']],
    ['of a mail', '<https://a/1.mp4>\n"https://a/2.mp4"', ['1', '2']],
    ['a space that belongs to it', 'https://a/b c.mp4', ['https://a/b c.mp4']],
    ['a comma that belongs to it', 'https://a/b,https://c.mp4', ['https://a/b,https://c.mp4']],
    ['words that are none', 'look here https://a/1.mp4', ['look here', '1']],
    ['nothing', ' \n ,\n', []],
  ])('%s', (_, text, expected) => {
    expect(urls(text)).toEqual(expected.map((each) => (/^\d$/.test(each) ? `https://a/${each}.mp4` : each)));
  });

  it('know their lines, and where they stand', () => {
    const text = 'https://a/1.mp4\n\n  <https://a/2.mp4>, https://a/3.mp4';
    expect(addressesIn(text).map(({ line }) => line)).toEqual([1, 3, 3]);
    for (const { url, start, end } of addressesIn(text)) expect(text.slice(start, end)).toBe(url);
  });

  it('stand where they say, whatever the text is', () => {
    const piece = fc.oneof(fc.webUrl(), fc.constantFrom(' ', '\n', ', ', ';', '"', '<', '>', '\t'), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const { url, start, end, line } of addressesIn(text)) {
          expect(text.slice(start, end)).toBe(url);
          expect(text.slice(0, start).split('\n')).toHaveLength(line);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are read again as the same', () => {
    fc.assert(
      fc.property(fc.array(fc.webUrl()), (all) => {
        const once = urls(all.join('\n'));
        expect(urls(once.join('\n'))).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });
});
