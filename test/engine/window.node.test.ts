import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, failed, open, OPEN, refused, shares, type Window } from '../../src/engine/window.js';

const MOST = 6;
const PART = 1_000_000;

/** A line for which so many connections are enough; each of them has a speed of its own. */
class Bench {
  window: Window = OPEN;
  at = 0;

  constructor(
    readonly enough: number,
    readonly most = MOST,
  ) {}

  get now(): number {
    return open(this.window, this.most);
  }

  /** Each connection has sent a part, or the line so many in the same time. */
  round(rounds = 1): void {
    for (let i = 0; i < rounds; i += 1) {
      const parts = this.now;
      for (let n = 0; n < parts; n += 1) {
        this.at += 1000 / Math.min(parts, this.enough);
        this.window = answered(this.window, PART, this);
      }
    }
  }

  fail(): void {
    this.window = failed(this.window, this.now, this);
  }
}

describe('the window', () => {
  it('is all that there are, as long as nothing speaks against it', () => {
    const bench = new Bench(1);
    bench.round(20);
    expect(bench.now).toBe(MOST);
  });

  it('stays between one and all, whatever happens', () => {
    const happening = fc.oneof(
      fc.record({ what: fc.constant('answered' as const), ms: fc.nat(10_000), bytes: fc.nat(10_000_000) }),
      fc.record({ what: fc.constantFrom('refused' as const, 'failed' as const), ms: fc.nat(10_000), bytes: fc.nat(9) }),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 200 }), fc.array(fc.integer({ min: 1, max: 8 })), (all, mosts) => {
        let window = OPEN;
        let at = 0;
        for (const [i, { what, ms, bytes }] of all.entries()) {
          const most = mosts[i % Math.max(1, mosts.length)] ?? MOST;
          at += ms;
          if (what === 'answered') window = answered(window, bytes, { at, most });
          else if (what === 'refused') window = refused(window, bytes, at);
          else window = failed(window, bytes, { at, most });
          expect(open(window, most)).toBeGreaterThanOrEqual(1);
          expect(open(window, most)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('is halved once, however many are refused together', () => {
    const bench = new Bench(MOST);
    for (let n = 0; n < MOST; n += 1) bench.window = refused(bench.window, MOST, bench.at);
    expect(bench.now).toBe(3);
  });

  it('comes back one by one where each connection brings something', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 12 }), (most, running) => {
        const bench = new Bench(most, most);
        bench.window = refused(bench.window, Math.min(running, most), 0);
        let before = bench.now;
        for (let i = 0; i < 3 * most; i += 1) {
          bench.round();
          expect(bench.now - before).toBeLessThanOrEqual(1);
          before = bench.now;
        }
        expect(bench.now).toBe(most);
      }),
    );
  });

  it('does not come back where more bring nothing, but for a try now and then', () => {
    const bench = new Bench(2);
    bench.window = refused(bench.window, 4, 0);
    let more = 0;
    for (let i = 0; i < 100; i += 1) {
      bench.round();
      expect(bench.now).toBeLessThanOrEqual(3);
      more += bench.now - 2;
    }
    expect(more).toBeGreaterThan(0);
    expect(more).toBeLessThan(20);
  });

  it('is one fewer after a failure, and no fewer for the others of an outage', () => {
    const bench = new Bench(MOST);
    for (let n = 0; n < 10; n += 1) bench.fail();
    expect(bench.now).toBe(MOST - 1);
    bench.round(4);
    expect(bench.now).toBe(MOST);
  });

  it('shrinks where failures come and fewer do as well, and stays where they are missed', () => {
    const least = (enough: number) => {
      const bench = new Bench(enough);
      let sum = 0;
      for (let i = 0; i < 300; i += 1) {
        bench.fail();
        bench.round();
        sum += bench.now;
      }
      return sum / 300;
    };
    expect(least(1)).toBeLessThan(2);
    expect(least(MOST)).toBeGreaterThan(MOST - 1.5);
  });
});

describe('connections', () => {
  const wants = fc.array(fc.oneof(fc.constant(Infinity), fc.nat(8)), { minLength: 1, maxLength: 8 });

  it('are shared evenly, to the last one that anybody can use', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), wants, (connections, all) => {
        const given = shares(connections, all);
        const sum = given.reduce((a, b) => a + b, 0);
        for (const [i, count] of given.entries()) {
          expect(count).toBeGreaterThanOrEqual(Math.min(1, all[i]!));
          expect(count).toBeLessThanOrEqual(all[i]!);
          // Nobody has two more than one that wants more.
          for (const [j, other] of given.entries()) if (all[j]! > other) expect(count - other).toBeLessThanOrEqual(1);
        }
        const wanted = all.reduce((a, want) => a + want, 0);
        const wanting = all.filter((want) => want > 0).length;
        expect(sum).toBe(Math.min(wanted, Math.max(connections, wanting)));
      }),
    );
  });

  it.each([
    [6, [Infinity, Infinity], [3, 3]],
    [6, [Infinity, 1], [5, 1]],
    [6, [Infinity, Infinity, Infinity, Infinity], [2, 2, 1, 1]],
    [6, [Infinity], [6]],
    [2, [Infinity, Infinity, Infinity], [1, 1, 1]],
  ])('%i among %j are %j', (connections, all, given) => {
    expect(shares(connections, all)).toEqual(given);
  });
});
