import { describe, expect, it } from 'vitest';
import { Uploader } from '../../src/engine/uploader.js';
import type { Settings } from '../../src/engine/settings.js';
import { createFakePorts, digestOf, failing, fileOf, LIMITS, type FakePorts } from '../support/fake-ports.js';
import { mortal } from '../support/mortal.js';

const SIZE = 102_400 * 6 + 17;
const SLOW = { bytesPerSecond: 20_000 };

/** A page with an uploader of its own; `crash` ends it like a power cut. */
function openPage(fake: FakePorts, settings: Partial<Settings> = {}) {
  const { ports, die } = mortal(fake.ports);
  const uploader = new Uploader(ports, LIMITS, { partSize: 102_400, maxConnections: 2, ...settings });
  return {
    uploader,
    crash: die,
    first: () => uploader.state.uploads[0]!,
    phase: () => uploader.state.uploads[0]?.phase,
  };
}

/** A page that dies when so many bytes are safe. */
async function crashAt(fake: FakePorts, bytes: number, file: File): Promise<void> {
  const page = openPage(fake);
  page.uploader.addFiles([file]);
  await fake.time.until(() => page.first().confirmed >= bytes);
  page.crash();
  await fake.time.settle();
}

describe('after a crash', () => {
  it('goes on when the file is picked again: same VideoId, same multipart upload, only the rest is sent', async () => {
    const fake = createFakePorts(SLOW);
    const file = fileOf(SIZE);
    await crashAt(fake, 102_400 * 3, file);
    const page = openPage(fake);
    await page.uploader.restore();
    expect(page.first()).toMatchObject({ phase: 'paused', inherited: 'bare', name: 'clip.mp4', videoId: 'video-1' });
    expect(page.first().confirmed).toBeGreaterThanOrEqual(102_400 * 3);
    const before = fake.ops().filter((op) => op.startsWith('put')).length;
    const { added, rejected } = page.uploader.addFiles([fileOf(SIZE)]);
    expect([added, rejected]).toEqual([[], []]);
    await fake.time.until(() => page.phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
    expect(fake.count('open')).toBe(1);
    expect(fake.count('refresh')).toBe(1);
    expect(fake.ops().filter((op) => op.startsWith('put')).length - before).toBeLessThanOrEqual(4);
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toBe(await digestOf(file));
    expect(fake.checkpoints.size).toBe(0);
  });

  it('at every moment: one VideoId, no orphan, the same bytes', async () => {
    for (let moment = 0; moment < 25; moment += 1) {
      const fake = createFakePorts({ bytesPerSecond: 200_000 });
      const file = fileOf(SIZE);
      const dying = openPage(fake);
      dying.uploader.addFiles([file]);
      await fake.time.advance(moment * 100);
      dying.crash();
      await fake.time.advance(10_000);
      const begun = fake.checkpoints.size > 0;
      const page = openPage(fake);
      await page.uploader.restore();
      page.uploader.addFiles([fileOf(SIZE)]);
      await fake.time.until(() => page.phase() === 'ready');
      expect(await digestOf(fake.objects.get('sv/1.mp4')!), `moment ${moment}`).toBe(await digestOf(file));
      if (begun) expect(fake.metadata, `moment ${moment}`).toHaveLength(1);
      expect(fake.uploads.size, `moment ${moment}`).toBe(0);
    }
  });

  it('goes on by the kept handle with one call', async () => {
    const fake = createFakePorts(SLOW);
    const file = fileOf(SIZE);
    const handle = { kept: true };
    const dying = openPage(fake);
    dying.uploader.addFiles([file], { handles: new Map([[file, handle]]) });
    await fake.time.until(() => dying.first().confirmed > 0);
    dying.crash();
    Object.assign(fake.ports, { openHandle: async (asked: unknown) => (asked === handle ? fileOf(SIZE) : undefined) });
    const page = openPage(fake);
    await page.uploader.restore();
    page.uploader.start();
    await fake.time.until(() => page.phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
  });

  it('asks for the file when the permission prompt stays unanswered', async () => {
    const fake = createFakePorts(SLOW);
    const file = fileOf(SIZE);
    const dying = openPage(fake);
    dying.uploader.addFiles([file], { handles: new Map([[file, {}]]) });
    await fake.time.until(() => dying.first().confirmed > 0);
    dying.crash();
    Object.assign(fake.ports, { openHandle: () => new Promise(() => undefined) });
    const page = openPage(fake);
    await page.uploader.restore();
    page.uploader.start();
    await fake.time.until(() => page.phase() === 'waiting');
    expect(page.first()).toMatchObject({ reason: 'permission' });
    await fake.time.advance(60_000);
    expect(page.first()).toMatchObject({ phase: 'waiting', reason: 'file-needed' });
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'ready');
  });

  it('takes no other file, says so, and still takes the right one', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400, fileOf(SIZE));
    const page = openPage(fake);
    await page.uploader.restore();
    const other = new File([new Uint8Array(SIZE)], 'clip.mp4', { type: 'video/mp4', lastModified: 1 });
    page.uploader.addFiles([other]);
    await fake.time.until(() => page.phase() === 'failed');
    expect(page.first()).toMatchObject({ error: { code: 'file-differs' } });
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'ready');
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toBe(await digestOf(fileOf(SIZE)));
  });

  it('trusts the bucket only where number, size and MD5 fit the record', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400 * 3, fileOf(SIZE));
    const { parts } = [...fake.uploads.values()][0]!;
    parts.set(1, { bytes: new Blob([new Uint8Array(102_400)]), etag: '"00000000000000000000000000000000"' });
    parts.set(2, { ...parts.get(2)!, bytes: new Blob(['short']) });
    const page = openPage(fake);
    await page.uploader.restore();
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'ready');
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toBe(await digestOf(fileOf(SIZE)));
  });

  it('uses its own record where listing is refused', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400 * 3, fileOf(SIZE));
    fake.fail((call) => call.op === 'list', failing('storage-refused'));
    const page = openPage(fake);
    await page.uploader.restore();
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'ready');
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toBe(await digestOf(fileOf(SIZE)));
  });

  it('begins again, with the same VideoId, when the bucket has nothing of it any more', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400 * 3, fileOf(SIZE));
    fake.uploads.clear();
    const page = openPage(fake);
    await page.uploader.restore();
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
    expect(fake.count('open')).toBe(2);
  });

  it('is thrown away, in the bucket too, when the person wants that', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400 * 3, fileOf(SIZE));
    const page = openPage(fake);
    expect(await page.uploader.listResumable()).toHaveLength(1);
    await page.uploader.discardResumable();
    await fake.time.advance(120_000);
    expect(fake.uploads.size).toBe(0);
    expect(await page.uploader.listResumable()).toEqual([]);
  });

  it('whose object turns out spoilt asks for another VideoId, not for the same create again', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400 * 3, fileOf(SIZE));
    const page = openPage(fake);
    await page.uploader.restore();
    fake.fail(({ op }) => op === 'seal', failing('integrity'), 1);
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'failed');
    page.uploader.retry();
    await fake.time.until(() => page.phase() === 'ready');
    const keys = fake.calls.filter(({ op }) => op === 'create').map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(page.first().videoId).toBe('video-2');
  });

  it('under whose VideoId something else was sealed meanwhile does not use that again', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400 * 3, fileOf(SIZE));
    fake.uploads.clear();
    fake.objects.set('sv/1.mp4', new Blob(['something else']));
    const page = openPage(fake);
    await page.uploader.restore();
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'failed');
    expect(page.first()).toMatchObject({ error: { code: 'integrity' } });
    expect(fake.count('open')).toBe(1);
    page.uploader.retry();
    await fake.time.until(() => page.phase() === 'ready');
    expect(page.first().videoId).toBe('video-2');
  });

  it('that was canceled does not take the file of a new beginning', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400 * 3, fileOf(SIZE));
    const page = openPage(fake);
    await page.uploader.restore();
    page.uploader.cancel();
    const { added } = page.uploader.addFiles([fileOf(SIZE)]);
    expect(added).toHaveLength(1);
    await fake.time.until(() => page.uploader.state.uploads[1]?.phase === 'ready');
    expect(fake.uploads.size).toBe(0);
  });

  it('one of two is thrown away, and the other stays', async () => {
    const fake = createFakePorts(SLOW);
    const dying = openPage(fake);
    dying.uploader.addFiles([fileOf(SIZE, 'a.mp4'), fileOf(SIZE, 'b.mp4')]);
    await fake.time.until(() => dying.uploader.state.uploads.every(({ confirmed }) => confirmed > 0));
    dying.crash();
    const page = openPage(fake);
    const [first] = await page.uploader.listResumable();
    await page.uploader.discardResumable(first!.id);
    await fake.time.advance(120_000);
    expect(fake.uploads.size).toBe(1);
    expect((await page.uploader.listResumable()).map(({ name }) => name)).toEqual(['b.mp4']);
    expect(page.uploader.state.uploads).toEqual([]);
  });

  it('is not offered while another tab sends it', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400, fileOf(SIZE));
    const busy = new Set(['vod-uploader  clip.mp4 614417 1']);
    Object.assign(fake.ports, { locked: async () => busy });
    const page = openPage(fake);
    expect(await page.uploader.listResumable()).toEqual([]);
    busy.clear();
    expect(await page.uploader.listResumable()).toHaveLength(1);
  });

  it('belongs to its scope: another endpoint or user does not see it', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400, fileOf(SIZE));
    const page = openPage(fake, { scope: 'somebody else' });
    expect(await page.uploader.listResumable()).toEqual([]);
  });
});

describe('a checkpoint', () => {
  it('holds no credential', async () => {
    const fake = createFakePorts(SLOW);
    await crashAt(fake, 102_400, fileOf(SIZE));
    const text = JSON.stringify([...fake.checkpoints.values()]);
    expect(text).toContain('"videoId":"video-1"');
    expect(text).not.toMatch(/token|secret|STS\./i);
  });

  it('that cannot be stored costs resume, not the upload', async () => {
    const fake = createFakePorts();
    const refuse = () => Promise.reject(new DOMException('quota', 'QuotaExceededError'));
    Object.assign(fake.ports, { checkpoints: { save: refuse, drop: refuse, list: refuse } });
    const page = openPage(fake);
    const restored = page.uploader.restore();
    await fake.time.advance(10_000);
    expect(await restored).toEqual([]);
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'ready');
  });
});

describe('integrity', () => {
  it('every part is sent with its MD5, unless the page says none', async () => {
    for (const checksum of ['md5', 'none'] as const) {
      const fake = createFakePorts();
      const seen: (string | undefined)[] = [];
      const { openStore } = fake.ports;
      Object.assign(fake.ports, {
        openStore: (credentials: never) => {
          const store = openStore(credentials);
          const put: typeof store.put = (target, id, part, options) => {
            seen.push(part.md5);
            return store.put(target, id, part, options);
          };
          return { ...store, put };
        },
      });
      const page = openPage(fake, { checksum });
      page.uploader.addFiles([fileOf(SIZE)]);
      await fake.time.until(() => page.phase() === 'ready');
      expect(seen).toHaveLength(7);
      expect(seen.every((md5) => (checksum === 'none' ? md5 === undefined : /^[A-Za-z0-9+/]{22}==$/.test(md5!)))).toBe(
        true,
      );
    }
  });

  it('a page that may not hash uploads all the same', async () => {
    const fake = createFakePorts();
    Object.assign(fake.ports, {
      hasher: { md5: () => Promise.reject(new Error('no worker, no WASM')), close: () => undefined },
    });
    const page = openPage(fake);
    page.uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => page.phase() === 'ready');
  });
});
