import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackendFunctions } from '../../src/vod/backend.js';
import { createFunctionBackend } from '../../src/vod/backend.js';
import type { Settings } from '../../src/engine/settings.js';
import { Uploader } from '../../src/engine/uploader.js';
import { BrowserProfile } from '../support/browser-profile.js';
import { createFakePorts, createTestUploader, failing, fileOf, LIMITS, type FakePorts } from '../support/fake-ports.js';
import { mortal } from '../support/mortal.js';
import { makeWorkPrompt } from '../support/real-work.js';
import { createVirtualWorld } from '../support/virtual-world.js';

const PART = 102_400;
const SIZE = PART * 4 + 17;
const ON: Partial<Settings> = { deleteCanceled: true };

/** VOD waits for the file for as long as it is not whole. */
const createPorts = (options: Parameters<typeof createFakePorts>[0] = {}) =>
  createFakePorts({ statuses: ['uploading'], bytesPerSecond: 200_000, ...options });

async function sending(fake: FakePorts, settings = ON) {
  const made = createTestUploader(fake, settings);
  made.uploader.addFiles([fileOf(SIZE)]);
  await fake.time.until(() => made.first().confirmed > 0);
  return made;
}

const cleaning = (fake: FakePorts) => {
  const ops = fake.ops();
  return ops.slice(ops.indexOf('discard'));
};

/** Nothing is left here: what is at VOD each test looks at itself. */
function expectQuiet(fake: FakePorts): void {
  expect(fake.uploads.size).toBe(0);
  expect(fake.checkpoints.size).toBe(0);
  expect(fake.time.pending).toBe(0);
}

describe('the media of a canceled upload', () => {
  it('stays at VOD unless the page says otherwise', async () => {
    const fake = createPorts();
    const { uploader } = await sending(fake, {});
    uploader.cancel();
    await fake.time.advance(60_000);
    expect(fake.count('delete media')).toBe(0);
    expectQuiet(fake);
  });

  it('is taken back after what is in the bucket', async () => {
    const fake = createPorts();
    const { uploader, phase } = await sending(fake);
    uploader.cancel();
    await fake.time.advance(60_000);
    expect(phase()).toBe('canceled');
    expect(cleaning(fake)).toEqual(['discard', 'discard', 'report', 'delete media']);
    expectQuiet(fake);
  });

  it('is taken back when the row is removed, and when it has failed before it was whole', async () => {
    const fake = createPorts();
    fake.fail(({ op, n }) => op === 'put' && n === 2, failing('file-unreadable'));
    const { uploader, first, phase } = createTestUploader(fake, ON);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    uploader.removeUpload(first().id);
    await fake.time.advance(60_000);
    expect(fake.count('delete media')).toBe(1);
    expectQuiet(fake);
  });

  it('is taken back where the bucket has nothing of it yet', async () => {
    const fake = createPorts();
    const release = fake.hold(({ op }) => op === 'create');
    const { uploader } = createTestUploader(fake, ON);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => fake.count('create') === 1);
    uploader.cancel();
    release();
    await fake.time.advance(60_000);
    expect(fake.ops()).toEqual(['create', 'report', 'delete media']);
    expectQuiet(fake);
  });

  it('is there no more, or whole, at whatever moment it was canceled', async () => {
    for (let moment = 0; moment < 40; moment += 1) {
      const fake = createPorts();
      const { uploader, phase } = createTestUploader(fake, ON);
      uploader.addFiles([fileOf(SIZE)]);
      await fake.time.advance(moment * 75);
      const before = phase();
      uploader.cancel();
      uploader.cancel();
      await fake.time.advance(120_000);
      const isCanceled = phase() === 'canceled';
      expect(isCanceled, `moment ${moment}, ${before}`).toBe(before !== 'processing' && before !== 'ready');
      expect(fake.count('delete media'), `moment ${moment}`).toBe(isCanceled && fake.metadata.length > 0 ? 1 : 0);
      if (isCanceled) expectQuiet(fake);
    }
  });

  it('is taken back when the cancel overtakes the answer to the seal', async () => {
    // VOD has noticed that it is whole.
    const fake = createPorts({ statuses: ['uploaded'] });
    const release = fake.hold(({ op }) => op === 'seal');
    const { uploader, phase } = await sending(fake);
    await fake.time.until(() => fake.count('seal') === 1);
    uploader.cancel();
    release();
    await fake.time.advance(60_000);
    expect(phase()).toBe('canceled');
    expect(fake.count('delete media')).toBe(1);
    expectQuiet(fake);
  });

  it('stays when it was whole and VOD could not use it', async () => {
    const fake = createPorts({ statuses: ['transcode-failed'] });
    const { uploader, phase } = await sending(fake);
    await fake.time.until(() => phase() === 'failed');
    uploader.cancel();
    await fake.time.advance(60_000);
    expect(phase()).toBe('canceled');
    expect(fake.count('delete media')).toBe(0);
    expectQuiet(fake);
  });

  it('stays when VOD says that it is whole, though no seal has left here', async () => {
    const fake = createPorts({ statuses: ['transcoding'] });
    const { uploader } = await sending(fake);
    uploader.cancel();
    await fake.time.advance(60_000);
    expect(cleaning(fake)).toEqual(['discard', 'discard', 'report']);
    expectQuiet(fake);
  });

  it('stays when another page has finished it meanwhile', async () => {
    const fake = createPorts();
    const { uploader } = await sending(fake);
    uploader.pause();
    await fake.time.settle();
    fake.checkpoints.clear();
    uploader.cancel();
    await fake.time.advance(60_000);
    expect(fake.count('delete media')).toBe(0);
    expectQuiet(fake);
  });
});

describe('a media that cannot be taken back now', () => {
  it('is, when the backend is back', async () => {
    const fake = createPorts();
    fake.fail(({ op }) => op === 'delete media', failing('backend-unreachable'), 5);
    const { uploader } = await sending(fake);
    uploader.cancel();
    await fake.time.advance(300_000);
    expect(fake.count('delete media')).toBe(6);
    expectQuiet(fake);
  });

  it.each(['backend-unsupported', 'backend-refused'] as const)('never will be when the answer is %s', async (code) => {
    const fake = createPorts();
    fake.fail(({ op }) => op === 'delete media', failing(code));
    const { uploader } = await sending(fake);
    uploader.cancel();
    await fake.time.advance(300_000);
    expect(fake.count('delete media')).toBe(1);
    expectQuiet(fake);
  });

  it('is by the next page, which needs no setting of its own', async () => {
    const fake = createPorts();
    const { ports, die } = mortal(fake.ports);
    const uploader = new Uploader(ports, LIMITS, { partSize: PART, ...ON });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => uploader.state.uploads[0]!.confirmed > 0);
    fake.fail(({ op }) => op === 'delete media', failing('backend-busy'));
    uploader.cancel();
    await fake.time.until(() => fake.count('delete media') > 1);
    die();
    await fake.time.advance(3_600_000);
    const stored = JSON.stringify([...fake.checkpoints.values()]);
    expect(stored).toContain('"canceled"');
    fake.heal();
    const asked = fake.count('delete media');
    const next = new Uploader(fake.ports, LIMITS, {});
    expect(await next.listResumable()).toEqual([]);
    await next.restore();
    expect(next.state.uploads).toEqual([]);
    await fake.time.advance(60_000);
    expect(fake.count('delete media')).toBe(asked + 1);
    expectQuiet(fake);
  });

  it('is left to the next page after a day', async () => {
    const fake = createPorts();
    fake.fail(({ op }) => op === 'delete media', failing('backend-sign-in'));
    const { uploader } = await sending(fake);
    uploader.cancel();
    await fake.time.advance(26 * 3_600_000);
    expect(fake.time.pending).toBe(0);
    expect(fake.checkpoints.size).toBe(1);
    const asked = fake.count('delete media');
    fake.heal();
    const next = new Uploader(fake.ports, LIMITS, {});
    await next.restore();
    await fake.time.advance(60_000);
    expect(fake.count('delete media')).toBe(asked + 1);
    expectQuiet(fake);
  });
});

it('is another one for the tab that was given the file and goes on', async () => {
  const fake = createPorts({ bytesPerSecond: 40_000 });
  const profile = new BrowserProfile();
  const openTab = () => {
    const { ports } = mortal({ ...fake.ports, ...profile.open(() => fake.time.clock.now()) });
    return new Uploader(ports, LIMITS, { partSize: PART, maxConnections: 2, ...ON });
  };
  const one = openTab();
  one.addFiles([fileOf(SIZE)]);
  await fake.time.until(() => one.state.uploads[0]!.confirmed > 0);
  const two = openTab();
  await two.restore();
  profile.air.deaf = true;
  two.addFiles([fileOf(SIZE)]);
  expect(two.state.uploads).toHaveLength(1);
  one.cancel();
  await fake.time.until(() => two.state.uploads[0]!.phase === 'processing');
  expect(two.state.uploads[0]!.videoId).toBe('video-2');
  expect([fake.count('create'), fake.count('delete media')]).toEqual([2, 1]);
});

it('may be asked for by a backend that can delete a media and not what is left of it', async () => {
  const asked: string[] = [];
  const functions: BackendFunctions = {
    createUploadVideo: () => ({}),
    deleteVideo: ({ VideoIds }) => {
      asked.push(VideoIds);
      return { RequestId: '1' };
    },
  };
  await createFunctionBackend(functions).deleteMedia('v1', { signal: new AbortController().signal });
  expect(asked).toEqual(['v1']);
});

describe('the whole way', () => {
  let undo = (): void => undefined;
  beforeAll(() => void (undo = makeWorkPrompt()));
  afterAll(() => undo());

  it('leaves nothing of it at VOD or in the bucket, however often the clean-up is cut', async () => {
    const world = createVirtualWorld();
    for (const op of ['DeleteMultipartUpload', 'DeleteVideo'])
      world.fault({ what: 'cut-after', where: { service: 'backend', op }, times: 2 });
    const page = world.openPage({ settings: { ...ON, maxConnections: 1 } });
    page.link.bytesPerSecond = PART;
    page.uploader.addFiles([fileOf(SIZE)]);
    await world.time.until(() => page.first().confirmed >= PART);
    expect(world.world.videos.all).toHaveLength(1);
    expect(world.orphans()).toHaveLength(1);
    page.uploader.cancel();
    await world.time.advance(120_000);
    expect(world.world.videos.all).toEqual([]);
    expect(world.orphans()).toEqual([]);
    expect(await world.objects()).toEqual([]);
    expect(page.profile.kept.size).toBe(0);
    expect(world.timers()).toBe(0);
    // The multipart upload before the media.
    const ops = world.world.log.entries.filter(({ service }) => service !== 'backend').map(({ op }) => op);
    expect(ops.indexOf('DeleteVideo')).toBeGreaterThan(ops.lastIndexOf('AbortMultipartUpload'));
  });

  it('is gone on with by the next page', async () => {
    const world = createVirtualWorld();
    world.fault({ what: 'status', status: 503, where: { service: 'backend', op: 'DeleteVideo' }, times: 0 });
    const page = world.openPage({ settings: { ...ON, maxConnections: 1 } });
    page.link.bytesPerSecond = PART;
    page.uploader.addFiles([fileOf(SIZE)]);
    await world.time.until(() => page.first().confirmed >= PART);
    page.uploader.cancel();
    await world.time.until(() => world.count('DeleteVideo') > 0);
    page.crash();
    world.world.faults.clear();
    expect(world.world.videos.all).toHaveLength(1);
    const next = world.openPage({ profile: page.profile });
    await next.uploader.restore();
    await world.time.advance(120_000);
    expect(next.uploader.state.uploads).toEqual([]);
    expect(world.world.videos.all).toEqual([]);
    expect(next.profile.kept.size).toBe(0);
  });

  it('leaves alone a film that is finished', async () => {
    const world = createVirtualWorld({ analyseMs: 1_000 });
    const page = world.openPage({ settings: ON });
    page.uploader.addFiles([fileOf(SIZE)]);
    await world.time.until(() => page.phase() === 'ready');
    page.uploader.cancel();
    page.uploader.clear();
    await world.time.advance(120_000);
    expect(world.world.videos.all).toHaveLength(1);
    expect(await world.objects()).toHaveLength(1);
    expect(world.count('DeleteVideo')).toBe(0);
  });
});
