import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failing } from '../support/fake-ports.js';
import { MAX_PARTS } from '../../src/engine/checkpoint.js';
import {
  MAX_OBJECT_BYTES,
  MAX_PART_BYTES,
  MIN_PART_BYTES,
  evenly,
  nextPart,
  partSize,
  type Part,
} from '../../src/engine/plan.js';
import { Rate } from '../../src/engine/rate.js';
import { backOffMs } from '../../src/engine/rest.js';
import { reduce } from '../../src/engine/reduce.js';
import { can, NEXT, select, type Phase, type UploadEvent, type UploadState } from '../../src/engine/state.js';

const size = fc.bigInt({ min: 1n, max: BigInt(MAX_OBJECT_BYTES) }).map(Number);
const wish = fc.oneof(
  fc.integer({ min: 1, max: 64 * 1024 ** 2 }),
  fc.constantFrom(MIN_PART_BYTES, MAX_PART_BYTES, MAX_PART_BYTES * 2),
);

function plan(total: number, wanted: (n: number) => number): Part[] {
  const parts: Part[] = [];
  for (let part = nextPart(undefined, total, wanted(1)); part; part = nextPart(part, total, wanted(part.n + 1)))
    parts.push(part);
  return parts;
}

describe('the parts plan', () => {
  it('covers every file up to 48.8 TB without gap, within the limits of OSS', () => {
    fc.assert(
      fc.property(size, wish, (total, wanted) => {
        const parts = plan(total, () => wanted);
        expect(parts.length).toBeLessThanOrEqual(MAX_PARTS);
        let end = 0;
        for (const [i, part] of parts.entries()) {
          if (part.n !== i + 1 || part.offset !== end) throw new Error(`hole at part ${part.n}`);
          if (part.size > MAX_PART_BYTES || (i < parts.length - 1 && part.size < MIN_PART_BYTES))
            throw new Error(`size ${part.size}`);
          end += part.size;
        }
        expect(end).toBe(total);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps within 10,000 numbers when the wish changes on the way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 * 1024 ** 3 }),
        fc.array(wish, { minLength: 1, maxLength: 20 }),
        (total, wishes) => {
          const parts = plan(total, (n) => wishes[n % wishes.length]!);
          expect(parts.length).toBeLessThanOrEqual(MAX_PARTS);
          expect(parts.at(-1)!.offset + parts.at(-1)!.size).toBe(total);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [1, 102_400, 1],
    [102_399, 102_400, 1],
    [102_400, 102_400, 1],
    [102_401, 102_400, 2],
    [204_800, 102_400, 2],
    [4 * 1024 ** 3 + 1, 1024 ** 3, 5],
    [10_001 * 102_400, 102_400, 10_000],
  ])('%i bytes in parts of %i are %i parts', (total, wanted, count) => {
    expect(plan(total, () => wanted)).toHaveLength(count);
  });
});

describe('the size of a part', () => {
  const MIB = 1024 ** 2;
  const speed = fc.double({ min: 0.1, max: 1_000_000, noNaN: true });
  const line = fc.record({
    deadMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
    eachPerMs: fc.option(speed, { nil: undefined }),
    slowestPerMs: fc.option(speed, { nil: undefined }),
    connections: fc.integer({ min: 1, max: 6 }),
    bandwidth: fc.oneof(fc.constant(Infinity), speed),
  });
  const number = fc.integer({ min: 1, max: MAX_PARTS });

  it('is never so large that six at once, three on a very fast line, or the first ones together, are more than 64 MiB to send again', () => {
    fc.assert(
      fc.property(number, size, line, (n, total, measured) => {
        const isVeryFast = (measured.slowestPerMs ?? 0) * 150 > 10 * MIB;
        const most = measured.eachPerMs === undefined ? 11 * MIB : isVeryFast ? 20 * MIB : 10 * MIB;
        expect(partSize(n, total, measured)).toBeLessThanOrEqual(most);
        const first = [2, 3, 4, 5, 6].map((each) => partSize(each, total, { ...measured, eachPerMs: undefined }));
        expect(first.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(32 * MIB);
      }),
    );
  });

  it('is at most what the page asks for, and no more than a slow line sends in 50 s', () => {
    fc.assert(
      fc.property(number, size, line, fc.integer({ min: 1, max: 64 * MIB }), (n, total, measured, asked) => {
        const bytes = partSize(n, total, measured, asked);
        expect(bytes).toBeLessThanOrEqual(asked);
        const { slowestPerMs = Infinity, connections, bandwidth } = measured;
        expect(bytes * connections).toBeLessThanOrEqual(slowestPerMs * 50_000 * (1 + 1e-9));
        expect(bytes).toBeLessThanOrEqual((bandwidth / 2) * (1 + 1e-9));
      }),
    );
  });

  it('is what the page asks for on a line that is known, in time', () => {
    const measured = { deadMs: 40, eachPerMs: 1_000, slowestPerMs: 6_000, connections: 6, bandwidth: Infinity };
    expect(partSize(9, 1e9, measured, 32 * MIB)).toBe(32 * MIB);
  });

  it('is two seconds of a connection, longer where a tenth of it would be round trips', () => {
    const measured = { eachPerMs: 1_000, slowestPerMs: 6_000, connections: 6, bandwidth: Infinity };
    expect(partSize(9, 1e9, { ...measured, deadMs: 40 })).toBe(2_000_000);
    expect(partSize(9, 1e9, { ...measured, deadMs: 400 })).toBe(4_000_000);
  });

  it('is such at the end that all connections end together', () => {
    const connections = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(connections, fc.integer({ min: 1, max: 80 * MIB }), fc.nat(2_000), (count, total, deadMs) => {
        // All are free now, and take one part after the other.
        const busy = { freeMs: Array<number>(count).fill(0), deadMs, eachPerMs: 1_000, fastestPerMs: 1_000 };
        const queued: number[] = [];
        let rest = total;
        while (rest > 1 && queued.length < count) {
          const bytes = evenly(Infinity, rest, { ...busy, queued });
          expect(bytes).toBeGreaterThan(0);
          queued.push(bytes);
          rest -= bytes;
        }
        expect(Math.abs(rest)).toBeLessThanOrEqual(1);
        expect(Math.max(...queued) - Math.min(...queued)).toBeLessThan(1);
      }),
    );
  });

  it('is never more than wished, and something wherever there is a rest', () => {
    const ms = fc.double({ min: 0, max: 100_000, noNaN: true });
    const busy = fc.record({
      freeMs: fc.array(ms, { minLength: 1, maxLength: 6 }),
      queued: fc.array(fc.integer({ min: 1, max: 10 * MIB }), { maxLength: 4 }),
      deadMs: ms,
      eachPerMs: speed,
      fastestPerMs: speed,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 * MIB }), size, busy, (wished, rest, all) => {
        const bytes = evenly(wished, rest, all);
        expect(bytes).toBeLessThanOrEqual(wished);
        expect(nextPart(undefined, rest, bytes)!.size).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the phase table', () => {
  const events: UploadEvent[] = [
    { type: 'validated', title: 't' },
    { type: 'start' },
    { type: 'created', videoId: 'v' },
    { type: 'authorized' },
    { type: 'uploading' },
    { type: 'progress', confirmed: 5, inFlight: 3 },
    { type: 'wait', reason: 'offline' },
    { type: 'proceed' },
    { type: 'sealed' },
    { type: 'verified' },
    { type: 'processing' },
    { type: 'ready', playable: true },
    { type: 'pause' },
    { type: 'cancel' },
    { type: 'fail', error: failing('network') },
    { type: 'start-over' },
  ];
  const begin = (): UploadState => select({ id: '1', name: 'a.mp4', type: '', total: 100 });

  it('is the only way from one phase to another', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (list) => {
        let state = begin();
        for (const event of list) {
          const before = state;
          try {
            state = reduce(state, event);
          } catch {
            continue;
          }
          expect(Object.isFrozen(state)).toBe(true);
          if (state.phase !== before.phase) expect(NEXT[before.phase]).toContain(state.phase);
          expect('error' in state).toBe(state.phase === 'failed');
          expect('reason' in state).toBe(state.phase === 'waiting');
          expect(state.sent).toBeGreaterThanOrEqual(
            before.videoId !== undefined && state.videoId === undefined ? 0 : before.sent,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses an arrow that is not drawn', () => {
    expect(() => reduce(begin(), { type: 'sealed' })).toThrow('No arrow selected → uploaded');
  });

  it('goes back from a wait only to what was interrupted', () => {
    const uploading = ['validated', 'start', 'authorized', 'uploading'].reduce(
      (state, type) => reduce(state, { type, title: '' } as UploadEvent),
      begin(),
    );
    const waiting = reduce(uploading, { type: 'wait', reason: 'stalled' });
    expect(reduce(waiting, { type: 'proceed' }).phase).toBe('uploading');
    expect(() => reduce(waiting, { type: 'ready', playable: true })).toThrow('No arrow');
    expect(can(waiting, 'paused')).toBe(true);
  });

  it('offers no pause and no cancel once the bytes are safe', () => {
    const offered = (phase: Phase) => NEXT[phase].filter((p) => p === 'paused' || p === 'canceled');
    for (const phase of ['uploaded', 'verified', 'processing', 'ready'] as const) expect(offered(phase)).toEqual([]);
  });
});

describe('back-off', () => {
  it('doubles from half a second to half a minute, with jitter in the upper half', () => {
    expect([0, 1, 2, 6, 20].map((n) => backOffMs(n, () => 0))).toEqual([250, 500, 1000, 15_000, 15_000]);
    expect([0, 1, 2, 6, 20].map((n) => backOffMs(n, () => 1))).toEqual([500, 1000, 2000, 30_000, 30_000]);
  });
});

describe('the speed', () => {
  it('is silent until it is steady and follows the last seconds', () => {
    const rate = new Rate();
    expect(rate.add(0, 0)).toBeUndefined();
    expect(rate.add(1_000, 1_000)).toBeUndefined();
    expect(rate.add(2_000, 2_000)).toBe(1_000);
    for (let second = 3; second <= 20; second += 1) rate.add(second * 1_000, 2_000 + (second - 2) * 5_000);
    expect(rate.add(21_000, 97_000)).toBe(5_000);
  });
});
