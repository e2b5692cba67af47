import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutMiddle } from '../../src/elements/middle.js';

/** A font whose signs are all one wide. */
const count = (text: string) => [...new Intl.Segmenter().segment(text)].length;

describe('a name that is too long', () => {
  it('loses a piece of its middle, and no more than it must', () => {
    expect(cutMiddle('a-very-long-name-final-2.mp4', 20, count)).toBe('a-very-long…al-2.mp4');
    expect(cutMiddle('short.mp4', 20, count)).toBe('short.mp4');
  });

  it('has no hole beside the dots', () => {
    expect(cutMiddle('holiday of the year 12 a.mp4', 17, count)).toBe('holiday…12 a.mp4');
  });

  it('is never cut through a sign, fits, and keeps its ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 12, max: 40 }), (stem, width) => {
        const cut = cutMiddle(`${stem}.mp4`, width, count);
        expect(cut.endsWith('.mp4')).toBe(true);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
        expect(count(cut)).toBeLessThanOrEqual(Math.max(width, count('.mp4')));
      }),
    );
  });
});
