import { expect, it } from 'vitest';
import type { FaultOrder } from '../../src/emulator/faults.js';
import { BrowserProfile } from '../support/browser-profile.js';
import { createVirtualWorld, sha256Of, type VirtualPage, type VirtualWorld } from '../support/virtual-world.js';
import { named } from './catalogue.js';
import { expectClean, fileOf, PART, row, useVirtualTime, WELL } from './harness.js';
import { asking, failing, WAITS, waiting, WHOLE } from './usual.js';

useVirtualTime();

row('E3', {
  which: 'full: it goes on, only not after a reload',
  act: async ({ page, fired, world }) => {
    page.profile.full = true;
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    expect(page.profile.kept.size).toBe(0);
    fired();
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});

row('E3', {
  which: 'cleared in the middle: written anew with the next part',
  file: () => fileOf(PART * 3),
  act: async ({ page, fired, world }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    page.profile.kept.clear();
    await world.time.until(() => page.first().confirmed >= PART * 2);
    expect(page.profile.kept.size).toBe(1);
    fired();
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});

type Fate = (first: VirtualPage, world: VirtualWorld) => Promise<void> | void;

const FATES: Readonly<Record<string, Fate>> = {
  'the first finishes': () => undefined,
  'the first dies': (first) => first.crash(),
  'the first is paused and never goes on': (first) => first.uploader.pause(),
  'the first loses its network': (first) => first.net.goOffline(),
  'the first is canceled': (first) => first.uploader.cancel(),
};

for (const [which, fate] of Object.entries(FATES)) {
  it(named('E4', which), async () => {
    for (const confirmed of [0, PART, PART * 2]) {
      const world = createVirtualWorld();
      const file = fileOf(PART * 4 + 17);
      const profile = new BrowserProfile();
      const [first, second] = [world.openPage({ profile }), world.openPage({ profile })];
      first.link.bytesPerSecond = PART;
      first.uploader.addFiles([file]);
      await world.time.until(() => first.phase() === 'uploading' && first.first().confirmed >= confirmed);
      second.uploader.addFiles([file]);
      await world.time.until(() => second.phase() === 'waiting');
      expect(second.said().at(-1)).toBe(
        'Uploading: In another browser tab. If that tab closes, the upload continues here.',
      );
      await fate(first, world);
      await world.time.advance(60_000);
      // A network that is away does not let go of the upload; when it is back the first goes on.
      first.net.goOnline();
      await world.time.until(() => second.phase() === 'ready');
      const at = `${which} at ${confirmed}: ${first.said().join(' → ')} | ${second.said().join(' → ')}`;
      expect(
        (await world.objects()).map(({ sha256 }) => sha256),
        at,
      ).toEqual([await sha256Of(file)]);
      // What was canceled is another upload than the one that follows.
      expect(world.world.videos.all.length, at).toBe(first.phase() === 'canceled' ? 2 : 1);
      expect(world.orphans(), at).toEqual([]);
      expect(world.count('CompleteMultipartUpload', 200), at).toBe(1);
      if (first.phase() === 'paused') first.uploader.cancel();
      await world.time.advance(120_000);
      expectClean(world, second);
    }
  });
}

row('E10', {
  which: 'the others are stopped, nothing more is sent, and it is said once',
  file: () => fileOf(PART * 9),
  connections: 3,
  faults: [{ what: 'status', status: 400, code: 'InvalidArgument', where: { op: 'UploadPart', part: 2 }, times: 0 }],
  act: async ({ world, page }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.phase() === 'failed');
    const asked = world.requests().length;
    await world.time.advance(3_600_000);
    expect(world.requests()).toHaveLength(asked);
    expect(page.seen.filter(({ phase }) => phase === 'failed')).toHaveLength(1);
  },
  ends: 'failed',
  object: 'absent',
  requests: (requests) => {
    expect(requests[0]).toBe(WHOLE[0]);
    expect(requests.slice(1).every((line) => line.startsWith('UploadPart'))).toBe(true);
    expect(requests.some((line) => line.startsWith('UploadPart 7'))).toBe(false);
  },
  said: failing('Uploading', 'The storage service does not allow this upload. Contact the site owner.'),
});

row('E10', {
  which: 'for a while: the others go on meanwhile',
  file: () => fileOf(PART * 5),
  connections: 3,
  faults: [{ what: 'status', status: 503, where: { op: 'UploadPart', part: 2 }, times: 6 }],
  act: async ({ world, page }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART * 4);
    expect(page.phase()).not.toBe('failed');
  },
  object: 'identical',
  requests: (requests) => expect(requests.filter((line) => line === 'UploadPart 2 200')).toHaveLength(1),
  said: waiting('Uploading', 'interrupted'),
});

it(named('E11', 'the others arrive; all that failed are retried with one call'), async () => {
  const world = createVirtualWorld();
  const bad = world.fault({
    what: 'status',
    status: 403,
    code: 'Forbidden',
    where: { op: 'CreateUploadVideo', nth: 40 },
  });
  const files = Array.from({ length: 100 }, (_, i) => fileOf(1_000 + i, `clip-${i}.mp4`));
  const page = world.openPage();
  page.link.latencyMs = 5;
  page.uploader.addFiles(files);
  let most = 0;
  await world.time.until(() => {
    const { uploads } = page.uploader.state;
    most = Math.max(most, uploads.filter(({ phase }) => ['authorized', 'uploading'].includes(phase)).length);
    return uploads.every(({ phase }) => phase === 'ready' || phase === 'failed');
  });
  expect(bad.hits).toBe(1);
  expect(most).toBe(2);
  const failed = page.uploader.state.uploads.filter(({ phase }) => phase === 'failed');
  expect(failed).toHaveLength(1);
  expect(page.said(failed[0]!.id)).toEqual(
    failing(
      'Queued',
      'This site’s server did not allow the upload. Check that you are allowed to upload here, then retry.',
    ),
  );
  page.uploader.retry();
  await world.time.until(() => page.uploader.state.uploads.every(({ phase }) => phase === 'ready'));
  const wanted = await Promise.all(files.map(sha256Of));
  expect((await world.objects()).map(({ sha256 }) => sha256).sort()).toEqual(wanted.sort());
  expect(world.world.videos.all).toHaveLength(100);
  expect(world.orphans()).toEqual([]);
  expectClean(world, page);
});

for (const [op, faults, said] of [
  ['CreateUploadVideo', [], waiting('Queued', 'signIn')],
  [
    'RefreshUploadVideo',
    [{ what: 'expired-token', where: { op: 'UploadPart', part: 2 } }],
    [...WELL.slice(0, 5), WAITS.credentials, WAITS.signIn, ...WELL.slice(4)],
  ],
  ['BatchGetMediaInfos', [], waiting('Processing', 'signIn')],
] satisfies [string, FaultOrder[], string[]][]) {
  row('E13', {
    which: `${op} is refused for want of a session, until the person has signed in`,
    faults: [{ what: 'expired-token', where: { op, service: 'backend' }, times: 0 }, ...faults],
    act: async ({ world, page }) => {
      await world.time.advance(3_600_000);
      expect(page.said().at(-1)).toBe(WAITS.signIn);
      world.world.faults.clear();
      page.uploader.resume();
    },
    object: 'identical',
    requests: faults.length > 0 ? asking('UploadPart 2', 'UploadPart 2 403') : WHOLE,
    said,
  });
}
