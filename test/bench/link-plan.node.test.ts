import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slopes } from '../../bench/growth/scales.js';
import { atOnce } from '../../bench/link/at-once.js';
import type { Exchange } from '../../bench/link/exchanges.js';
import { capacityMs, rows } from '../../bench/link/rows.js';
import { transferOf } from '../../bench/link/transfer.js';

describe('what the benchmark of links asks', () => {
  it('has every round trip with every rate, with and without a cap', () => {
    const all = rows(false);
    expect(new Set(all.map(({ name }) => name)).size).toBe(18);
    expect(all.every(({ size }) => size === 200_000_000)).toBe(true);
    const [slowest] = all;
    expect(slowest!.name).toBe('20 ms × 20 Mbit/s');
    expect(capacityMs(slowest!)).toBe(80_000);
  });

  it('sends enough in a hurry too', () => {
    for (const row of rows(true)) expect(capacityMs(row)).toBeGreaterThanOrEqual(3_000);
  });
});

describe('how the parts went', () => {
  const exchange = (of: Partial<Exchange>): Exchange => ({
    connection: 0,
    method: 'PUT',
    host: 'b.oss',
    target: '/film.mp4?partNumber=1&uploadId=u',
    bytes: 100,
    beganAt: 0,
    sentAt: 10,
    answeredAt: 30,
    status: 200,
    ...of,
  });

  it('counts from the first part’s first byte to the last part’s answer, and the time in which no part was sent', () => {
    const transfer = transferOf([
      exchange({ method: 'OPTIONS', beganAt: 0, sentAt: 1, answeredAt: 20, bytes: 0 }),
      exchange({ beganAt: 20, sentAt: 50, answeredAt: 70 }),
      exchange({ beganAt: 25, sentAt: 60, answeredAt: 80 }),
      exchange({ beganAt: 90, sentAt: 100, answeredAt: 120 }),
      exchange({ method: 'POST', target: '/film.mp4?uploadId=u', beganAt: 130, answeredAt: 150 }),
    ]);
    expect(transfer).toEqual({ ms: 100, idleMs: 30, bytes: 300, parts: 3, preflights: 1, failed: 0 });
  });

  it('counts what was sent twice, and refuses to speak of nothing', () => {
    const broken = exchange({ beganAt: 5, sentAt: 8, bytes: 40, answeredAt: 9, status: 503 });
    expect(transferOf([broken, exchange({ beganAt: 10 })])).toMatchObject({ ms: 25, bytes: 140, failed: 1 });
    expect(() => transferOf([broken])).toThrow(RangeError);
  });
});

describe('several uploads at once', () => {
  it('runs each once, in order, and never more than fits together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 12 }), async (weights) => {
        let [now, most] = [0, 0];
        const begun: number[] = [];
        const tasks = weights.map((weight, n) => ({ weight, n }));
        await atOnce(
          tasks,
          10,
          ({ weight }) => weight,
          async ({ weight, n }) => {
            begun.push(n);
            now += weight;
            // One that is too heavy for all has the place to itself.
            if (now > weight) most = Math.max(most, now);
            for (let turn = 0; turn < weight; turn += 1) await Promise.resolve();
            now -= weight;
          },
        );
        expect(begun).toEqual(tasks.map(({ n }) => n));
        expect(most).toBeLessThanOrEqual(10);
        expect(now).toBe(0);
      }),
    );
  });

  it('fails with the first failure, after the others have ended', async () => {
    const ended: number[] = [];
    const running = atOnce(
      [1, 2, 3],
      10,
      () => 4,
      async (n) => {
        if (n === 1) throw new Error('the first');
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        ended.push(n);
      },
    );
    await expect(running).rejects.toThrow('the first');
    expect(ended).toEqual([2]);
  });
});

it('tells what a further one costs', () => {
  const scales = [{ amount: 1 }, { amount: 10 }, { amount: 100 }];
  expect(slopes(scales, [3, 12, 192])).toEqual([null, 1, 2]);
});
