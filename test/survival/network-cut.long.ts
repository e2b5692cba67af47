import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
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

const SIZE = 128 * MIB;
const CUT_MS = 90_000;
/** Six parts of 4 MiB are on their way when a connection dies; each may be begun twice before it is over. */
const MOST_AGAIN = 64 * MIB;

let stage: Stage;
afterEach(() => stage?.close(), 60_000);

it.each(['refused', 'silent'] as const)(
  'a network that is gone for 90 s (%s) is waited for, without a click',
  async (how) => {
    stage = await setStage();
    const { control, bucket, page: way } = stage;
    const film = await writeFilm(join(stage.folder, 'film.mp4'), SIZE);
    bucket.bytesPerSecond = 4 * MIB;

    const watched = await watchPage(await stage.launch(), stage.url);
    await pick(watched.page, film);
    await confirmed(watched.page, 0.3, 60_000);
    const cutAt = Date.now();
    for (const path of [way, bucket]) path.cut(how);
    await pause(CUT_MS);
    const mended = await watched.page.evaluate(() => performance.now());
    for (const path of [way, bucket]) await path.mend();
    await confirmed(watched.page, 0.6, 120_000);
    const events = await finished(watched, 'film.mp4', 120_000);
    const story = await watched.told();

    const log = (await control.log()).filter(({ service }) => service === 'oss');
    const onTheWire = bucket.sent - SIZE;
    const next = story.moments.find(({ at, phase }) => at > mended && phase === 'uploading');
    say(`The network is gone for 90 s (${how})`, {
      phases: phasesOf(story),
      words: [...new Set(story.moments.filter(({ phase }) => phase.startsWith('waiting')).map(({ words }) => words))],
      'network back at': `${(mended / 1000).toFixed(1)} s`,
      'on its way again after': next && `${((next.at - mended) / 1000).toFixed(1)} s`,
      'sent beyond the file': inMiB(onTheWire),
      'requests at the bucket during the cut': log.filter(
        ({ startedAt }) => startedAt > cutAt + 1000 && startedAt < cutAt + CUT_MS,
      ).length,
      'the bar went back': story.falls,
    });
    expect(story.moments.map(({ phase }) => phase)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^waiting: (stalled|backing-off|offline|network)$/)]),
    );
    expect(events.map(({ type }) => type)).not.toContain('upload-error');
    expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId: story.videoIds[0] });
    expect(story.videoIds).toHaveLength(1);
    expect(story.falls).toBe(0);
    expect(onTheWire).toBeLessThanOrEqual(MOST_AGAIN);
    expect(log.filter(({ op }) => op === 'InitiateMultipartUpload')).toHaveLength(1);
    expect(await control.videos()).toHaveLength(1);
    expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
  },
  360_000,
);
