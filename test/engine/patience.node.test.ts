import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../src/engine/ports.js';
import { Gauge } from '../../src/engine/gauge.js';
import { createFakePorts, createTestUploader, failing, fileOf, type FakePorts } from '../support/fake-ports.js';

const MIB = 1024 ** 2;
/** What Chromium has called sent at once, on a line of 5 KB/s (seen in 156). */
const SWALLOWED = 3_960_000;

type Put = ObjectStore['put'];

/** Puts something between the engine and the store's `put`. */
function onTheWay(fake: FakePorts, put: (pass: Put, ...args: Parameters<Put>) => ReturnType<Put>): void {
  const { openStore } = fake.ports;
  Object.assign(fake.ports, {
    openStore: (credentials: Parameters<typeof openStore>[0]) => {
      const store = openStore(credentials);
      return { ...store, put: (...args: Parameters<Put>) => put(store.put, ...args) };
    },
  });
}

const silence = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));

describe('silence', () => {
  it('is over in minutes though the last part, a single byte, was answered for first', async () => {
    const fake = createFakePorts();
    let cutAt = 0;
    onTheWay(fake, async (pass, target, uploadId, part, options) => {
      if (part.n === 2) await fake.time.clock.wait(100, options.signal);
      if (part.n === 2 || cutAt > 0) return pass(target, uploadId, part, options);
      options.signal.addEventListener('abort', () => (cutAt = fake.time.clock.monotonic()), { once: true });
      return silence(options.signal);
    });
    const test = createTestUploader(fake, { maxConnections: 2 });
    test.uploader.addFiles([fileOf(102_401)]);
    await fake.time.until(() => test.phase() === 'ready', 24 * 3_600_000);
    expect(cutAt).toBeGreaterThan(0);
    expect(cutAt).toBeLessThan(15 * 60_000);
  });

  it('of a line of 5 KB/s that six parts of 4 MiB share is no sign of death', async () => {
    const CONNECTIONS = 6;
    const fake = createFakePorts();
    onTheWay(fake, async (pass, target, uploadId, part, options) => {
      const { size } = part.blob;
      options.onSent(Math.min(size, SWALLOWED));
      await fake.time.clock.wait((size * CONNECTIONS) / 5, options.signal);
      return pass(target, uploadId, part, options);
    });
    const test = createTestUploader(fake, { partSize: 4 * MIB, maxConnections: CONNECTIONS });
    test.uploader.addFiles([fileOf(4 * MIB)]);
    await fake.time.until(() => test.phase() === 'ready', 24 * 3_600_000);
    expect(test.phases()).not.toContain('waiting');
    const puts = fake.calls.filter(({ op }) => op === 'put').map(({ n }) => n);
    expect(new Set(puts).size).toBe(puts.length);
  });

  it('before anything was answered is told from a slow line within minutes', async () => {
    const fake = createFakePorts();
    let dead = true;
    onTheWay(fake, (pass, target, uploadId, part, options) => {
      options.onSent(part.blob.size);
      return dead ? silence(options.signal) : pass(target, uploadId, part, options);
    });
    const test = createTestUploader(fake, { partSize: 4 * MIB, maxConnections: 6 });
    test.uploader.addFiles([fileOf(24 * MIB)]);
    await fake.time.until(() => test.phase() === 'waiting', 5 * 60_000);
    expect(test.first()).toMatchObject({ reason: 'stalled' });
    dead = false;
    await fake.time.until(() => test.phase() === 'ready', 10 * 60_000);
  });

  it('is said for as long as nobody but a proxy takes the bytes', async () => {
    const fake = createFakePorts({ bytesPerSecond: 1_000_000 });
    let dead = false;
    onTheWay(fake, (pass, target, uploadId, part, options) => {
      if (!dead) return pass(target, uploadId, part, options);
      options.onSent(part.blob.size);
      return silence(options.signal);
    });
    const test = createTestUploader(fake, { partSize: MIB, maxConnections: 3 });
    test.uploader.addFiles([fileOf(12 * MIB)]);
    await fake.time.until(() => test.first().confirmed > 4 * MIB);
    dead = true;
    await fake.time.until(() => test.phase() === 'waiting', 60_000);
    const from = test.seen.length;
    await fake.time.advance(5 * 60_000);
    expect(test.seen.slice(from).map(({ phase }) => phase)).not.toContain('uploading');
    expect(test.first()).toMatchObject({ phase: 'waiting', reason: 'stalled' });
    dead = false;
    await fake.time.until(() => test.phase() === 'ready');
  });

  it('is judged by how fast parts were answered, not by how long the network was gone', async () => {
    const fake = createFakePorts({ bytesPerSecond: 1_000_000 });
    const test = createTestUploader(fake, { partSize: MIB, maxConnections: 1 });
    let way: 'open' | 'cut' | 'dead' = 'open';
    onTheWay(fake, (pass, target, uploadId, part, options) => {
      if (way === 'cut') return Promise.reject(failing('network'));
      return way === 'dead' ? silence(options.signal) : pass(target, uploadId, part, options);
    });
    test.uploader.addFiles([fileOf(8 * MIB)]);
    await fake.time.until(() => test.first().confirmed > MIB);
    way = 'cut';
    await fake.time.until(() => test.phase() === 'waiting');
    await fake.time.advance(3_600_000);
    way = 'open';
    await fake.time.until(() => test.phase() === 'uploading');
    way = 'dead';
    await fake.time.until(() => test.phase() === 'waiting', 90_000);
    expect(test.first()).toMatchObject({ reason: 'stalled' });
  });

  it('ends at once when the browser says that it is online again', async () => {
    const fake = createFakePorts();
    let dead = true;
    onTheWay(fake, (pass, target, uploadId, part, options) =>
      dead ? silence(options.signal) : pass(target, uploadId, part, options),
    );
    const test = createTestUploader(fake, { maxConnections: 2 });
    test.uploader.addFiles([fileOf(102_400 * 4)]);
    await fake.time.until(() => test.phase() === 'uploading');
    await fake.time.advance(10_000);
    dead = false;
    fake.online = true;
    await fake.time.until(() => test.phase() === 'ready', 10_000);
  });
});

describe('a part', () => {
  it('has as much patience as when the most shared the line with it', () => {
    const { clock } = createFakePorts().time;
    const gauge = new Gauge(clock);
    const tries = [1, 2, 3, 4].map(() => gauge.begin(MIB / 2));
    const together = gauge.patienceMs(MIB / 2);
    for (const each of tries.slice(1)) gauge.lost(each);
    expect(gauge.patienceMs(MIB / 2)).toBe(together);
    gauge.lost(tries[0]!);
    expect(gauge.patienceMs(MIB / 2)).toBeLessThan(together);
  });
});

describe('the first parts', () => {
  it.each([
    [1, 0],
    [2, 1],
  ])(
    'of %i at once: that with index %i is as small as OSS takes them, so that the line is known soon',
    async (maxConnections, small) => {
      const fake = createFakePorts({ bytesPerSecond: 1_000_000 });
      const sizes: number[] = [];
      onTheWay(fake, (pass, target, uploadId, part, options) => {
        sizes.push(part.blob.size);
        return pass(target, uploadId, part, options);
      });
      const test = createTestUploader(fake, { partSize: 'auto', maxConnections });
      test.uploader.addFiles([fileOf(10 * MIB)]);
      await fake.time.until(() => test.phase() === 'ready');
      expect(sizes[small]).toBe(102_400);
      // Round trips are short here, so the other connection begins small too.
      if (small > 0) expect(sizes[0]).toBeLessThanOrEqual(Math.ceil(MIB / 3));
      // Two seconds at the speed of a connection.
      expect(Math.max(...sizes)).toBeGreaterThan(1_500_000);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(2_100_000);
      expect(sizes.length).toBeLessThan(16);
    },
  );
});

describe('what waits for the network', () => {
  it('goes on together as soon as one of them gets through', async () => {
    const fake = createFakePorts();
    // One connection asks again early, the others late.
    const draws = [0, 1, 1];
    let drawn = 0;
    Object.assign(fake.ports, { random: () => draws[drawn++ % draws.length]! });
    let cut = true;
    const began: number[] = [];
    onTheWay(fake, (pass, target, uploadId, part, options) => {
      began.push(fake.time.clock.monotonic());
      return cut ? Promise.reject(failing('network')) : pass(target, uploadId, part, options);
    });
    const test = createTestUploader(fake, { maxConnections: 3 });
    test.uploader.addFiles([fileOf(102_400 * 3)]);
    await fake.time.until(() => began.length >= 20);
    cut = false;
    const before = began.length;
    await fake.time.until(() => test.phase() === 'uploaded' || test.phase() === 'ready');
    const after = began.slice(before);
    expect(after.length).toBeGreaterThanOrEqual(3);
    expect(new Set(after.slice(0, 3)).size).toBe(1);
  });
});

describe('a token that dies long before its ticket says', () => {
  it('is refused once for each connection; its successors are renewed in time', async () => {
    const LIFE_MS = 20_000;
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const born = new Map<string, number>();
    const { backend } = fake.ports;
    const { create, refresh } = backend;
    const note = (token: string) => born.set(token, fake.time.clock.monotonic());
    Object.assign(backend, {
      create: async (...args: Parameters<typeof create>) => {
        const made = await create(...args);
        note(made.ticket.credentials.securityToken);
        return made;
      },
      refresh: async (...args: Parameters<typeof refresh>) => {
        const ticket = await refresh(...args);
        note(ticket.credentials.securityToken);
        return ticket;
      },
    });
    let refused = 0;
    fake.fail(({ op, token }) => {
      const isDead = op === 'put' && fake.time.clock.monotonic() - born.get(token!)! >= LIFE_MS;
      if (isDead) refused += 1;
      return isDead;
    }, failing('credentials-expired'));
    const test = createTestUploader(fake, { maxConnections: 2 });
    test.uploader.addFiles([fileOf(102_400 * 300)]);
    await fake.time.until(() => test.phase() === 'ready');
    expect(fake.count('refresh')).toBeGreaterThanOrEqual(5);
    expect(refused).toBeLessThanOrEqual(2);
    expect(test.phases()).not.toContain('failed');
  });
});
