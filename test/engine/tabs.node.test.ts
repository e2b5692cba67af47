import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/engine/settings.js';
import type { UploadState } from '../../src/engine/state.js';
import { Uploader } from '../../src/engine/uploader.js';
import { BrowserProfile } from '../support/browser-profile.js';
import { createFakePorts, digestOf, failing, fileOf, LIMITS } from '../support/fake-ports.js';
import { mortal } from '../support/mortal.js';

const PART = 102_400;
const SIZE = PART * 6 + 17;

/** One browser, whose tabs share storage, locks and a voice; one VOD and one bucket behind it. */
function createBrowser(options: Parameters<typeof createFakePorts>[0] = {}) {
  const fake = createFakePorts({
    bytesPerSecond: 40_000,
    statuses: ['transcoding', 'transcoding', 'normal'],
    ...options,
  });
  const profile = new BrowserProfile();
  const { time } = fake;

  function openTab(settings: Partial<Settings> = {}, more: object = {}) {
    const hands = profile.open(() => time.clock.now());
    const { ports, die } = mortal({ ...fake.ports, ...hands, ...more });
    const uploader = new Uploader(ports, LIMITS, { partSize: PART, maxConnections: 2, ...settings });
    const seen: UploadState[] = [];
    uploader.observe((after) => seen.push(after), { signal: new AbortController().signal });
    return {
      uploader,
      seen,
      first: () => uploader.state.uploads[0]!,
      phase: () => uploader.state.uploads[0]?.phase,
      add: () => uploader.addFiles([fileOf(SIZE)]),
      /** The tab is gone at once: its requests, its locks, its voice. */
      die: () => (die(), hands.die()),
    };
  }

  return {
    ...fake,
    fake,
    profile,
    openTab,
    /** What must be true when all is over, however it went. */
    async expectQuiet() {
      await time.advance(120_000);
      expect(profile.held).toEqual([]);
      expect(profile.air.listeners).toBe(0);
      // That a VideoId is spent is remembered.
      expect([...profile.kept.values()].filter(({ outcome }) => outcome !== 'spent')).toEqual([]);
      expect(fake.uploads.size).toBe(0);
      expect(time.pending).toBe(0);
    },
    async expectWhole() {
      expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toBe(await digestOf(fileOf(SIZE)));
    },
  };
}

type Browser = ReturnType<typeof createBrowser>;
type Tab = ReturnType<Browser['openTab']>;

const isElsewhere = ({ phase, ...rest }: UploadState) =>
  phase === 'waiting' && 'reason' in rest && rest.reason === 'other-tab';

/** Moments of the first tab's life: what is in the way of it until it goes on. */
const MOMENTS: Record<string, (browser: Browser, tab: Tab) => Promise<() => void>> = {
  'while it creates': async ({ fake, time }) => {
    const release = fake.hold(({ op }) => op === 'create');
    await time.until(() => fake.count('create') === 1);
    return release;
  },
  'while it opens': async ({ fake, time }) => {
    const release = fake.hold(({ op }) => op === 'open');
    await time.until(() => fake.count('open') === 1);
    return release;
  },
  'during the first parts': async ({ time }, tab) => {
    await time.until(() => tab.first().sent > 0);
    return () => undefined;
  },
  'during later parts': async ({ time }, tab) => {
    await time.until(() => tab.first().confirmed >= PART * 4);
    return () => undefined;
  },
  'while it seals': async ({ fake, time }) => {
    const release = fake.hold(({ op }) => op === 'seal');
    await time.until(() => fake.count('seal') === 1);
    return release;
  },
  'while it looks at the object': async ({ fake, time }) => {
    const release = fake.hold(({ op }) => op === 'look');
    await time.until(() => fake.count('look') === 1);
    return release;
  },
};

describe('a second tab with the same file', () => {
  let browser: Browser;
  afterEach(() => browser.expectQuiet());

  it('shows how far the first is, at once and ever further, and what it is called', async () => {
    browser = createBrowser();
    const { time } = browser;
    const one = browser.openTab({ metadata: { title: 'Harbour' } });
    one.add();
    await time.until(() => one.first().confirmed >= PART * 2);
    const two = browser.openTab();
    two.add();
    await time.settle();
    expect(two.first()).toMatchObject({ phase: 'waiting', reason: 'other-tab', title: 'Harbour', videoId: 'video-1' });
    expect(two.first().sent).toBeGreaterThanOrEqual(PART * 2);
    await time.until(() => one.seen.some(({ phase }) => phase === 'uploaded'));
    const shown = two.seen.filter(isElsewhere);
    const sent = shown.map((state) => state.sent);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(new Set(sent).size).toBeGreaterThan(5);
    expect(shown.at(-1)!.sent).toBeGreaterThan(PART * 5);
    expect(shown.some(({ bytesPerSecond = 0 }) => bytesPerSecond > 0)).toBe(true);
    await time.until(() => two.phase() === 'ready');
  });

  it('is told four times a second at most, and no secret', async () => {
    browser = createBrowser();
    const { time, profile } = browser;
    const one = browser.openTab();
    one.add();
    const start = time.clock.monotonic();
    await time.until(() => one.seen.some(({ phase }) => phase === 'uploaded'));
    const seconds = (time.clock.monotonic() - start) / 1000;
    expect(profile.air.told.length).toBeGreaterThan(seconds);
    expect(profile.air.told.length).toBeLessThanOrEqual(seconds * 4 + 2);
    expect(JSON.stringify(profile.air.told)).not.toMatch(/token|secret|STS|sv\/|oss-|upload-1/i);
    await time.until(() => one.phase() === 'ready');
  });

  for (const [moment, reach] of Object.entries(MOMENTS)) {
    it(`watches the same media when the first finishes, having come ${moment}`, async () => {
      browser = createBrowser();
      const { time } = browser;
      const [one, two] = [browser.openTab(), browser.openTab()];
      one.add();
      const goOn = await reach(browser, one);
      two.add();
      await time.settle();
      expect(two.phase()).toBe('waiting');
      goOn();
      await time.until(() => one.phase() === 'ready' && two.phase() === 'ready');
      expect(two.first()).toMatchObject({ videoId: 'video-1', confirmed: SIZE, sent: SIZE });
      expect(two.seen.map(({ phase }) => phase)).toContain('uploaded');
      expect([browser.count('create'), browser.count('open'), browser.count('seal')]).toEqual([1, 1, 1]);
      await browser.expectWhole();
    });

    it(`goes on by itself when the first dies ${moment}`, async () => {
      browser = createBrowser();
      const { time, profile } = browser;
      const [one, two] = [browser.openTab(), browser.openTab()];
      one.add();
      const goOn = await reach(browser, one);
      two.add();
      await time.settle();
      const begun = profile.kept.size > 0;
      const opened = [...profile.kept.values()].some(({ uploadId }) => uploadId !== undefined);
      one.die();
      goOn();
      browser.heal();
      await time.until(() => two.phase() === 'ready');
      if (begun) expect(browser.count('create')).toBe(1);
      if (opened) expect(browser.count('open')).toBe(1);
      else browser.uploads.clear();
      await browser.expectWhole();
    });

    it(`goes on when the first is paused ${moment}, which then finds what became of it`, async () => {
      browser = createBrowser();
      const { time } = browser;
      const [one, two] = [browser.openTab(), browser.openTab()];
      one.add();
      const goOn = await reach(browser, one);
      two.add();
      await time.settle();
      one.uploader.pause();
      // What it asked for may be answered long after it has let go.
      await time.settle();
      goOn();
      browser.heal();
      await time.until(() => two.phase() === 'ready' && !['uploaded', 'verified', 'processing'].includes(one.phase()!));
      one.uploader.resume();
      await time.until(() => one.phase() === 'ready');
      expect(one.first().videoId).toBe('video-1');
      expect([browser.count('create'), browser.count('open')]).toEqual([1, 1]);
      expect(browser.ops().filter((op) => op.startsWith('put')).length).toBeLessThanOrEqual(7 + 2);
      await browser.expectWhole();
    });

    it(`begins its own when the first is canceled ${moment}`, async () => {
      browser = createBrowser();
      const { time } = browser;
      const [one, two] = [browser.openTab(), browser.openTab()];
      one.add();
      const goOn = await reach(browser, one);
      two.add();
      await time.settle();
      one.uploader.cancel();
      const canceled = one.phase() === 'canceled';
      goOn();
      browser.heal();
      await time.until(() => two.phase() === 'ready');
      expect(browser.count('create')).toBe(canceled ? 2 : 1);
      expect(two.first().videoId).toBe(canceled ? 'video-2' : 'video-1');
      await browser.expectWhole();
    });
  }

  it('never makes a second media, at whatever moments it comes and the first dies', async () => {
    for (let comes = 0; comes <= 16_000; comes += 2_000) {
      for (const dies of [0, 5_300]) {
        browser = createBrowser();
        const { time } = browser;
        const [one, two] = [browser.openTab(), browser.openTab()];
        one.add();
        await time.advance(comes);
        const gone = one.phase() === 'ready';
        two.add();
        await time.advance(dies);
        one.die();
        await time.until(() => two.phase() === 'ready');
        // What is ready and gone from storage is a new upload, as it is in one tab.
        expect(browser.count('create'), `${comes} ${dies}`).toBe(gone ? 2 : 1);
        if (!gone) expect(browser.count('open'), `${comes} ${dies}`).toBe(1);
        await browser.expectWhole();
        await browser.expectQuiet();
      }
    }
  });

  it('needs no news to do the right thing', async () => {
    browser = createBrowser();
    const { time } = browser;
    browser.profile.air.deaf = true;
    const [one, two, three] = [browser.openTab(), browser.openTab(), browser.openTab()];
    one.add();
    await time.until(() => one.first().confirmed > 0);
    two.add();
    three.add();
    await time.settle();
    expect(two.first()).toMatchObject({ phase: 'waiting', reason: 'other-tab' });
    one.die();
    await time.until(() => two.phase() === 'ready' && three.phase() === 'ready');
    expect([browser.count('create'), browser.count('open'), browser.count('seal')]).toEqual([1, 1, 1]);
  });

  it('reads how it ended before the first clears that away, however slow its storage is', async () => {
    browser = createBrowser({ statuses: ['normal'] });
    const { time, profile } = browser;
    profile.air.deaf = true;
    const { checkpoints } = profile.open(() => time.clock.now());
    const list: typeof checkpoints.list = async (scope) => {
      await time.clock.wait(3_000, new AbortController().signal);
      return checkpoints.list(scope);
    };
    const [one, two] = [browser.openTab(), browser.openTab({}, { checkpoints: { ...checkpoints, list } })];
    one.add();
    await time.until(() => one.first().confirmed > 0);
    two.add();
    await time.until(() => one.phase() === 'ready' && two.phase() === 'ready');
    expect([browser.count('create'), browser.count('seal')]).toEqual([1, 1]);
  });

  it('that was paused while it followed does not begin again what is finished meanwhile', async () => {
    browser = createBrowser();
    const { time } = browser;
    const [one, two] = [browser.openTab(), browser.openTab()];
    one.add();
    await time.until(() => one.first().confirmed > 0);
    two.add();
    await time.settle();
    two.uploader.pause();
    await time.until(() => one.phase() === 'ready');
    await time.settle();
    expect(browser.profile.kept.size).toBe(0);
    two.uploader.resume();
    await time.until(() => two.phase() === 'ready');
    expect([browser.count('create'), browser.count('open'), browser.count('seal')]).toEqual([1, 1, 1]);
  });

  it('does not take what arrived damaged for the file', async () => {
    browser = createBrowser();
    const { time, fake } = browser;
    const [one, two] = [browser.openTab(), browser.openTab()];
    fake.fail(({ op }) => op === 'seal', failing('integrity'), 1);
    one.add();
    await time.until(() => one.first().confirmed > 0);
    two.add();
    await time.until(() => two.phase() === 'ready');
    expect(one.first()).toMatchObject({ phase: 'failed', error: { code: 'integrity' } });
    expect(two.first().videoId).toBe('video-2');
    one.uploader.removeUpload(one.first().id);
    await time.settle();
    expect([...browser.profile.kept.values()]).toMatchObject([{ videoId: 'video-1', outcome: 'spent' }]);
    browser.uploads.clear();
  });

  it('does not go on with what arrived damaged, though the disk was too full to say so', async () => {
    browser = createBrowser();
    const { time, fake, profile } = browser;
    const [one, two] = [browser.openTab(), browser.openTab()];
    one.add();
    await time.until(() => one.first().confirmed > 0);
    profile.full = true;
    fake.fail(({ op }) => op === 'seal', failing('integrity'), 1);
    await time.until(() => one.phase() === 'failed');
    await time.settle();
    expect(profile.kept.size).toBe(0);
    profile.full = false;
    fake.fail(({ op }) => op === 'look', failing('storage-refused'));
    two.add();
    await time.until(() => two.phase() === 'ready');
    expect(two.first().videoId).toBe('video-2');
    one.uploader.removeUpload(one.first().id);
    browser.uploads.clear();
  });

  it('hears as the last word of the first that it failed, and goes on', async () => {
    browser = createBrowser();
    const { time, fake, profile } = browser;
    const [one, two] = [browser.openTab(), browser.openTab()];
    one.add();
    await time.until(() => one.first().confirmed > 0);
    two.add();
    await time.settle();
    fake.fail(({ op }) => op === 'put', failing('storage-misconfigured'), 1);
    await time.until(() => two.phase() === 'ready');
    const told = profile.air.told.map(({ phase }) => phase);
    const words = ['queued', 'uploading', 'failed', 'queued', 'uploading', 'verified'];
    expect(told.filter((phase, at) => phase !== told[at - 1])).toEqual(words);
    expect(one.phase()).toBe('failed');
    await browser.expectWhole();
    one.uploader.removeUpload(one.first().id);
  });

  it('lets the first go on when its own row is canceled or taken away', async () => {
    browser = createBrowser();
    const { time } = browser;
    const [one, two, three] = [browser.openTab(), browser.openTab(), browser.openTab()];
    one.add();
    await time.until(() => one.first().confirmed > 0);
    two.add();
    three.add();
    await time.settle();
    two.uploader.cancel();
    three.uploader.removeUpload(three.first().id);
    await time.until(() => one.phase() === 'ready');
    expect(browser.count('discard')).toBe(0);
    expect(two.phase()).toBe('canceled');
    await browser.expectWhole();
  });

  it('sends a file of its own that only looks the same', async () => {
    browser = createBrowser();
    const { time } = browser;
    const [one, two] = [browser.openTab(), browser.openTab()];
    one.add();
    await time.until(() => one.first().confirmed > 0);
    one.uploader.pause();
    await time.settle();
    const other = new File([new Uint8Array(SIZE)], 'clip.mp4', { type: 'video/mp4', lastModified: 1 });
    two.uploader.addFiles([other]);
    await time.until(() => two.phase() === 'ready');
    expect(two.first().videoId).toBe('video-2');
    one.uploader.cancel();
  });
});

describe('a second tab without the file', () => {
  let browser: Browser;
  afterEach(() => browser.expectQuiet());

  const opened = async (handle?: object, more: object = {}) => {
    browser = createBrowser();
    const one = browser.openTab();
    const file = fileOf(SIZE);
    one.uploader.addFiles([file], { handles: new Map(handle ? [[file, handle]] : []) });
    await browser.time.until(() => one.first().confirmed >= PART * 2);
    const two = browser.openTab({}, more);
    expect(await two.uploader.listResumable()).toEqual([]);
    await two.uploader.restore();
    await browser.time.settle();
    expect(two.first()).toMatchObject({ phase: 'waiting', reason: 'other-tab', videoId: 'video-1' });
    return { one, two, time: browser.time };
  };

  it('follows to the end', async () => {
    const { one, two, time } = await opened();
    await time.until(() => one.phase() === 'ready' && two.phase() === 'ready');
    expect(browser.count('create')).toBe(1);
    expect(await two.uploader.restore()).toEqual([]);
  });

  it('asks for the file when the first dies, and goes on with it', async () => {
    const { one, two, time } = await opened();
    one.die();
    await time.until(() => two.first().phase === 'waiting' && !isElsewhere(two.first()));
    expect(two.first()).toMatchObject({ reason: 'file-needed' });
    expect(browser.profile.held).toEqual([]);
    two.add();
    await time.until(() => two.phase() === 'ready');
    expect([browser.count('create'), browser.count('open')]).toEqual([1, 1]);
    await browser.expectWhole();
  });

  it('follows again when a third has the file', async () => {
    const { one, two, time } = await opened();
    one.die();
    await time.until(() => !isElsewhere(two.first()));
    const three = browser.openTab();
    three.add();
    await time.until(() => isElsewhere(two.first()));
    await time.until(() => three.phase() === 'ready' && two.phase() === 'ready');
    expect([browser.count('create'), browser.count('open')]).toEqual([1, 1]);
  });

  it('goes on by the kept handle where the browser lets it, with no click', async () => {
    const openHandle = async () => fileOf(SIZE);
    const { one, two, time } = await opened({}, { openHandle });
    one.die();
    await time.until(() => two.phase() === 'ready');
    expect([browser.count('create'), browser.count('open')]).toEqual([1, 1]);
    await browser.expectWhole();
  });

  it('goes on by the kept handle when the page of the first is left, which then finds what became of it', async () => {
    const openHandle = async () => fileOf(SIZE);
    const { one, two, time } = await opened({}, { openHandle });
    const comeBack = one.uploader.suspend();
    await time.until(() => two.phase() === 'ready');
    comeBack();
    await time.until(() => one.phase() === 'ready');
    expect([browser.count('create'), browser.count('open'), browser.count('seal')]).toEqual([1, 1, 1]);
    await browser.expectWhole();
  });

  it('waits for a click where the browser wants one, however long', async () => {
    let clicked = false;
    const asked: boolean[] = [];
    const openHandle = async (_: unknown, { prompt }: { prompt: boolean }) => {
      asked.push(prompt);
      return prompt && clicked ? fileOf(SIZE) : 'ask';
    };
    const { one, two, time } = await opened({}, { openHandle });
    one.die();
    await time.advance(300_000);
    expect(two.first()).toMatchObject({ phase: 'waiting', reason: 'permission' });
    expect(asked).toEqual([false, true]);
    clicked = true;
    two.uploader.start();
    await time.until(() => two.phase() === 'ready');
    await browser.expectWhole();
  });

  it('does not go on by itself with what a person paused, but for a click', async () => {
    const openHandle = async () => fileOf(SIZE);
    const { one, two, time } = await opened({}, { openHandle });
    one.uploader.pause();
    await time.advance(60_000);
    expect(two.first()).toMatchObject({ phase: 'waiting', reason: 'permission' });
    two.uploader.start();
    await time.until(() => two.phase() === 'ready');
    one.uploader.resume();
    await time.until(() => one.phase() === 'ready');
    expect([browser.count('create'), browser.count('open')]).toEqual([1, 1]);
  });

  it('that begins anew keeps nothing from being swept up that another one died over', async () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    tab.add();
    await browser.time.until(() => tab.first().confirmed > 0);
    tab.uploader.pause();
    await browser.time.settle();
    const other = browser.openTab();
    await other.uploader.restore();
    browser.fake.hold(({ op }) => op === 'discard');
    other.uploader.cancel();
    await browser.time.until(() => browser.fake.count('discard') === 1);
    other.die();
    browser.fake.heal();
    tab.uploader.resume();
    await browser.time.until(() => tab.phase() === 'ready');
    await browser.openTab().uploader.restore();
    await browser.expectQuiet();
  });

  it('that was given it since begins its own when the first cancels', async () => {
    const { one, two, time } = await opened();
    one.uploader.pause();
    await time.settle();
    two.add();
    await time.until(() => two.first().confirmed >= PART * 3);
    two.uploader.pause();
    one.uploader.resume();
    await time.until(() => one.phase() === 'uploading');
    two.uploader.resume();
    await time.until(() => isElsewhere(two.first()));
    one.uploader.cancel();
    await time.until(() => two.phase() === 'ready');
    expect(two.first()).toMatchObject({ videoId: 'video-2', title: 'clip' });
    await browser.expectWhole();
  });

  it('goes on with a file that was chosen while the first gave up unheard', async () => {
    const { one, two, time } = await opened();
    browser.profile.air.deaf = true;
    two.add();
    one.uploader.cancel();
    await time.until(() => two.phase() === 'ready');
    expect(browser.count('create')).toBe(1);
    await browser.expectWhole();
  });

  it('is canceled with the first, whether it hears of that or not', async () => {
    for (const deaf of [false, true]) {
      const { one, two, time } = await opened();
      browser.profile.air.deaf = deaf;
      browser.fail(({ op }) => op === 'report', failing('backend-unsupported'));
      one.uploader.cancel();
      await time.until(() => two.phase() === 'canceled');
      expect(browser.count('create')).toBe(1);
      await browser.expectQuiet();
    }
  });
});

describe('what is sealed', () => {
  it('needs no file and no question after a reload', async () => {
    const browser = createBrowser();
    const { time } = browser;
    const one = browser.openTab();
    one.add();
    await time.until(() => one.phase() === 'processing');
    one.die();
    const two = browser.openTab();
    expect(await two.uploader.listResumable()).toEqual([]);
    await two.uploader.restore();
    await time.until(() => two.phase() === 'ready');
    expect(two.first()).toMatchObject({ videoId: 'video-1', sent: SIZE });
    expect(browser.count('seal')).toBe(1);
    await browser.expectQuiet();
  });

  it('and refused by VOD for good is not gone on with when the file is added again', async () => {
    const browser = createBrowser({ statuses: ['transcode-failed'] });
    const { time } = browser;
    const one = browser.openTab();
    one.add();
    await time.until(() => one.phase() === 'failed');
    expect(browser.profile.kept.size).toBe(0);
    one.add();
    await time.until(() => one.uploader.state.uploads[1]?.phase === 'failed');
    expect(one.uploader.state.uploads[1]!.videoId).toBe('video-2');
    await browser.expectQuiet();
  });
});
