import { expect, it } from 'vitest';
import { isSealed } from '../../src/elements/condition.js';
import { shareOf } from '../../src/elements/describe.js';
import type { FaultOrder } from '../../src/emulator/faults.js';
import type { UploadState } from '../../src/engine/state.js';
import { createVirtualWorld, sha256Of, type VirtualWorld } from '../support/virtual-world.js';
import { named } from './catalogue.js';
import { expectClean, fileOf, PART, row, SIZE, useVirtualTime, WELL, type Run } from './harness.js';
import { failing, waiting, WHOLE } from './usual.js';

useVirtualTime();

/** Somebody else's object lies where this one is to lie. */
async function occupy({ world }: Run): Promise<void> {
  const { bucket, videos } = world.world;
  const old = OLD.stream() as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>;
  bucket.put(videos.all[0]!.key, await bucket.receive(old), {});
}
const OLD = new Blob(['the old object']);

row('C9', {
  which: 'it stays until the new one is complete',
  act: async (run) => {
    const { world, page, fired } = run;
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    await occupy(run);
    await world.time.until(() => page.first().confirmed >= PART * 2);
    expect((await world.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(OLD)]);
    fired();
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});

row('C9', {
  which: 'an upload that fails leaves it as it was',
  faults: [{ what: 'status', status: 403, code: 'AccessDenied', where: { op: 'UploadPart', part: 3 }, times: 0 }],
  act: async (run) => {
    run.page.link.bytesPerSecond = PART;
    await run.world.time.until(() => run.page.first().confirmed >= PART);
    await occupy(run);
  },
  ends: 'failed',
  object: () => [OLD],
  requests: [...WHOLE.slice(0, 3), 'UploadPart 3 403', 'UploadPart 3 403'],
  said: [
    ...waiting('Uploading', 'credentials').slice(0, 7),
    failing('Uploading', 'The storage service does not allow this upload. Contact the site owner.').at(-1)!,
  ],
});

row('C9', {
  which: 'an upload that is canceled leaves it as it was',
  act: async (run) => {
    run.page.link.bytesPerSecond = PART;
    await run.world.time.until(() => run.page.first().confirmed >= PART);
    await occupy(run);
    run.fired();
    run.page.uploader.cancel();
  },
  ends: 'canceled',
  object: () => [OLD],
  requests: [...WHOLE.slice(0, 2), 'UploadPart 2 cut', 'AbortMultipartUpload 204', 'AbortMultipartUpload 404'],
  said: [...WELL.slice(0, 5), 'Canceled'],
});

const STORMS: readonly [string, readonly FaultOrder[]][] = [
  ['nothing is wrong', []],
  ['parts are cut and lost', [{ what: 'cut-before', where: { op: 'UploadPart', nth: 2 }, times: 3 }]],
  ['answers are lost', [{ what: 'cut-after', where: { op: 'UploadPart', nth: 2 }, times: 3 }]],
  ['completing takes three tries', [{ what: 'status', where: { op: 'CompleteMultipartUpload' }, times: 3 }]],
  [
    'half of it is gone in the middle',
    [{ what: 'xml-code', code: 'NoSuchUpload', where: { op: 'UploadPart', nth: 4 } }],
  ],
];

/** Bytes that the bucket holds now, in parts or in an object. */
function held({ world }: VirtualWorld): number {
  const parts = [...world.bucket.uploads.values()].flatMap((upload) => [...upload.parts.values()]);
  const objects = [...world.bucket.objects.values()].map(({ content }) => content);
  return [...parts, ...objects].reduce((sum, { size }) => sum + size, 0);
}

for (const [which, faults] of STORMS) {
  it(named('C10', which), async () => {
    const world = createVirtualWorld();
    const orders = faults.map((order) => world.fault(order));
    const file = fileOf(PART * 6 + 17);
    const page = world.openPage({ settings: { maxConnections: 3 } });
    page.link.bytesPerSecond = PART;
    const lies: string[] = [];
    const look = (state: UploadState): void => {
      const { phase, sent, confirmed, total } = state;
      const sealed = isSealed(state);
      const truths = {
        'a share of 1 exactly when it is sealed': (shareOf(state) === 1) === sealed,
        'all sent exactly when it is sealed': (sent === total) === sealed,
        'no more confirmed than the bucket holds': phase !== 'uploading' || confirmed <= held(world),
        'sealed only with an object': !sealed || world.world.bucket.objects.size === 1,
      };
      for (const [what, holds] of Object.entries(truths))
        if (!holds) lies.push(`${phase} ${sent} ${confirmed}: ${what}`);
    };
    page.uploader.observe(look, { signal: new AbortController().signal });
    page.uploader.addFiles([file]);
    await world.time.until(() => page.phase() === 'ready');
    expect(lies).toEqual([]);
    for (const { hits } of orders) expect(hits).toBeGreaterThan(0);
    expect((await world.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(file)]);
    expectClean(world, page);
  });
}

it(named('C10', 'after a crash it begins with what the bucket holds'), async () => {
  const world = createVirtualWorld();
  const file = fileOf(PART * 6 + 17);
  const dying = world.openPage();
  dying.link.bytesPerSecond = PART;
  dying.uploader.addFiles([file]);
  await world.time.until(() => dying.first().confirmed >= PART * 3);
  dying.crash();
  const page = world.openPage({ profile: dying.profile });
  page.link.bytesPerSecond = PART;
  await page.uploader.restore();
  expect(page.first().confirmed).toBe(held(world));
  page.uploader.addFiles([file]);
  await world.time.until(() => page.phase() === 'ready');
  expect(page.seen.every(({ sent }) => sent >= PART * 3)).toBe(true);
  expect((await world.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(file)]);
  expectClean(world, page);
});

for (const [which, ms] of [
  ['for a minute each', 60_000],
  ['for two hours each, so that the token has expired', 7_200_000],
] satisfies [string, number][]) {
  it(named('C11', which), async () => {
    const changes = await uploaded();
    expect(changes).toBeGreaterThan(12);
    for (let change = 1; change < changes; change += 1) await uploaded(change, ms);
  });
}

/** Pauses for so long when the upload has changed so often; says how often it did in all. */
async function uploaded(change = Infinity, ms = 0): Promise<number> {
  const world = createVirtualWorld({ analyseMs: 1_000 });
  const file = fileOf(SIZE);
  const page = world.openPage({ settings: { maxConnections: 1 } });
  page.link.bytesPerSecond = PART;
  page.uploader.addFiles([file]);
  await world.time.until(() => page.seen.length >= change || page.phase() === 'ready');
  if (ms > 0) {
    page.uploader.pause();
    await world.time.advance(ms);
    page.uploader.start();
  }
  await world.time.until(() => page.phase() === 'ready');
  const at = `change ${change}: ${page.said().join(' → ')}`;
  expect(
    (await world.objects()).map(({ sha256 }) => sha256),
    at,
  ).toEqual([await sha256Of(file)]);
  expect(world.world.videos.all, at).toHaveLength(1);
  expect(world.count('InitiateMultipartUpload', 200), at).toBe(1);
  // At most the part that was on its way is sent twice.
  expect(world.count('UploadPart', 200), at).toBeLessThanOrEqual(4);
  expect(world.orphans(), at).toEqual([]);
  expectClean(world, page);
  return page.seen.length;
}
