import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pick } from '../support/browser-page.js';
import { sha256Of } from '../support/demo-control.js';
import { writeFilm } from '../support/film.js';
import {
  confirmed,
  finished,
  inMiB,
  killBrowser,
  MIB,
  say,
  setStage,
  watchPage,
  type Stage,
} from '../support/survival.js';

const SIZE = 1024 * MIB;
const MOST_AGAIN = 64 * MIB;

let stage: Stage;
beforeAll(async () => (stage = await setStage()), 60_000);
afterAll(() => stage?.close(), 60_000);

it('a browser killed in the middle of 1 GB goes on when the file is picked again', async () => {
  const { control, bucket } = stage;
  const film = await writeFilm(join(stage.folder, 'film.mp4'), SIZE);
  // Fast enough to take no minute, slow enough that the kill hits parts on their way.
  bucket.bytesPerSecond = 40 * MIB;

  const first = await stage.launch();
  const before = await watchPage(first, stage.url);
  await pick(before.page, film);
  await confirmed(before.page, 0.5, 120_000);
  const { videoIds } = await before.told();
  await killBrowser(first);
  const sentBefore = bucket.sent;

  bucket.bytesPerSecond = Infinity;
  const second = await stage.launch();
  const after = await watchPage(second, stage.url);
  await after.page.waitForSelector('vod-uploader >>> button[aria-label^="Continue"]');
  await pick(after.page, film);
  const events = await finished(after, 'film.mp4', 180_000);
  const story = await after.told();

  const log = (await control.log()).filter(({ service }) => service === 'oss');
  const stored = log.filter(({ op, status }) => op === 'UploadPart' && status === 200);
  const again = stored.reduce((sum, { bytes = 0 }) => sum + bytes, 0) - SIZE;
  const onTheWire = bucket.sent - SIZE;
  say('SIGKILL in the middle of 1 GB', {
    'sent when killed': inMiB(sentBefore),
    'stored twice in the bucket': inMiB(again),
    'sent beyond the file, with headers and what the kill cut off': inMiB(onTheWire),
    'after the restart': story.moments.map(({ phase }) => phase).join(' → '),
  });
  expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId: videoIds[0] });
  expect(story.videoIds).toEqual(videoIds);
  expect(onTheWire).toBeLessThanOrEqual(MOST_AGAIN);
  expect(log.filter(({ op, status }) => op === 'InitiateMultipartUpload' && status === 200)).toHaveLength(1);
  expect(await control.videos()).toHaveLength(1);
  expect(await control.uploads()).toEqual([]);
  expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
}, 420_000);
