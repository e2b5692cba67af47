import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LaunchOptions } from 'puppeteer-core';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { drop } from '../support/browser-page.js';
import { sha256Of } from '../support/demo-control.js';
import { writeFilm } from '../support/film.js';
import {
  confirmed,
  finished,
  inMiB,
  killBrowser,
  MIB,
  phasesOf,
  say,
  setStage,
  watchPage,
  type Stage,
} from '../support/survival.js';
import { canOpenDisplay, ENTER, TAB, XDisplay } from '../support/x-display.js';

const SIZE = 200 * MIB;
/** Six parts of 4 MiB in flight, and what the kernel held. */
const MOST_AGAIN = 48 * MIB;

let stage: Stage;
let display: XDisplay;
beforeEach(async (context) => {
  if (!canOpenDisplay())
    return context.skip('The browser shows its permission prompt on a screen, and there is no Xvfb');
  display = await XDisplay.open(1280, 1000);
  stage = await setStage();
}, 60_000);
afterEach(async () => {
  await stage?.close();
  await display?.close();
}, 60_000);

it('a killed browser goes on with one click, and "Allow": the file is found by its kept handle', async () => {
  const { control, bucket } = stage;
  const film = await writeFilm(join(stage.folder, 'film.mp4'), SIZE);
  const { env } = await findBrowser();
  const options: LaunchOptions = { headless: false, defaultViewport: null, env: { ...env, DISPLAY: display.name } };
  bucket.bytesPerSecond = 20 * MIB;

  const first = await stage.launch(options);
  const before = await watchPage(first, stage.url);
  // Dropped: a file that a script gives to an <input> comes without a handle.
  await drop(before.page, film);
  await confirmed(before.page, 0.4, 60_000);
  const { videoIds } = await before.told();
  await killBrowser(first);

  const after = await watchPage(await stage.launch(options), stage.url);
  const button = await after.page.waitForSelector('vod-uploader >>> button[aria-label^="Continue"]');
  const asks = () =>
    after.page.waitForFunction(
      () => {
        const upload = document.querySelector('vod-uploader')!.uploads[0];
        return upload?.phase === 'waiting' && upload.reason === 'permission';
      },
      { timeout: 20_000 },
    );
  await Promise.all([asks(), button!.click()]);
  // Chromium takes no key for a moment, so that nobody answers before having read it; "Don't Allow" comes first.
  await pause(3_000);
  await display.type(TAB, ENTER);
  const events = await finished(after, 'film.mp4', 120_000);
  const story = await after.told();

  const log = (await control.log()).filter(({ service, status }) => service === 'oss' && status === 200);
  say('One click after SIGKILL, with the kept handle', {
    phases: phasesOf(story),
    words: [...new Set(story.moments.map(({ phase, words }) => `${phase}: ${words}`))].slice(0, 2),
    'sent beyond the file': inMiB(bucket.sent - SIZE),
  });
  expect(story.moments.map(({ phase }) => phase)).not.toContain('waiting: file-needed');
  expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId: videoIds[0] });
  expect(story.videoIds).toEqual(videoIds);
  expect(bucket.sent - SIZE).toBeLessThanOrEqual(MOST_AGAIN);
  expect(log.filter(({ op }) => op === 'InitiateMultipartUpload')).toHaveLength(1);
  expect(await control.videos()).toHaveLength(1);
  expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
}, 300_000);
