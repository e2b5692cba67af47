import { describe, expect, it } from 'vitest';
import { BrowserProfile } from '../support/browser-profile.js';
import {
  createFakePorts,
  createTestUploader,
  digestOf,
  failing,
  fileOf,
  type FakePorts,
} from '../support/fake-ports.js';
import type { Settings } from '../../src/engine/settings.js';
import type { Phase } from '../../src/engine/state.js';

const SIZE = 102_400 * 3 + 17;
const forever = () => ({ signal: new AbortController().signal });

describe('nothing is left in the bucket', () => {
  it('when a canceled upload is removed before it has cleaned up', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => first()?.confirmed > 0);
    uploader.cancel();
    uploader.clear();
    await fake.time.advance(120_000);
    expect(fake.uploads.size).toBe(0);
    expect(fake.count('discard')).toBeGreaterThan(0);
  });

  it.each<Phase>(['validated', 'queued', 'authorized', 'uploading'])(
    'when a listener cancels at "%s"',
    async (moment) => {
      const fake = createFakePorts();
      const { uploader, phase } = createTestUploader(fake);
      uploader.observe((after) => after.phase === moment && uploader.cancel(after.id), forever());
      uploader.addFiles([fileOf(SIZE)]);
      await fake.time.advance(120_000);
      expect(phase()).toBe('canceled');
      expect(fake.uploads.size).toBe(0);
      expect(fake.objects.size).toBe(0);
    },
  );

  it('when a listener removes what was just added', async () => {
    const fake = createFakePorts();
    const { uploader } = createTestUploader(fake);
    uploader.observe((after, before) => before === undefined && uploader.removeUpload(after.id), forever());
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.advance(120_000);
    expect(uploader.state.uploads).toEqual([]);
    expect(fake.calls).toEqual([]);
  });
});

describe('a file that is not whole is never sealed', () => {
  it('when the listing that stands in for hidden ETags lacks a part', async () => {
    const fake = createFakePorts({ etags: false });
    const release = fake.hold((call) => call.op === 'list');
    const { uploader, phase } = createTestUploader(fake);
    const file = fileOf(SIZE);
    uploader.addFiles([file]);
    await fake.time.until(() => fake.count('list') === 1);
    fake.uploads.get('upload-1')!.parts.delete(2);
    fake.heal();
    release();
    await fake.time.until(() => phase() === 'ready');
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toBe(await digestOf(file));
  });

  it('when the error of one part meets the end of another', async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      const fake = createFakePorts();
      const release = fake.hold((call) => call.op === 'put' && call.n === 1);
      const { openStore } = fake.ports;
      Object.assign(fake.ports, {
        openStore: (credentials: never) => {
          const store = openStore(credentials);
          const put: typeof store.put = async (target, id, part, options) => {
            if (part.n !== 2) return store.put(target, id, part, options);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            throw failing('storage-misconfigured');
          };
          return { ...store, put };
        },
      });
      const { uploader, phase } = createTestUploader(fake, { maxConnections: 2 });
      uploader.addFiles([fileOf(204_800)]);
      await fake.time.settle();
      release();
      await fake.time.settle();
      expect(phase(), `${turns} turns`).toBe('failed');
    }
  });

  it('when a page asks for a number of connections that makes no sense', () => {
    const { uploader } = createTestUploader(createFakePorts());
    expect(() => uploader.configure({ maxConnections: NaN })).toThrow('maxConnections cannot be NaN');
    expect(() => uploader.configure({ maxConcurrentUploads: 0 })).toThrow(TypeError);
    expect(() => uploader.configure({ partSize: NaN })).toThrow(TypeError);
    expect(uploader.settings.maxConnections).toBe('auto');
  });
});

describe('nothing hangs', () => {
  it.each(['create', 'open', 'put', 'list', 'seal', 'look'])(
    'when %s is never answered and the upload is removed',
    async (op) => {
      const fake = createFakePorts({ etags: op !== 'list' });
      let held = 0;
      fake.hold((call) => call.op === op && (held += 1) === 1);
      const { uploader } = createTestUploader(fake, { maxConcurrentUploads: 1 });
      const { added } = uploader.addFiles([fileOf(SIZE, 'a.mp4'), fileOf(SIZE, 'b.mp4')]);
      await fake.time.settle();
      uploader.removeUpload(added[0]!.id);
      await fake.time.until(() => uploader.state.uploads[0]!.phase === 'ready');
    },
  );

  it('when a part stands still: it is cut off, said, and sent again', async () => {
    const fake = createFakePorts();
    let held = 0;
    fake.hold((call) => call.op === 'put' && call.n === 2 && (held += 1) === 1);
    const { uploader, phase, seen } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(seen.find((s) => s.phase === 'waiting')).toMatchObject({ reason: 'stalled' });
    expect(fake.ops().filter((op) => op === 'put 2')).toHaveLength(2);
  });

  it('when the computer slept: what was under way is sent again at once, with fresh credentials', async () => {
    const fake = createFakePorts();
    let held = 0;
    fake.hold((call) => call.op === 'put' && call.n === 2 && (held += 1) === 1);
    const { uploader, phase } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => held === 1);
    fake.time.sleep(2 * 3_600_000);
    await fake.time.until(() => phase() === 'ready', 15_000);
    expect(fake.ops().filter((op) => op === 'put 2')).toHaveLength(2);
    expect(fake.count('refresh')).toBe(1);
  });

  it('when a slow link is alive: it is left alone', async () => {
    const fake = createFakePorts({ bytesPerSecond: 5_000 });
    const { uploader, phase, phases } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(phases()).not.toContain('waiting');
  });

  it('when "no such upload" never ends: it begins anew once', async () => {
    const fake = createFakePorts({ bytesPerSecond: 500_000 });
    fake.fail((call) => call.op === 'seal', failing('upload-gone'));
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'upload-gone' } });
    expect(fake.count('open')).toBe(2);
  });
});

describe('what is said is true', () => {
  it('waits with the reason of the renewal that it waits for, and can be nudged', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, phase, first } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => first()?.confirmed > 0);
    uploader.pause();
    await fake.time.advance(4_000_000);
    fake.fail((call) => call.op === 'refresh', failing('backend-sign-in'));
    uploader.resume();
    await fake.time.until(() => phase() === 'waiting');
    expect(first()).toMatchObject({ reason: 'sign-in', from: 'uploading' });
    fake.heal();
    uploader.resume();
    await fake.time.until(() => phase() === 'ready');
  });

  it('does not wait, and does not fail, for a renewal that nobody needs any more', async () => {
    const fake = createFakePorts({ bytesPerSecond: 3_000, lifetimeMs: 100_000 });
    fake.fail((call) => call.op === 'refresh', failing('backend-busy'));
    const { uploader, phase, phases } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(102_400 * 2 + 70_000)]);
    await fake.time.until(() => phase() === 'ready' || phase() === 'failed');
    expect(fake.count('refresh')).toBeGreaterThan(0);
    expect(phase()).toBe('ready');
    expect(phases()).not.toContain('waiting');
    await fake.time.advance(60_000);
    expect(fake.time.pending).toBe(0);
  });

  it('never shows all bytes before the seal', async () => {
    const fake = createFakePorts();
    const { uploader, phase, seen } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(seen.filter((s) => s.phase === 'uploading').every((s) => s.sent < s.total)).toBe(true);
  });

  it('does not blame the network for what was answered', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'create', failing('backend-malformed'));
    fake.online = false;
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(fake.count('create')).toBe(1);
  });

  it('takes a validate function that throws for a refusal', async () => {
    const fake = createFakePorts();
    const refuse = () => Promise.reject(new Error('Only on Mondays'));
    const { uploader, phase, first } = createTestUploader(fake, { validate: refuse });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'file-refused', message: 'Only on Mondays' } });
  });

  it('asks again after five minutes, whatever Retry-After says', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'open', failing('storage-busy', { retryAfterMs: 365 * 86_400_000 }), 1);
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready', 400_000);
  });
});

describe('the queue', () => {
  it('keeps its order when settings change', async () => {
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const { uploader, seen } = createTestUploader(fake, { maxConcurrentUploads: 1 });
    uploader.addFiles(['a', 'b', 'c', 'd'].map((name) => fileOf(200_000, name + '.mp4')));
    await fake.time.settle();
    uploader.configure({ accept: '' });
    uploader.configure({ accept: '' });
    await fake.time.until(() => uploader.state.uploads.every(({ phase }) => phase === 'ready'));
    const order = seen.filter(({ phase }) => phase === 'authorized').map(({ name }) => name[0]);
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives a place to the next when the first in line is canceled at that moment', async () => {
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const { uploader } = createTestUploader(fake, { maxConcurrentUploads: 1 });
    const { added } = uploader.addFiles(['a', 'b', 'c'].map((name) => fileOf(200_000, name + '.mp4')));
    await fake.time.settle();
    uploader.configure({ maxConcurrentUploads: 2 });
    uploader.cancel(added[1]!.id);
    await fake.time.settle();
    expect(uploader.state.uploads.map(({ phase }) => phase)).toEqual(['uploading', 'canceled', 'uploading']);
  });

  it('gives connections that came free to those that still send', async () => {
    const fake = createFakePorts({ bytesPerSecond: 10_000 });
    const { uploader } = createTestUploader(fake, { maxConnections: 4 });
    uploader.addFiles([fileOf(102_400 * 40, 'a.mp4'), fileOf(102_400 * 2, 'b.mp4')]);
    await fake.time.until(() => uploader.state.uploads[1]!.phase === 'ready');
    const before = fake.count('put');
    await fake.time.advance(102_400 / 10);
    expect(fake.count('put') - before).toBeGreaterThanOrEqual(4);
  });
});

describe('listeners', () => {
  it('hear every change in its order, also one that another listener causes', async () => {
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const { uploader } = createTestUploader(fake);
    uploader.observe((after) => after.phase === 'uploading' && after.sent === 0 && uploader.pause(), forever());
    const heard: string[] = [];
    uploader.observe(
      (after, before) => before && before.phase !== after.phase && heard.push(`${before.phase}>${after.phase}`),
      forever(),
    );
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.settle();
    expect(heard.slice(-2)).toEqual(['authorized>uploading', 'uploading>paused']);
  });

  it('that throw are reported and hurt no upload', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    const reported: unknown[] = [];
    const report = (error: unknown) => void reported.push(error);
    const own = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', report);
    try {
      uploader.observe(() => {
        throw new Error('the page');
      }, forever());
      uploader.addFiles([fileOf(SIZE)]);
      await fake.time.until(() => phase() === 'ready');
    } finally {
      process.off('uncaughtException', report);
      for (const listener of own) process.on('uncaughtException', listener);
    }
    expect(reported.length).toBeGreaterThan(5);
  });
});

describe('two rows of one file', () => {
  /** The first failed for good and stays in the list, the second was begun since. */
  async function twoRows(first: (fake: FakePorts) => Partial<Settings>) {
    const fake = createFakePorts({ statuses: ['blocked'] });
    const { lock, locked } = new BrowserProfile().open();
    Object.assign(fake.ports, { lock, locked });
    const { uploader } = createTestUploader(fake, first(fake));
    const phase = (row: number) => uploader.state.uploads[row]?.phase;
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase(0) === 'failed');
    fake.fail(({ op, n }) => op === 'put' && n === 2, failing('storage-misconfigured'));
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase(1) === 'failed');
    return { fake, uploader };
  }
  const refusedOnce = () => {
    let asked = 0;
    return { validate: () => ((asked += 1) === 1 ? 'Not today' : undefined) };
  };

  it('are thrown away together, in the bucket too', async () => {
    for (const first of [refusedOnce, () => ({})]) {
      const { fake, uploader } = await twoRows(first);
      expect(fake.uploads.size).toBe(1);
      uploader.cancel();
      await fake.time.advance(120_000);
      expect(fake.uploads.size).toBe(0);
      expect(fake.checkpoints.size).toBe(0);
    }
  });

  it('have nothing to do with each other: the one that is removed leaves the other what it has', async () => {
    const { fake, uploader } = await twoRows(() => ({}));
    const [first, second] = uploader.state.uploads;
    uploader.removeUpload(first!.id);
    await fake.time.advance(120_000);
    expect(fake.uploads.size).toBe(1);
    expect([...fake.checkpoints.values()].map(({ videoId }) => videoId)).toEqual([second!.videoId]);
  });
});

describe('a begin in the bucket', () => {
  it('that is answered just after a waking page gave it up is not asked for again', async () => {
    const fake = createFakePorts();
    const { uploader, phase } = createTestUploader(fake);
    const release = fake.hold(({ op }) => op === 'open');
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => fake.count('open') === 1);
    await fake.time.advance(2_500);
    uploader.pause();
    uploader.resume();
    // Who waits for the answer notices the sleep at another moment than what asks.
    await fake.time.advance(3_500);
    fake.time.sleep(60_000);
    await fake.time.advance(1_600);
    expect(phase()).toBe('waiting');
    release();
    await fake.time.until(() => phase() === 'ready');
    expect(fake.count('open')).toBe(1);
    expect(fake.uploads.size).toBe(0);
  });
});

describe('a wait', () => {
  it('that ends in a failure is not called moving in between', async () => {
    const fake = createFakePorts();
    const { uploader, phase, phases } = createTestUploader(fake);
    fake.fail(({ op, n }) => op === 'put' && n === 2, failing('network'), 1);
    fake.fail(({ op, n }) => op === 'put' && n === 2, failing('storage-misconfigured'));
    uploader.addFiles([fileOf(SIZE)]);
    uploader.configure({ maxConnections: 1 });
    await fake.time.until(() => phase() === 'failed');
    expect(phases().slice(-3)).toEqual(['uploading', 'waiting', 'failed']);
  });

  it('for a backend that then cannot tell what became of a media ends well', async () => {
    const fake = createFakePorts();
    const { uploader, phase, phases } = createTestUploader(fake);
    fake.fail(({ op }) => op === 'report', failing('backend-busy'), 1);
    fake.fail(({ op }) => op === 'report', failing('backend-unsupported'));
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(phases().slice(-4)).toEqual(['processing', 'waiting', 'processing', 'ready']);
  });
});

describe('several parts at a time', () => {
  it('end with the first that cannot be mended, also one that was begun while others were waited for', async () => {
    const fake = createFakePorts({ bytesPerSecond: 20_000 });
    const { uploader, phase, first } = createTestUploader(fake, { maxConnections: 1 });
    fake.fail(({ op, n }) => op === 'put' && n === 3, failing('storage-misconfigured'));
    const release = fake.hold(({ op, n }) => op === 'put' && n === 2);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => fake.ops().includes('put 1'));
    uploader.configure({ maxConnections: 3 });
    await fake.time.until(() => fake.ops().includes('put 2'));
    await fake.time.advance(1_000);
    expect(phase()).toBe('failed');
    expect(first()).toMatchObject({ error: { code: 'storage-misconfigured' } });
    release();
  });
});
