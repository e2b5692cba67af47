import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTES_PER_MS_OF_MBIT, Direction, Flow, type Arrival, type Shape } from '../../bench/link/direction.js';
import { Conversation, type Exchange } from '../../bench/link/exchanges.js';

const KIB = 1024;
const bytes = (size: number): Uint8Array => new Uint8Array(size);

/** Everything that waits, in the order of arrival, looked at every `stepMs`. */
function drain(direction: Direction, stepMs = 1): Arrival[] {
  const arrivals: Arrival[] = [];
  for (let now = 0; direction.nextAt < Infinity; now = Math.max(now + stepMs, direction.nextAt)) {
    arrivals.push(...direction.take(now));
  }
  return arrivals;
}

const lastOf = (arrivals: readonly Arrival[], flow: Flow): number =>
  arrivals.findLast((arrival) => arrival.flow === flow)!.arrivesAt;

describe('one direction of a link', () => {
  const shape: Shape = { bytesPerMs: 100 * BYTES_PER_MS_OF_MBIT, delayMs: 50 };

  it('takes the time of the bytes and of the way', () => {
    const direction = new Direction(shape);
    const flow = new Flow(0);
    direction.push(flow, bytes(12_500), 7);
    direction.end(flow, 7);
    const arrivals = drain(direction);
    expect(arrivals.map(({ data }) => data?.byteLength)).toEqual([12_500, undefined]);
    expect(arrivals.map(({ startedAt, arrivesAt }) => [startedAt, arrivesAt])).toEqual([
      [7, 58],
      [8, 58],
    ]);
  });

  it('lets nothing onto the line before the handshake is over', () => {
    const direction = new Direction(shape);
    const flow = new Flow(100);
    direction.push(flow, bytes(1), 0);
    expect(direction.take(99)).toEqual([]);
    expect(direction.nextAt).toBe(100);
    expect(drain(direction)[0]!.startedAt).toBe(100);
  });

  it('is used whole by connections that share it equally, and by the last one alone', () => {
    const direction = new Direction(shape);
    const [long, short, late] = [new Flow(0), new Flow(0), new Flow(0)];
    direction.push(long, bytes(1_000 * KIB), 0);
    direction.push(short, bytes(250 * KIB), 0);
    direction.push(late, bytes(250 * KIB), 0);
    const arrivals = drain(direction);
    const all = (1_500 * KIB) / shape.bytesPerMs;
    const turn = (3 * 16 * KIB) / shape.bytesPerMs;
    expect(lastOf(arrivals, long)).toBeCloseTo(all + shape.delayMs, 6);
    for (const flow of [short, late]) {
      expect(Math.abs(lastOf(arrivals, flow) - (all / 2 + shape.delayMs))).toBeLessThanOrEqual(turn);
    }
  });

  it('lets a small request pass between the turns of large ones', () => {
    const direction = new Direction(shape);
    const [large, small] = [new Flow(0), new Flow(0)];
    direction.push(large, bytes(4_000 * KIB), 0);
    direction.push(small, bytes(500), 10);
    expect(lastOf(drain(direction), small)).toBeLessThan(10 + shape.delayMs + (2 * 16 * KIB) / shape.bytesPerMs);
  });

  it('gives one connection no more than its cap, and three of them the whole line', () => {
    const capped = { ...shape, capBytesPerMs: shape.bytesPerMs / 3 };
    const timeOf = (flows: number): number => {
      const direction = new Direction(capped);
      for (let n = 0; n < flows; n += 1) direction.push(new Flow(0), bytes(3_000 * KIB), 0);
      return drain(direction).at(-1)!.leftAt;
    };
    const alone = (3_000 * KIB) / shape.bytesPerMs;
    expect(timeOf(1) / alone).toBeCloseTo(3, 1);
    expect(timeOf(3) / alone).toBeCloseTo(3, 1);
    expect(timeOf(6) / alone).toBeCloseTo(6, 1);
  });

  it('is full when some 40 ms of the line wait, and the less for each the more there are', () => {
    const direction = new Direction(shape);
    const [first, second] = [new Flow(0), new Flow(0)];
    direction.push(first, bytes(30 * shape.bytesPerMs), 0);
    expect(direction.isFull(first)).toBe(false);
    direction.push(second, bytes(1), 0);
    expect(direction.isFull(first)).toBe(true);
    expect(direction.isFull(second)).toBe(false);
    direction.take(30);
    expect(direction.isFull(first)).toBe(false);
  });

  it('knows since when it has had nothing to do', () => {
    const direction = new Direction(shape);
    const flow = new Flow(0);
    direction.push(flow, bytes(10 * shape.bytesPerMs), 0);
    expect(direction.idleSince(4)).toBe(4);
    direction.take(8);
    expect(direction.idleSince(8)).toBe(8);
    direction.take(25);
    expect(direction.idleSince(25)).toBeCloseTo(10, 6);
  });

  it('forgets what a connection that is gone had waiting', () => {
    const direction = new Direction(shape);
    const flow = new Flow(0);
    direction.push(flow, bytes(1_000 * KIB), 0);
    direction.take(1);
    direction.leave(flow);
    const carried = direction.carried;
    expect(carried).toBeLessThanOrEqual(2 * 16 * KIB);
    drain(direction);
    expect(direction.carried).toBe(carried);
  });

  it('keeps every byte in order, never goes over its rate and never rests while somebody could send', () => {
    const pushes = fc.array(
      fc.record({ flow: fc.nat(3), size: fc.integer({ min: 1, max: 90_000 }), pauseMs: fc.nat(8) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(pushes, fc.integer({ min: 1, max: 30 }), fc.boolean(), (plan, lateMs, hasCap) => {
        const rate = 1_000;
        const direction = new Direction({ bytesPerMs: rate, delayMs: 5, ...(hasCap && { capBytesPerMs: 400 }) });
        const flows = [0, 3, 0, 40].map((openAt) => new Flow(openAt));
        const asked = flows.map(() => 0);
        let now = 0;
        for (const { flow, size, pauseMs } of plan) {
          now += pauseMs;
          direction.push(flows[flow]!, bytes(size), now);
          asked[flow]! += size;
        }
        const arrivals: Arrival[] = [];
        // However late it is looked at, nothing comes later for it.
        for (let at = now; direction.nextAt < Infinity; at += lateMs) arrivals.push(...direction.take(at));
        expect(flows.map((flow) => sizeOf(arrivals.filter((arrival) => arrival.flow === flow)))).toEqual(asked);
        for (const [at, { startedAt, arrivesAt, leftAt, data }] of arrivals.entries()) {
          expect(leftAt - startedAt).toBeCloseTo(data!.byteLength / rate, 6);
          expect(arrivesAt).toBeCloseTo(leftAt + 5, 6);
          if (at > 0) expect(startedAt).toBeGreaterThanOrEqual(arrivals[at - 1]!.leftAt - 1e-6);
        }
        if (hasCap) return;
        const everythingOpen = 40 + plan.reduce((sum, { pauseMs }) => sum + pauseMs, 0);
        const last = arrivals.at(-1)!.leftAt;
        expect(last).toBeLessThanOrEqual(everythingOpen + asked.reduce((sum, size) => sum + size, 0) / rate + 1e-6);
      }),
    );
  });
});

const sizeOf = (arrivals: readonly Arrival[]): number =>
  arrivals.reduce((sum, { data }) => sum + (data?.byteLength ?? 0), 0);

describe('what is read along on a connection', () => {
  const part = (n: number, body: string): Buffer =>
    Buffer.from(
      `PUT /film.mp4?partNumber=${n} HTTP/1.1\r\nHost: b.oss\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );

  it('knows requests and answers, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1 }), (cuts) => {
        const log: Exchange[] = [];
        const talk = new Conversation(4, log);
        let at = 0;
        for (const n of [1, 2]) {
          let rest = part(n, 'x'.repeat(30 * n));
          for (let i = 0; rest.length > 0; i += 1) {
            const size = cuts[i % cuts.length]!;
            talk.sent(rest.subarray(0, size), at, ++at);
            rest = rest.subarray(size);
          }
          talk.answered(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'), ++at);
          talk.answered(Buffer.from('ok'), ++at);
        }
        expect(
          log.map(({ connection, method, target, bytes, status }) => [connection, method, target, bytes, status]),
        ).toEqual([
          [4, 'PUT', '/film.mp4?partNumber=1', 30, 200],
          [4, 'PUT', '/film.mp4?partNumber=2', 60, 200],
        ]);
        expect(log[1]!.answeredAt).toBe(at);
        expect(log[1]!.sentAt).toBe(at - 2);
        expect(log[1]!.beganAt).toBeGreaterThanOrEqual(log[0]!.answeredAt!);
      }),
    );
  });
});
