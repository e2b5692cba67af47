import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { pick } from '../support/browser-page.js';
import { writeSparseFilm } from '../support/film.js';
import { measureMemory } from '../support/proportional-memory.js';
import { inMiB, MIB, say, setStage, watchPage, type Stage } from '../support/survival.js';

const SIZE = 10 * 1024 * MIB;
const MOST_GROWTH = 150 * MIB;
const SAMPLE_MS = 1_000;

let stage: Stage | undefined;
afterEach(() => stage?.close(), 120_000);

const { bavail, bsize } = await statfs(tmpdir());
const missing = !existsSync('/proc/self/smaps_rollup')
  ? 'no /proc/…/smaps_rollup here'
  : bavail * bsize < SIZE * 1.2
    ? `${inMiB(bavail * bsize)} free where the emulator keeps what it is sent`
    : '';

it.skipIf(missing)(
  `10 GB go up in flat memory${missing && ` (skipped: ${missing})`}`,
  async () => {
    stage = await setStage();
    const { bucket } = stage;
    const film = await writeSparseFilm(join(stage.folder, 'film.mp4'), SIZE);
    const browser = await stage.launch();
    const main = browser.process()!.pid!;
    const { page, told } = await watchPage(browser, stage.url);

    const total = (): number => {
      const { browser, renderers } = measureMemory(main);
      return browser + renderers;
    };
    const before = total();
    const parts = measureMemory(main);
    let peak = { at: 0, bytes: before, ...parts };
    const began = performance.now();
    const sampling = setInterval(() => {
      const now = measureMemory(main);
      const bytes = now.browser + now.renderers;
      if (bytes > peak.bytes) peak = { at: bucket.sent, bytes, ...now };
    }, SAMPLE_MS);
    try {
      await pick(page, film);
      await page.waitForFunction(
        () => ['upload-success', 'upload-error'].includes((globalThis as unknown as Ended).told.at(-1)?.type ?? ''),
        { timeout: 1_500_000, polling: 500 },
      );
    } finally {
      clearInterval(sampling);
    }
    const seconds = (performance.now() - began) / 1000;
    const after = total();
    const story = await told();
    say('10 GB', {
      phases: story.moments.map(({ phase }) => phase).join(' → '),
      'memory before': `${inMiB(before)} (browser ${inMiB(parts.browser)}, renderers ${inMiB(parts.renderers)})`,
      'at its peak': `${inMiB(peak.bytes)} (browser ${inMiB(peak.browser)}, renderers ${inMiB(peak.renderers)}), ${inMiB(peak.at)} sent`,
      'when it was over': inMiB(after),
      grown: inMiB(peak.bytes - before),
      speed: `${(SIZE / MIB / seconds).toFixed(0)} MiB/s`,
    });
    expect(story.falls).toBe(0);
    expect(await page.evaluate(() => (globalThis as unknown as Ended).told.map(({ type }) => type))).toContain(
      'upload-success',
    );
    const stored = (await stage.control.log()).reduce(
      (sum, { op, bytes = 0 }) => (op === 'UploadPart' ? sum + bytes : sum),
      0,
    );
    expect(stored).toBe(SIZE);
    expect(peak.bytes - before).toBeLessThanOrEqual(MOST_GROWTH);
  },
  1_800_000,
);

interface Ended {
  readonly told: readonly { readonly type: string }[];
}
