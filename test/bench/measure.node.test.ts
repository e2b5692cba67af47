import { describe, expect, it } from 'vitest';
import { barChart, interleave, median, order, tabulate } from '../../bench/harness/measure.js';
import type { Column, Measures } from '../../bench/harness/question.js';

const SPEED: Column = { key: 'speed', title: 'throughput', unit: 'MiB/s', ratio: true };
const SECONDS: Column = { key: 'seconds', title: 'time', unit: 's' };

describe('The figures of a benchmark', () => {
  it('have the middle one as their median, or the mean of two, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 2, 4, 100])).toBe(7);
    expect(() => median([])).toThrow(RangeError);
  });

  it('come from rounds in which every contestant runs once and another one begins', async () => {
    expect(order(['a', 'b', 'c'], 4)).toEqual(['b', 'c', 'a']);
    const ran: string[] = [];
    const contestants = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    const samples = await interleave(contestants, 3, async ({ name }, round) => {
      ran.push(name);
      return { round };
    });
    expect(ran.join('')).toBe('abcbcacab');
    expect(samples.get('b')).toEqual([{ round: 0 }, { round: 1 }, { round: 2 }]);
  });

  it('are compared within a round, so that a slow round changes no ratio', () => {
    const samples = new Map<string, Measures[]>([
      ['raw', [{ speed: 200 }, { speed: 20 }, { speed: 180 }]],
      ['ours', [{ speed: 180 }, { speed: 18 }, { speed: 90 }]],
    ]);
    const { rows, baseline } = tabulate('t', [SPEED], samples);
    expect(baseline).toBe('raw');
    expect(rows.map(({ medians }) => medians.speed)).toEqual([180, 90]);
    expect(rows.map(({ ratios }) => ratios.speed)).toEqual([1, 0.9]);
  });

  it('may be unknown, and are then left out rather than taken for nothing', () => {
    const samples = new Map<string, Measures[]>([
      ['raw', [{ speed: null, seconds: 2 }, { speed: 0 }]],
      ['ours', [{ speed: 3 }, { speed: 4, seconds: 1 }]],
    ]);
    const [raw, ours] = tabulate('t', [SPEED, SECONDS], samples).rows;
    expect(raw?.medians).toEqual({ speed: 0, seconds: 2 });
    expect(ours?.medians).toEqual({ speed: 3.5, seconds: 1 });
    expect(ours?.ratios).toEqual({ speed: null });
  });

  it('become bars, ours in its own colour even where it is the baseline', () => {
    const samples = new Map<string, Measures[]>([
      ['vod-uploader', [{ speed: 10 }]],
      ['raw', [{ speed: 20 }]],
      ['unknown', [{ speed: null }]],
    ]);
    const isOurs = (name: string) => name === 'vod-uploader';
    expect(barChart(tabulate('t', [SPEED], samples), 'speed', isOurs).bars).toEqual([
      { label: 'vod-uploader', value: 10, kind: 'ours', remark: '1.00×' },
      { label: 'raw', value: 20, remark: '2.00×' },
    ]);
    expect(barChart(tabulate('t', [SPEED], samples, 'raw'), 'speed', isOurs).bars.map(({ kind }) => kind)).toEqual([
      'ours',
      'baseline',
    ]);
  });
});
