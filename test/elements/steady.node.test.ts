import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { details, percentText, shareOf } from '../../src/elements/describe.js';
import { Flow } from '../../src/elements/flow.js';
import { overall } from '../../src/elements/overall.js';
import { Steady } from '../../src/elements/steady.js';
import { Meter } from '../../src/engine/meter.js';
import { reduce } from '../../src/engine/reduce.js';
import type { UploadState } from '../../src/engine/state.js';
import { STATES, uploadAt } from '../support/upload-states.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { words } from '../support/words.js';

const MB = 1024 ** 2;
const never = new AbortController().signal;

/** What a line does: for so many tenths of a second, so many KB in each. Nothing at all counts too. */
const stretches = fc.array(
  fc.record({ tenths: fc.integer({ min: 1, max: 80 }), kb: fc.integer({ min: 0, max: 3000 }) }),
  {
    minLength: 1,
    maxLength: 12,
  },
);

/** Whatever was said of an upload of so many bytes while a line did this: how far, how long, and when, in ms. */
async function said(line: readonly { tenths: number; kb: number }[], total: number) {
  const time = createVirtualClock();
  const { clock } = time;
  let state: UploadState = uploadAt({ phase: 'uploading', total, sent: 0, confirmed: 0 });
  const steady = new Steady(() => clock.monotonic());
  const heard: {
    at: number;
    share: number;
    percent: string;
    facts: readonly string[];
    estimate: number;
    left: number;
  }[] = [];
  const meter = new Meter(
    0,
    (event) => {
      state = reduce(state, event);
      const { bytesPerSecond = 0, sent } = state;
      const estimate = sent >= total - 1 || bytesPerSecond === 0 ? NaN : (total - sent) / bytesPerSecond;
      const left = Number.isNaN(estimate) ? NaN : steady.left(estimate);
      const facts = details(state, words, steady);
      heard.push({
        at: clock.monotonic(),
        share: shareOf(state),
        percent: percentText(state, words),
        facts,
        estimate,
        left,
      });
    },
    clock,
    never,
  );
  let sent = 0;
  for (const { tenths, kb } of line) {
    for (let n = 0; n < tenths && sent < total; n += 1) {
      sent = Math.min(total, sent + kb * 1024);
      meter.sent(1, sent);
      await time.advance(100);
    }
  }
  return heard;
}

describe('what is said of an upload on its way', () => {
  it('never runs backwards, is never 0 seconds, and is silent until it is steady', async () => {
    await fc.assert(
      fc.asyncProperty(stretches, fc.integer({ min: 1, max: 200 }), async (line, megabytes) => {
        const heard = await said(line, megabytes * MB);
        const first = heard[0]?.at ?? 0;
        for (const [n, { at, share, percent, facts }] of heard.entries()) {
          const text = facts.join(' ');
          expect(share).toBeGreaterThanOrEqual(heard[n - 1]?.share ?? 0);
          expect(percent).not.toBe('100%');
          expect(text).not.toMatch(/\b0 (seconds|minutes)|NaN|Infinity|-\d/);
          if (at - first < 1_500) expect(text).not.toContain('left');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has more time left than before only gently, and less as the clock runs', async () => {
    await fc.assert(
      fc.asyncProperty(stretches, async (line) => {
        const heard = (await said(line, 500 * MB)).filter(({ left }) => !Number.isNaN(left));
        for (const [n, { at, left, estimate }] of heard.entries()) {
          expect(left).toBeGreaterThan(0);
          const before = heard[n - 1] ?? { at, left };
          const seconds = (at - before.at) / 1000;
          // A part of the difference in each second: a figure that jumps cannot be believed.
          const gently = before.left + 0.25 * seconds * Math.max(0, estimate - before.left);
          expect(left).toBeLessThanOrEqual(gently + 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says "finishing" when the last byte has gone and the store has yet to answer', () => {
    const gone = uploadAt({ phase: 'uploading', total: 10 * MB, sent: 10 * MB - 1, bytesPerSecond: MB });
    expect(details(gone, words).at(-1)).toBe('finishing');
  });
});

describe('a time left', () => {
  const watched = (estimates: readonly number[], everyMs = 1000): number[] => {
    let now = 0;
    const steady = new Steady(() => now);
    return estimates.map((estimate) => {
      now += everyMs;
      return steady.left(estimate);
    });
  };

  it('does not go up for an estimate that is hardly longer', () => {
    const shown = watched([60, 61, 63, 60, 62, 64, 61, 63]);
    expect(shown).toEqual([...shown].sort((a, b) => b - a));
  });

  it('follows one that is much longer, in steps that can be believed', () => {
    const shown = watched([60, ...Array<number>(20).fill(300)]);
    for (const [n, seconds] of shown.entries()) expect(seconds - (shown[n - 1] ?? seconds)).toBeLessThanOrEqual(48.1);
    expect(shown.at(-1)).toBeGreaterThan(280);
  });

  it('follows one that is shorter soon', () => {
    expect(watched([300, 60, 60, 60, 60, 60]).at(-1)).toBeLessThan(70);
  });

  it('is not out before the bytes are', () => {
    // The line gets slower and slower: the estimate stays where it is.
    for (const seconds of watched(Array<number>(120).fill(12))) expect(seconds).toBeGreaterThanOrEqual(5);
  });
});

describe('all uploads in one line', () => {
  const at = (id: string, sent: number, more = {}): UploadState =>
    uploadAt({ ...STATES.uploading, id, total: 100 * MB, sent: sent * MB, bytesPerSecond: undefined, ...more });

  it('has percent, amount, speed and time left of all together once that is steady', () => {
    let now = 0;
    const [flow, steady] = [new Flow(() => now), new Steady(() => now)];
    const line = (...uploads: readonly UploadState[]): string =>
      overall(uploads, flow.see(uploads), words, steady).join(' · ');
    const queued = at('c', 0, { phase: 'queued' });
    expect(line(at('a', 0), at('b', 0), queued)).toBe('0% · 0 bytes of 300 MB');
    let text = '';
    for (let n = 1; n <= 30; n += 1) {
      now += 100;
      text = line(at('a', n), at('b', n), queued);
    }
    expect(text).toBe('20% · 60 MB of 300 MB · 20 MB/s · about 15 seconds left');
  });

  it('does not jump when one file gives way to the next', () => {
    let now = 0;
    const flow = new Flow(() => now);
    const speeds: number[] = [];
    // Each is done in a second: none is there for long enough to have a speed of its own.
    for (let tenth = 0; tenth < 100; tenth += 1) {
      now += 100;
      const uploads = Array.from({ length: 10 }, (_, n) => {
        const sent = Math.min(100, Math.max(0, (tenth - n * 10) * 10));
        return at(`${n}`, sent, {
          phase: sent === 0 ? 'queued' : sent === 100 ? 'ready' : 'uploading',
          playable: true,
        });
      });
      const speed = flow.see(uploads);
      if (speed !== undefined) speeds.push(Math.round(speed / MB));
    }
    expect(speeds.length).toBeGreaterThan(50);
    expect(Math.max(...speeds) - Math.min(...speeds)).toBeLessThanOrEqual(5);
  });

  it('does not count what comes into the list, or leaves it, as sent', () => {
    let now = 0;
    const flow = new Flow(() => now);
    for (let n = 0; n < 50; n += 1) {
      now += 100;
      flow.see([at('a', n), ...(n > 30 ? [at('b', 90)] : [])]);
    }
    expect(Math.round(flow.see([at('a', 49)])! / MB)).toBe(10);
  });

  it('says what they wait for when all of them wait', () => {
    const steady = new Steady();
    const offline = at('a', 40, { phase: 'waiting', reason: 'offline', from: 'uploading' });
    const line = (...uploads: readonly UploadState[]) => overall(uploads, undefined, words, steady).at(-1);
    expect(line(offline, { ...offline, id: 'b' })).toContain('You are offline.');
    expect(line(offline, at('b', 3, { phase: 'waiting', reason: 'sign-in', from: 'uploading' }))).toBe('Waiting');
    expect(line(offline, at('b', 40))).toBe('80 MB of 200 MB');
    expect(line(at('a', 4, { phase: 'paused' }), at('b', 4, { phase: 'paused' }))).toBe('Paused');
  });

  it('does not fall back when one of them fails', () => {
    const line = (other: UploadState) => overall([at('a', 40), other], undefined, words, new Steady()).slice(0, 2);
    expect(line({ ...STATES.failed, id: 'b', total: 100 * MB, sent: 30 * MB })).toEqual(line(at('b', 30)));
    expect(line(at('b', 30))).toEqual(['35%', '70 MB of 200 MB']);
  });

  it('has nothing to add when all is over', () => {
    expect(overall([STATES.ready, { ...STATES.failed, id: 'b' }], undefined, words, new Steady())).toEqual([]);
  });

  it('is finishing, not "0 s left", when only answers are awaited', () => {
    const gone = at('a', 100, { sent: 100 * MB - 1 });
    expect(overall([gone], 5, words, new Steady()).at(-1)).toBe('finishing');
  });
});
