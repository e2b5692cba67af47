import { expect, it } from 'vitest';
import { createVirtualWorld, sha256Of, type VirtualWorld } from '../support/virtual-world.js';
import { named } from './catalogue.js';
import { expectClean, fileOf, PART, row, SIZE, useVirtualTime, WELL } from './harness.js';
import { asking } from './usual.js';

useVirtualTime();

row('E6', {
  which: 'in the middle of a part: it is cut off, and nothing is counted twice',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().sent > PART * 1.5);
    page.uploader.pause();
    const { sent, confirmed } = page.first();
    expect([sent > PART, confirmed]).toEqual([true, PART]);
    await world.time.advance(60_000);
    expect(world.requests().at(-1)).toBe('UploadPart 2 cut');
    page.uploader.resume();
    await world.time.until(() => page.phase() === 'uploading');
    expect(page.first()).toMatchObject({ sent, confirmed });
    fired();
  },
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: [...WELL.slice(0, 5), 'Paused', 'Queued', 'Connecting', ...WELL.slice(4)],
});

row('E6', {
  which: 'twice, resumed twice, resumed while it runs: the second does nothing',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    page.uploader.resume();
    page.uploader.pause();
    page.uploader.pause();
    await world.time.advance(1_000);
    page.uploader.resume();
    page.uploader.resume();
    page.uploader.start();
    fired();
  },
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: [...WELL.slice(0, 5), 'Paused', 'Queued', 'Connecting', ...WELL.slice(4)],
});

for (const [which, op] of [
  ['the media is created', 'CreateUploadVideo'],
  ['the upload is opened', 'InitiateMultipartUpload'],
  ['it is completed', 'CompleteMultipartUpload'],
  ['a token is renewed', 'RefreshUploadVideo'],
] satisfies [string, string][]) {
  it(named('E6', `while ${which}`), async () => {
    const world = createVirtualWorld();
    const expired =
      op === 'RefreshUploadVideo' ? [{ what: 'expired-token', where: { op: 'UploadPart' } } as const] : [];
    const slow = world.fault({ what: 'delay-after', delayMs: 5_000, where: { op, service: serviceOf(op) } });
    const orders = [slow, ...expired.map((order) => world.fault(order))];
    const file = fileOf(SIZE);
    const page = world.openPage({ settings: { maxConnections: 1 } });
    page.uploader.addFiles([file]);
    await world.time.until(() => slow.hits > 0);
    await world.time.advance(1_000);
    page.uploader.pause();
    expect(page.phase()).toBe('paused');
    await world.time.advance(60_000);
    expect(page.phase()).toBe('paused');
    page.uploader.resume();
    await world.time.until(() => page.phase() === 'ready');
    for (const { hits } of orders) expect(hits).toBeGreaterThan(0);
    await expectOne(world, file);
    expect(page.said().filter((said) => said === 'Paused')).toHaveLength(1);
    expectClean(world, page);
  });
}

it(named('E6', 'a hundred times, faster than anything is answered'), async () => {
  const world = createVirtualWorld();
  const file = fileOf(SIZE);
  const page = world.openPage();
  page.link.latencyMs = 20;
  page.uploader.addFiles([file]);
  for (let toggle = 0; toggle < 100; toggle += 1) {
    page.uploader.pause();
    await world.time.advance((toggle * 7) % 13);
    page.uploader.resume();
    await world.time.advance((toggle * 5) % 31);
  }
  await world.time.until(() => page.phase() === 'ready');
  await expectOne(world, file);
  expectClean(world, page);
});

const serviceOf = (op: string) => (op.endsWith('Video') ? 'backend' : 'oss');

async function expectOne(world: VirtualWorld, file: File): Promise<void> {
  expect((await world.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(file)]);
  expect(world.world.videos.all).toHaveLength(1);
  expect(world.orphans()).toEqual([]);
}
