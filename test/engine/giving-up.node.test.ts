import { describe, expect, it } from 'vitest';
import { fileOf, PART, useVirtualTime } from '../faults/harness.js';
import { createVirtualWorld, type PageOptions, type VirtualPage, type VirtualWorld } from '../support/virtual-world.js';

useVirtualTime();

function slowPage(world: VirtualWorld, options: PageOptions = {}): VirtualPage {
  const page = world.openPage(options);
  page.link.bytesPerSecond = PART;
  return page;
}

function refuseParts(world: VirtualWorld, status: number, code: string, times: number): void {
  world.fault({ what: 'xml-code', status, code, where: { op: 'UploadPart' }, times });
}

/** A page in the middle of an upload. */
async function sending(options: PageOptions = {}) {
  const world = createVirtualWorld();
  const page = slowPage(world, options);
  const file = fileOf(PART * 6);
  page.uploader.addFiles([file], { handles: new Map([[file, {}]]) });
  await world.time.until(() => page.first().confirmed > PART);
  return { world, page, file };
}

describe('an upload that is given up', () => {
  it.each(['cancel', 'removeUpload'] as const)(
    'by %s in the moment in which it goes on leaves nothing',
    async (act) => {
      const { world, page } = await sending();
      page.uploader.pause();
      await world.time.advance(10_000);
      page.uploader.resume();
      page.uploader[act](page.first().id);
      await world.time.advance(60_000);
      expect(world.orphans()).toEqual([]);
      expect(page.profile.kept.size).toBe(0);
    },
  );

  it('while offline does not come back with the next page, which cleans up', async () => {
    const file = fileOf(PART * 6);
    const openHandle = async () => file;
    const { world, page } = await sending({ openHandle });
    page.net.goOffline();
    page.uploader.cancel();
    await world.time.advance(5_000);
    expect(page.phase()).toBe('canceled');
    page.crash();
    const next = slowPage(world, { openHandle, profile: page.profile });
    expect(await next.uploader.listResumable()).toEqual([]);
    expect(await next.uploader.restore()).toEqual([]);
    await world.time.advance(60_000);
    expect(await world.objects()).toEqual([]);
    expect(world.orphans()).toEqual([]);
    expect(page.profile.kept.size).toBe(0);
  });

  it('leaves nothing though another upload of its file goes on, and the disk was too full to tell the two apart', async () => {
    const world = createVirtualWorld();
    const page = slowPage(world);
    page.profile.full = true;
    refuseParts(world, 403, 'SignatureDoesNotMatch', 6);
    page.uploader.addFiles([fileOf(PART * 6)]);
    await world.time.until(() => page.phase() === 'failed');
    page.uploader.addFiles([fileOf(PART * 6)]);
    const second = () => page.uploader.state.uploads[1]!;
    await world.time.until(() => second().confirmed > 0);
    page.uploader.cancel(page.first().id);
    await world.time.until(() => second().phase === 'ready');
    await world.time.advance(60_000);
    expect(world.orphans()).toEqual([]);
  });

  it('leaves nothing though another page goes on with its VideoId, and the disk was too full to tell that one more', async () => {
    const world = createVirtualWorld();
    const page = slowPage(world);
    world.fault({ what: 'delay', delayMs: 1_000, where: { op: 'InitiateMultipartUpload' }, times: 1 });
    page.uploader.addFiles([fileOf(PART * 6)]);
    await world.time.until(() => page.profile.kept.size > 0);
    page.profile.full = true;
    refuseParts(world, 400, 'InvalidArgument', 1);
    await world.time.until(() => page.phase() === 'failed');
    page.profile.full = false;
    const next = slowPage(world, { profile: page.profile });
    next.uploader.addFiles([fileOf(PART * 6)]);
    await world.time.until(() => next.first().confirmed > 0);
    page.uploader.cancel(page.first().id);
    await world.time.until(() => next.phase() === 'ready');
    await world.time.advance(60_000);
    expect(world.world.videos.all).toHaveLength(1);
    expect(world.orphans()).toEqual([]);
    expect(page.profile.kept.size).toBe(0);
  });

  it('does not keep its file from being sent again while the bucket cannot be cleaned', async () => {
    const { world, page, file } = await sending();
    world.fault({ what: 'no-cors', where: { op: 'AbortMultipartUpload' }, times: 0 });
    page.uploader.cancel();
    await world.time.advance(5_000);
    page.uploader.addFiles([file]);
    await world.time.until(() => page.uploader.state.uploads[1]!.phase === 'ready');
    expect(page.said(page.uploader.state.uploads[1]!.id).join()).not.toContain('another tab');
    expect(world.world.videos.all).toHaveLength(2);
  });

  it('is not said to be in another tab when it goes on, stops and goes on at once', async () => {
    const { world, page } = await sending();
    page.uploader.pause();
    await world.time.advance(10_000);
    page.uploader.resume();
    page.uploader.pause();
    page.uploader.resume();
    await world.time.until(() => page.phase() === 'ready');
    expect(page.said().join()).not.toContain('another tab');
  });
});

describe('a file that is given again', () => {
  it('has its own row while VOD works on a restored one of the same name and size', async () => {
    const world = createVirtualWorld({ noTranscode: false, analyseMs: 3_600_000 });
    const settings = { noTranscode: false };
    const before = slowPage(world, { settings });
    before.uploader.addFiles([fileOf(PART * 3)]);
    await world.time.until(() => before.phase() === 'processing');
    before.crash();
    const page = slowPage(world, { profile: before.profile, settings });
    await page.uploader.restore();
    await world.time.until(() => page.phase() === 'processing');
    const other = new File([new Uint8Array(PART * 3)], 'clip.mp4', { lastModified: 1 });
    expect(page.uploader.addFiles([other]).added).toHaveLength(1);
    const [rejected] = page.uploader.addFiles([fileOf(PART * 3)]).rejected;
    expect(rejected?.error.code).toBe('file-duplicate');
  });

  it('is asked for when its kept handle leads to another one', async () => {
    const { world, page, file } = await sending();
    page.crash();
    const changed = new File([await file.arrayBuffer()], file.name, { lastModified: 99 });
    const next = slowPage(world, { profile: page.profile, openHandle: async () => changed });
    await next.uploader.restore();
    next.uploader.start();
    await world.time.until(() => next.phase() === 'failed');
    next.uploader.retry();
    await world.time.until(() => next.phase() === 'waiting');
    expect(next.first()).toMatchObject({ reason: 'file-needed' });
    next.uploader.addFiles([file]);
    await world.time.until(() => next.phase() === 'ready');
    expect(world.world.videos.all).toHaveLength(1);
  });
});

describe('storage that cannot be read at once', () => {
  it.each([
    [
      'fails twice',
      (list: () => Promise<unknown>, nth: number) => (nth <= 2 ? Promise.reject(new TypeError()) : list()),
    ],
    [
      'comes late',
      async (list: () => Promise<unknown>, _nth: number, late: () => Promise<void>) => {
        await late();
        return list();
      },
    ],
  ])('and %s makes no second media', async (_how, read) => {
    const { world, page } = await sending();
    page.crash();
    const { profile } = page;
    const open = profile.open.bind(profile);
    let asked = 0;
    profile.open = (...args) => {
      const hands = open(...args);
      const late = () => world.time.clock.wait(8_000, new AbortController().signal);
      const list = (scope: string) =>
        read(() => hands.checkpoints.list(scope), (asked += 1), late) as ReturnType<typeof hands.checkpoints.list>;
      return { ...hands, checkpoints: { ...hands.checkpoints, list } };
    };
    const next = slowPage(world, { profile });
    const found = next.uploader.listResumable();
    await world.time.advance(10_000);
    expect(await found).toHaveLength(1);
    next.uploader.addFiles([fileOf(PART * 6)]);
    await world.time.until(() => next.phase() === 'ready');
    expect(world.world.videos.all).toHaveLength(1);
    expect(world.orphans()).toEqual([]);
  });
});
