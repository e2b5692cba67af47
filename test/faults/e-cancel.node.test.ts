import { expect, it } from 'vitest';
import type { FaultOrder } from '../../src/emulator/faults.js';
import type { UploadState } from '../../src/engine/state.js';
import { createVirtualWorld, type VirtualPage, type VirtualWorld } from '../support/virtual-world.js';
import { named } from './catalogue.js';
import { expectClean, fileOf, PART, row, SIZE, useVirtualTime, WELL } from './harness.js';
import { WHOLE } from './usual.js';

useVirtualTime();

const serviceOf = (op: string) => (op.endsWith('Video') ? 'backend' : 'oss');

/** Nothing is left of it anywhere, and since so many requests the page has begun none but those that clean up. */
async function expectGone(world: VirtualWorld, page: VirtualPage, begun: number, at = ''): Promise<void> {
  await world.time.until(() => world.timers() === 0, 7 * 24 * 3_600_000);
  expect(
    page.link.asked.slice(begun).filter((line) => !/^DELETE|RefreshUploadVideo$/.test(line)),
    at,
  ).toEqual([]);
  expect(world.orphans(), at).toEqual([]);
  expect(await world.objects(), at).toEqual([]);
  expect(page.profile.kept.size, at).toBe(0);
  expect(
    page.phases().filter((phase) => phase === 'canceled'),
    at,
  ).toHaveLength(1);
  expect(page.phase(), at).toBe('canceled');
  expectClean(world, page);
}

/** Canceled when it has changed so often; says how often it changed in all. */
async function canceled(
  change: number,
  how: (world: VirtualWorld, page: VirtualPage) => Promise<void>,
): Promise<number> {
  const world = createVirtualWorld({ analyseMs: 1_000 });
  const page = world.openPage();
  page.link.bytesPerSecond = PART;
  page.link.latencyMs = 20;
  page.uploader.addFiles([fileOf(PART * 4 + 17)]);
  await world.time.until(() => page.seen.length >= change || page.phase() === 'ready');
  const changes = page.seen.length;
  const safe = ['uploaded', 'verified', 'processing', 'ready'].includes(page.phase()!);
  // Completed in OSS, but not yet heard here: what is whole there is not taken back.
  if (safe || world.world.bucket.objects.size > 0) return changes;
  let begun = 0;
  const mark = ({ phase }: UploadState) => void (phase === 'canceled' && (begun ||= page.link.asked.length));
  page.uploader.observe(mark, { signal: new AbortController().signal });
  await how(world, page);
  await expectGone(world, page, begun, `change ${change}: ${page.said().join(' → ')}`);
  return changes;
}

for (const [which, how] of [
  ['once', async (_, page) => page.uploader.cancel()],
  [
    'twice, and again later',
    async (world, page) => {
      page.uploader.cancel();
      page.uploader.cancel();
      await world.time.advance(10);
      page.uploader.cancel();
      page.uploader.pause();
      page.uploader.start();
    },
  ],
  [
    'while paused',
    async (world, page) => {
      page.uploader.pause();
      await world.time.advance(1_000);
      page.uploader.cancel();
    },
  ],
  [
    'offline, and back an hour later',
    async (world, page) => {
      page.net.goOffline();
      await world.time.advance(20_000);
      page.uploader.cancel();
      await world.time.advance(3_600_000);
      page.net.goOnline();
    },
  ],
] satisfies [string, Parameters<typeof canceled>[1]][]) {
  it(named('E7', `${which}, at every moment`), async () => {
    const changes = await canceled(Infinity, how);
    expect(changes).toBeGreaterThan(12);
    for (let change = 1; change < changes; change += 1) await canceled(change, how);
  });
}

for (const [op, order] of [
  ['CreateUploadVideo', { what: 'delay', delayMs: 5_000 }],
  ['CreateUploadVideo', { what: 'delay-after', delayMs: 5_000 }],
  ['InitiateMultipartUpload', { what: 'delay', delayMs: 5_000 }],
  ['InitiateMultipartUpload', { what: 'delay-after', delayMs: 5_000 }],
  ['UploadPart', { what: 'delay-after', delayMs: 5_000 }],
] satisfies [string, FaultOrder][]) {
  it(named('E7', `while ${op} is under way (${order.what})`), async () => {
    const world = createVirtualWorld();
    const fault = world.fault({ ...order, where: { op, service: serviceOf(op) } });
    const page = world.openPage({ settings: { maxConnections: 1 } });
    page.uploader.addFiles([fileOf(SIZE)]);
    await world.time.until(() => fault.hits > 0);
    await world.time.advance(1_000);
    page.uploader.cancel();
    await expectGone(world, page, page.link.asked.length);
  });
}

for (const [which, order] of [
  ['with 404', { what: 'xml-code', code: 'NoSuchUpload', times: 1 }],
  ['with 503 a few times', { what: 'status', status: 503, times: 4 }],
  ['with an expired token', { what: 'expired-token', times: 1 }],
  ['not at all', { what: 'cut-before', times: 3 }],
] satisfies [string, FaultOrder][]) {
  row('E7', {
    which: `the clean-up is answered ${which}`,
    faults: [{ ...order, where: { op: 'AbortMultipartUpload' } }],
    act: async ({ world, page }) => {
      page.link.bytesPerSecond = PART;
      await world.time.until(() => page.first().confirmed >= PART);
      page.uploader.cancel();
    },
    ends: 'canceled',
    object: 'absent',
    requests: (requests) => {
      expect(requests.slice(0, 3)).toEqual([...WHOLE.slice(0, 2), 'UploadPart 2 cut']);
      expect(requests.slice(3).every((line) => line.startsWith('AbortMultipartUpload'))).toBe(true);
    },
    said: [...WELL.slice(0, 5), 'Canceled'],
  });
}

row('E7', {
  which: 'when it is ready: what VOD has stays there',
  act: async ({ world, page, fired }) => {
    await world.time.until(() => page.phase() === 'ready');
    page.uploader.cancel();
    await world.time.advance(60_000);
    fired();
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});
