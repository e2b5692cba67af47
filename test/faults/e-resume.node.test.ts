import { expect, it } from 'vitest';
import { createVirtualWorld, sha256Of, type VirtualWorld } from '../support/virtual-world.js';
import { named } from './catalogue.js';
import { expectClean, fileOf, PART, row, SIZE, useVirtualTime, WELL } from './harness.js';
import { asking, waiting, WHOLE } from './usual.js';

useVirtualTime();

const AGAIN = ['Paused', 'Queued', 'Connecting', ...WELL.slice(4)];
const RESUMED = ['ListParts 200', 'UploadPart 2 200', 'UploadPart 3 200', ...WHOLE.slice(4)];
const part2 = { op: 'UploadPart', part: 2 };

row('E1', {
  which: 'reloaded in the middle, the file chosen again: what has arrived is not sent again',
  act: async (run) => {
    run.page.link.bytesPerSecond = PART;
    await run.world.time.until(() => run.page.first().confirmed >= PART);
    run.fired();
    (await run.reopen()).uploader.addFiles([run.file]);
  },
  object: 'identical',
  requests: (requests) => expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual(RESUMED),
  said: AGAIN,
});

it(named('E1', 'reloaded in the middle, the handle kept: one click'), async () => {
  const world = createVirtualWorld();
  const file = fileOf(SIZE);
  const handle = { kind: 'file' };
  const openHandle = async () => file;
  const before = world.openPage({ openHandle, settings: { maxConnections: 1 } });
  before.uploader.addFiles([file], { handles: new Map([[file, handle]]) });
  before.link.bytesPerSecond = PART;
  await world.time.until(() => before.first().confirmed >= PART);
  before.crash();
  const page = world.openPage({ openHandle, profile: before.profile, settings: { maxConnections: 1 } });
  await page.uploader.restore();
  expect(page.first()).toMatchObject({ phase: 'paused', inherited: 'handle' });
  page.uploader.start();
  await world.time.until(() => page.phase() === 'ready');
  expect(page.said()).toEqual(AGAIN);
  expect(world.requests().slice(world.requests().indexOf('ListParts 200'))).toEqual(RESUMED);
  expect((await world.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(file)]);
  expect(world.world.videos.all).toHaveLength(1);
  expectClean(world, page);
});

/** Dies when it has changed so often; the next page goes on. Says how often it changed in all. */
async function killed(change: number, connections: number): Promise<number> {
  const world = createVirtualWorld({ analyseMs: 1_000 });
  const file = fileOf(PART * 4 + 17);
  const settings = { maxConnections: connections };
  const first = world.openPage({ settings });
  first.link.bytesPerSecond = PART;
  first.uploader.addFiles([file]);
  await world.time.until(() => first.seen.length >= change || first.phase() === 'ready');
  const changes = first.seen.length;
  const over = first.phase() === 'ready';
  first.crash();
  await world.time.advance(10_000);
  if (over) return changes;
  const page = world.openPage({ profile: first.profile, settings });
  const restored = await page.uploader.restore();
  if (restored.length === 0 || !page.first().phase.match(/processing|ready|waiting/)) page.uploader.addFiles([file]);
  await world.time.until(() => page.phase() === 'ready');
  await expectOne(
    world,
    file,
    `change ${change}: ${first.said().join(' → ')} ⚡ ${page.said().join(' → ')}`,
    restored.length,
  );
  expectClean(world, page);
  return changes;
}

async function expectOne(world: VirtualWorld, file: File, at: string, known = 1): Promise<void> {
  const { videos } = world.world;
  expect(
    (await world.objects()).map(({ sha256 }) => sha256),
    at,
  ).toEqual([await sha256Of(file)]);
  // Before VOD's answer was written down nobody can know of the media.
  expect(videos.all.length, at).toBeLessThanOrEqual(known === 0 ? 2 : 1);
  expect(world.orphans().length, at).toBeLessThanOrEqual(known === 0 ? 1 : 0);
}

for (const connections of [1, 3]) {
  it(named('E2', `at every moment, ${connections} parts at a time`), async () => {
    const changes = await killed(Infinity, connections);
    expect(changes).toBeGreaterThan(12);
    for (let change = 1; change < changes; change += 1) await killed(change, connections);
  });
}

row('E2', {
  which: 'the last that was written down is lost with it: the bucket knows better',
  file: () => fileOf(PART * 3),
  act: async (run) => {
    const { world, page } = run;
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    const { kept } = page.profile;
    const early = new Map([...kept].map(([id, checkpoint]) => [id, { ...checkpoint, parts: [] }]));
    await world.time.until(() => page.first().confirmed >= PART * 2);
    for (const [id, checkpoint] of early) kept.set(id, checkpoint);
    run.fired();
    (await run.reopen()).uploader.addFiles([run.file]);
  },
  object: 'identical',
  requests: (requests) => expect(requests.filter((line) => /Initiate|Complete/.test(line))).toHaveLength(2),
  said: AGAIN,
});

row('E12', {
  which: 'the page died before it heard that it was completed',
  faults: [{ what: 'hang', after: true, where: { op: 'CompleteMultipartUpload' } }],
  act: async (run) => {
    await run.world.time.until(() => run.world.world.bucket.objects.size === 1);
    (await run.reopen()).uploader.addFiles([run.file]);
  },
  object: 'identical',
  requests: (requests) => {
    expect(requests.filter((line) => /^(Initiate|UploadPart|Complete)/.test(line))).toHaveLength(5);
  },
  said: AGAIN,
});

row('E12', {
  which: 'started, resumed and retried when it is ready: nothing happens',
  act: async ({ world, page, fired }) => {
    await world.time.until(() => page.phase() === 'ready');
    const before = world.world.log.entries.length;
    page.uploader.start();
    page.uploader.resume();
    page.uploader.retry();
    page.uploader.pause();
    page.uploader.cancel();
    await world.time.advance(60_000);
    expect(world.world.log.entries).toHaveLength(before);
    expect(await page.uploader.listResumable()).toEqual([]);
    fired();
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});

row('E12', {
  which: 'the same file added again is refused while its row is there',
  act: async ({ world, page, file, fired }) => {
    await world.time.until(() => page.phase() === 'ready');
    const { added, rejected } = page.uploader.addFiles([file]);
    expect([added.length, rejected.map(({ error }) => error.code)]).toEqual([0, ['file-duplicate']]);
    fired();
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});

row('E15', {
  which: 'it comes back with what it had',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    page.link.state = 'down';
    page.link.cut();
    await world.time.advance(90_000);
    page.link.state = 'up';
    fired();
  },
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: waiting('Uploading', 'interrupted'),
});

row('E15', {
  which: 'it comes back without the unfinished upload: begun anew, with the same media',
  faults: [{ what: 'cut-before', where: part2 }],
  act: async ({ world }) => {
    await world.time.until(() => world.count('UploadPart') >= 2);
    for (const { id, key } of world.orphans()) await world.world.bucket.abort(key, id);
  },
  object: 'identical',
  requests: (requests) => {
    expect(requests.slice(0, 3)).toEqual([...WHOLE.slice(0, 2), 'UploadPart 2 cut']);
    expect(requests.slice(-WHOLE.length)).toEqual(WHOLE);
  },
  said: [...waiting('Uploading', 'interrupted').slice(0, 7), ...['Queued', 'Connecting'], ...WELL.slice(4)],
});
