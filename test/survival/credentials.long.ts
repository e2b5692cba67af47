import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { pick } from '../support/browser-page.js';
import { sha256Of, type Entry } from '../support/demo-control.js';
import { writeFilm } from '../support/film.js';
import { finished, inMiB, MIB, phasesOf, say, setStage, watchPage, type Stage } from '../support/survival.js';

let stage: Stage;
afterEach(() => stage?.close(), 60_000);

const refusals = (log: readonly Entry[], code: string): number => log.filter((entry) => entry.code === code).length;
const renewals = (log: readonly Entry[]): readonly Entry[] =>
  log.filter(({ service, op, status }) => service === 'vod' && op === 'RefreshUploadVideo' && status === 200);

it.each([
  ['the ticket says so', 20],
  ['the ticket says an hour', 3600],
])(
  'a token that lives 20 s is lived through at least five times in one upload; %s',
  async (title, expirationSeconds) => {
    const SIZE = 240 * MIB;
    stage = await setStage({ tokenLifeMs: 20_000, expirationSeconds });
    const { control, bucket } = stage;
    const film = await writeFilm(join(stage.folder, 'film.mp4'), SIZE);
    bucket.bytesPerSecond = 2 * MIB;

    const watched = await watchPage(await stage.launch(), stage.url);
    await pick(watched.page, film);
    const events = await finished(watched, 'film.mp4', 300_000);
    const story = await watched.told();
    const log = await control.log();
    say(`A token life of 20 s (${title})`, {
      phases: phasesOf(story),
      RefreshUploadVideo: renewals(log).length,
      'SecurityTokenExpired at the bucket': refusals(log, 'SecurityTokenExpired'),
      'sent beyond the file': inMiB(bucket.sent - SIZE),
    });
    expect(events.map(({ type }) => type)).not.toContain('upload-error');
    expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId: story.videoIds[0] });
    expect(story.falls).toBe(0);
    expect(renewals(log).length).toBeGreaterThanOrEqual(5);
    expect(await control.videos()).toHaveLength(1);
    expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
    // Where the ticket tells the truth none is needed; where it lies, its first deaths teach when to renew the next.
    const most = expirationSeconds === 20 ? 0 : 12;
    expect(refusals(log, 'SecurityTokenExpired')).toBeLessThanOrEqual(most);
  },
  420_000,
);

it('a backend that is down for 60 s while a ticket falls due is waited for, parts with a valid one go on', async () => {
  const SIZE = 160 * MIB;
  const LIFE_S = 30;
  const DOWN_MS = 60_000;
  stage = await setStage({ tokenLifeMs: LIFE_S * 1000, expirationSeconds: LIFE_S });
  const { control, bucket, page: way } = stage;
  const film = await writeFilm(join(stage.folder, 'film.mp4'), SIZE);
  bucket.bytesPerSecond = 3 * MIB;

  const watched = await watchPage(await stage.launch(), stage.url);
  await pick(watched.page, film);
  await watched.page.waitForFunction(() => document.querySelector('vod-uploader')!.uploads[0]?.phase === 'uploading');
  await pause(12_000);
  way.cut('refused');
  const downAt = Date.now();
  await pause(DOWN_MS);
  await way.mend();
  const backAt = await watched.page.evaluate(() => performance.now());
  const events = await finished(watched, 'film.mp4', 240_000);

  const story = await watched.told();
  const log = await control.log();
  const whileDown = log.filter(
    ({ op, status, startedAt }) =>
      op === 'UploadPart' && status === 200 && startedAt > downAt && startedAt < downAt + DOWN_MS,
  );
  const waits = story.moments.filter(({ phase }) => phase.startsWith('waiting'));
  const next = story.moments.find(({ at, phase }) => at > backAt && phase === 'uploading');
  say('The backend is down for 60 s across a due renewal', {
    phases: phasesOf(story),
    words: [...new Set(waits.map(({ words }) => words))],
    'backend back at': `${(backAt / 1000).toFixed(1)} s`,
    'on its way again after': next && `${((next.at - backAt) / 1000).toFixed(1)} s`,
    'parts begun while it was down': whileDown.length,
    RefreshUploadVideo: renewals(log).length,
    'SecurityTokenExpired at the bucket': refusals(log, 'SecurityTokenExpired'),
    'sent beyond the file': inMiB(bucket.sent - SIZE),
  });
  expect(whileDown.length).toBeGreaterThan(0);
  expect(waits.map(({ phase }) => phase)).toContain('waiting: backend');
  expect(events.map(({ type }) => type)).not.toContain('upload-error');
  expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId: story.videoIds[0] });
  expect(story.falls).toBe(0);
  expect(await control.videos()).toHaveLength(1);
  expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
}, 420_000);
