import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { pick } from '../support/browser-page.js';
import { sha256Of } from '../support/demo-control.js';
import { writeFilm } from '../support/film.js';
import {
  confirmed,
  finished,
  inMiB,
  MIB,
  phasesOf,
  say,
  setStage,
  watchPage,
  type Stage,
} from '../support/survival.js';

const SIZE = 200 * MIB;
/** Six parts of 4 MiB are on their way when a tab dies, and may have to go again. */
const MOST_AGAIN = 32 * MIB;

let stage: Stage;
afterEach(() => stage?.close(), 60_000);

it('a second tab shows what the first sends, and finishes it when the first has crashed', async () => {
  stage = await setStage();
  const { control, bucket } = stage;
  const film = await writeFilm(join(stage.folder, 'film.mp4'), SIZE);
  bucket.bytesPerSecond = 6 * MIB;

  const browser = await stage.launch();
  const one = await watchPage(browser, stage.url);
  await pick(one.page, film);
  await confirmed(one.page, 0.2, 60_000);
  const two = await watchPage(browser, stage.url);
  await pick(two.page, film);
  await one.page.bringToFront();
  await confirmed(one.page, 0.5, 60_000);
  const shown = await two.page.evaluate(() => document.querySelector('vod-uploader')!.uploads[0]?.sent ?? 0);
  const { videoIds } = await one.told();
  // Ends the renderer as a crash does; nobody answers.
  void one.page.goto('chrome://crash').catch(() => undefined);
  await two.page.bringToFront();
  const events = await finished(two, 'film.mp4', 180_000);
  const story = await two.told();

  const log = await control.log();
  const count = (wanted: string): number =>
    log.filter(({ op, status, service }) => op === wanted && status === 200 && service !== 'backend').length;
  say('Two tabs, and the first crashes', {
    'the second': phasesOf(story),
    words: [...new Set(story.moments.filter(({ phase }) => phase.startsWith('waiting')).map(({ words }) => words))],
    'shown by the second when half was confirmed': inMiB(shown),
    'sent beyond the file': inMiB(bucket.sent - SIZE),
    'the bar of the second went back': story.falls,
  });
  expect(story.moments.map(({ phase }) => phase)).toContain('waiting: other-tab');
  expect(shown).toBeGreaterThan(SIZE * 0.4);
  expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId: videoIds[0] });
  expect(story.videoIds).toEqual(videoIds);
  expect(story.falls).toBe(0);
  expect(bucket.sent - SIZE).toBeLessThanOrEqual(MOST_AGAIN);
  expect(count('CreateUploadVideo')).toBe(1);
  expect(count('InitiateMultipartUpload')).toBe(1);
  expect(await control.uploads()).toEqual([]);
  expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
}, 300_000);
