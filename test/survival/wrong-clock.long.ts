import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, expect, it } from 'vitest';
import { pick } from '../support/browser-page.js';
import { sha256Of } from '../support/demo-control.js';
import { writeFilm } from '../support/film.js';
import { finished, MIB, phasesOf, say, setStage, watchPage, type Stage } from '../support/survival.js';

const SIZE = 96 * MIB;
const HOURS = 3_600_000;

let stage: Stage;
afterEach(() => stage?.close(), 60_000);

/** The page's wall clock, from before its first script. The services stay right, as they are in the world. */
function turnClock(offsetMs: number): void {
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...args: [] | [number | string | Date]) {
      if (args.length === 0) super(Right.now() + offsetMs);
      else super(...args);
    }
    static override now(): number {
      return Right.now() + offsetMs;
    }
  } as DateConstructor;
}

it.each([
  ['3 hours slow', -3 * HOURS],
  ['3 hours fast', 3 * HOURS],
])(
  'an upload from a computer whose clock is %s ends well',
  async (title, offsetMs) => {
    stage = await setStage();
    const { control } = stage;
    const film = await writeFilm(join(stage.folder, 'film.mp4'), SIZE);
    const turned = (page: Page) => page.evaluateOnNewDocument(turnClock, offsetMs);
    const watched = await watchPage(await stage.launch(), stage.url, turned);
    const offBy = (await watched.page.evaluate(() => new Date().getTime())) - Date.now();
    await pick(watched.page, film);
    const events = await finished(watched, 'film.mp4', 180_000);
    const story = await watched.told();
    const log = await control.log();
    const skewed = log.filter(({ code }) => code === 'RequestTimeTooSkewed');
    say(`The computer's clock is ${title}`, {
      'off by': `${(offBy / HOURS).toFixed(2)} h`,
      phases: phasesOf(story),
      'RequestTimeTooSkewed at the bucket': skewed.map(({ op }) => op),
      RefreshUploadVideo: log.filter(({ op }) => op === 'RefreshUploadVideo').length,
    });
    expect(Math.round(offBy / HOURS)).toBe(offsetMs / HOURS);
    expect(events.at(-1)).toMatchObject({ type: 'upload-ready', videoId: story.videoIds[0] });
    expect(events.map(({ type }) => type)).not.toContain('upload-error');
    expect(skewed.length).toBeLessThanOrEqual(1);
    expect(log.filter(({ op }) => op === 'RefreshUploadVideo')).toEqual([]);
    expect((await control.objects()).map(({ sha256 }) => sha256)).toEqual([await sha256Of(film)]);
  },
  300_000,
);
