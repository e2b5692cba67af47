import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadError } from '../../src/engine/error.js';
import { Poller, type Sight } from '../../src/engine/poller.js';
import { mediaSight } from '../../src/engine/sights.js';
import { Turnstile } from '../../src/engine/turnstile.js';
import type { WaitReason } from '../../src/engine/phases.js';
import { looksOf } from '../../src/looks.js';
import { createHttpBackend } from '../../src/vod/backend.js';
import { DiskFile } from '../support/disk-file.js';
import { failing } from '../support/fake-ports.js';
import { makeWorkPrompt } from '../support/real-work.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { createVirtualWorld } from '../support/virtual-world.js';

interface Thing {
  readonly id: string;
}

const ALWAYS_ONLINE = { online: () => true, whenOnline: () => new Promise<void>(() => undefined) };
/** Nothing here takes real time. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Moment {
  /** Since the moment before. */
  readonly afterMs: number;
  readonly who: number;
  readonly id: number;
  readonly comes: boolean;
}

describe('all that look on one page', () => {
  /** Two backends' medias and one's imports. */
  const KINDS = [
    { most: 20, calls: 2 },
    { most: 20, calls: 2 },
    { most: 10, calls: 1 },
  ];

  it('make no more calls together than the slowest of them wishes, whoever comes and goes, and forget nobody', async () => {
    const moment = fc.record<Moment>({
      afterMs: fc.nat(1_500),
      who: fc.nat(KINDS.length - 1),
      id: fc.nat(60),
      comes: fc.boolean(),
    });
    const story = fc.array(moment, { minLength: 5, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(story, fc.constantFrom(2, 3, 4, 5, 10), fc.nat(5), async (moments, perSecond, tenthsFail) => {
        const time = createVirtualClock(undefined, turn);
        const turnstile = new Turnstile(time.clock);
        const calls: { readonly at: number; readonly calls: number }[] = [];
        const asked: ReadonlySet<string>[] = KINDS.map(() => new Set<string>());
        const pollers = KINDS.map(({ most, calls: each }, who) => {
          const sight: Sight<Thing> = {
            most,
            calls: each,
            look: async (ids) => {
              expect(ids.length).toBeLessThanOrEqual(most);
              calls.push({ at: time.clock.monotonic(), calls: each });
              if ((calls.length * 7) % 10 < tenthsFail) throw failing('backend-busy');
              for (const id of ids) (asked[who] as Set<string>).add(id);
              return ids.map((id) => ({ id }));
            },
            isOver: () => false,
            hasMoved: () => false,
          };
          return new Poller(sight, { clock: time.clock, network: ALWAYS_ONLINE, random: () => 0.5 }, turnstile);
        });
        const lives = new Map<string, AbortController>();
        const follow = (who: number, id: number, pollsPerSecond: number): void => {
          const key = `${who} ${id}`;
          if (lives.has(key)) return;
          const life = new AbortController();
          lives.set(key, life);
          const follower = { saw: () => undefined, failed: (error: UploadError) => expect.fail(error.message) };
          const pace = { pollMs: [500, 2_000], pollsPerSecond } as const;
          pollers[who]!.follow(`id-${id}`, follower, { pace, signal: life.signal });
        };
        // The slowest is there all the time, and looks at something else than most.
        follow(2, 61, perSecond);
        for (const { afterMs, who, id, comes } of moments) {
          await time.advance(afterMs);
          if (comes) follow(who, id, 100);
          else {
            lives.get(`${who} ${id}`)?.abort();
            lives.delete(`${who} ${id}`);
          }
        }
        await time.until(() => [...lives.keys()].every((key) => asked[Number(key[0])]!.has(`id-${key.slice(2)}`)));
        for (const life of lives.values()) life.abort();
        await time.settle();
        expect(time.pending).toBe(0);
        for (const { at } of calls) {
          const within = calls.filter((other) => other.at >= at && other.at < at + 1_000 - 1e-6);
          expect(within.reduce((sum, other) => sum + other.calls, 0)).toBeLessThanOrEqual(Math.max(perSecond, 2));
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('is one bound for uploaders and elements of two backends, medias and imports', async () => {
  const time = createVirtualClock(undefined, turn);
  const at: number[] = [];
  const asked = (): object => {
    at.push(time.clock.monotonic());
    return { UploadDetails: [], MediaInfos: [], URLUploadInfoList: [], NonExists: [] };
  };
  const outside = { clock: time.clock, network: ALWAYS_ONLINE, random: () => 0.5 };
  const connection = () => ({
    backend: {
      createUploadVideo: asked,
      getUploadDetails: asked,
      batchGetMediaInfos: asked,
      getURLUploadInfos: asked,
    },
  });
  const [one, two] = [connection(), connection()];
  // The same backend is the same poller, whoever comes with it.
  expect(looksOf(one, outside)).toBe(looksOf({ ...one }, outside));
  expect(looksOf(one, outside)).not.toBe(looksOf(two, outside));
  const life = new AbortController();
  setMaxListeners(0, life.signal);
  const follower = { saw: () => undefined, failed: (error: UploadError) => expect.fail(error.message) };
  const follow = { signal: life.signal, pace: { pollMs: [500, 1_000], pollsPerSecond: 100 } } as const;
  for (let n = 0; n < 60; n += 1) {
    const id = `id-${n}`;
    looksOf(one, outside).medias.follow(id, follower, follow);
    looksOf(two, outside).medias.follow(id, follower, follow);
    // One element of many says so, and it holds for all.
    const pace = n === 7 ? { ...follow.pace, pollsPerSecond: 6 } : follow.pace;
    looksOf(two, outside).imports.follow(id, follower, { ...follow, pace });
  }
  await time.advance(20_000);
  life.abort();
  await time.settle();
  expect(time.pending).toBe(0);
  expect(at.length).toBeGreaterThan(80);
  for (const from of at)
    expect(at.filter((each) => each >= from && each < from + 999.999).length).toBeLessThanOrEqual(6);
});

describe('looking', () => {
  function setUp(look: Sight<Thing>['look'], network = ALWAYS_ONLINE) {
    const time = createVirtualClock(undefined, turn);
    const at: number[] = [];
    const sight: Sight<Thing> = {
      most: 20,
      calls: 1,
      look: (ids, options) => {
        at.push(Math.round(time.clock.monotonic()));
        return look(ids, options);
      },
      isOver: () => false,
      hasMoved: () => false,
    };
    const poller = new Poller(sight, { clock: time.clock, network, random: () => 0.5 });
    const life = new AbortController();
    const waits: (WaitReason | undefined)[] = [];
    const saw: string[] = [];
    const follow = (id: string) =>
      poller.follow(
        id,
        {
          saw: (it) => void saw.push(it.id),
          waits: (reason) => void waits.push(reason),
          failed: ({ code }) => void saw.push(`failed ${code}`),
        },
        { pace: { pollMs: [1_000, 8_000], pollsPerSecond: 10 }, signal: life.signal },
      );
    return { time, at, waits, saw, follow, end: () => life.abort() };
  }

  it('rests while the browser says offline, but for a look now and then, and goes on at once when it is back', async () => {
    let online = false;
    let tell = (): void => undefined;
    const network = {
      online: () => online,
      whenOnline: () => new Promise<void>((resolve) => (tell = resolve)),
    };
    const page = setUp(async (ids) => {
      if (!online) throw failing('backend-unreachable');
      return ids.map((id) => ({ id }));
    }, network);
    page.follow('a');
    await page.time.advance(600_000);
    expect(page.waits).toEqual(['offline']);
    // One in 15 s: the browser may be wrong, and its word that it is back may be missed.
    expect(page.at.length).toBeLessThanOrEqual(41);
    page.at.length = 0;
    online = true;
    tell();
    await page.time.settle();
    expect(page.at).toHaveLength(1);
    expect(page.saw).toEqual(['a']);
    expect(page.waits).toEqual(['offline', undefined]);
    page.end();
    await page.time.settle();
    expect(page.time.pending).toBe(0);
  });

  it('asks ever more rarely for what a backend never speaks of, and goes on with the others', async () => {
    const page = setUp(async (ids) => ids.filter((id) => id !== 'b').map((id) => ({ id })));
    // In the order of the ids: what is left out is at the end.
    page.follow('a');
    page.follow('b');
    await page.time.advance(100_000);
    expect(new Set(page.saw)).toEqual(new Set(['a']));
    const gaps = page.at.slice(1).map((at, n) => at - page.at[n]!);
    expect(gaps.slice(0, 3).every((gap) => gap <= 2_300)).toBe(true);
    expect(Math.max(...gaps)).toBeGreaterThanOrEqual(7_000);
    expect(page.at.length).toBeLessThan(25);
    page.end();
  });
});

describe('the whole way', () => {
  let undo = (): void => undefined;
  beforeAll(() => void (undo = makeWorkPrompt()));
  afterAll(() => undo());

  it('keeps to what VOD says about too many calls, and comes to its end', async () => {
    const world = createVirtualWorld({ analyseMs: 1_000 });
    const headers = { 'retry-after': '40' };
    const where = { service: 'backend', op: 'BatchGetMediaInfos' } as const;
    const page = world.openPage({ settings: { noTranscode: false } });
    page.uploader.addFiles([new DiskFile(new Uint8Array(200_000), 'film.mp4')]);
    await world.time.until(() => page.phase() === 'processing');
    const fault = world.fault({ what: 'status', status: 429, code: 'Throttling.User', headers, where, times: 2 });
    await world.time.until(() => fault.hits === 1);
    await world.time.settle();
    expect(page.first()).toMatchObject({ phase: 'waiting', reason: 'backend', from: 'processing' });
    const asked = () => world.world.log.entries.filter(({ service, op }) => service === 'backend' && op === where.op);
    await world.time.until(() => page.phase() === 'ready' || asked().length > 40);
    const starts = asked().map(({ startedAt }) => startedAt);
    const at = asked().findIndex(({ status }) => status === 429);
    expect(starts[at + 1]! - starts[at]!).toBeGreaterThanOrEqual(40_000);
    expect(starts[at + 2]! - starts[at + 1]!).toBeGreaterThanOrEqual(40_000);
    expect(asked()[at + 2]).toMatchObject({ status: 200 });
  });

  it('never goes beyond what an account allows, with the account’s own limit', async () => {
    const world = createVirtualWorld({ callsPerSecond: 5 });
    const page = world.openPage();
    const backend = createHttpBackend({
      endpoint: 'http://page.localhost/__emulator/virtual/api/vod',
      fetch: page.link.fetch,
      base: 'http://page.localhost',
      timeout: () => new AbortController().signal,
    });
    const poller = new Poller(mediaSight(backend), {
      clock: world.time.clock,
      network: ALWAYS_ONLINE,
      random: () => 0.5,
    });
    const life = new AbortController();
    setMaxListeners(0, life.signal);
    const missing = new Set<string>();
    for (let n = 0; n < 300; n += 1)
      poller.follow(
        `media-${n}`,
        { saw: ({ id, status }) => void (status === 'missing' && missing.add(id)), failed: () => undefined },
        { pace: { pollMs: [1_000, 8_000], pollsPerSecond: 8 }, signal: life.signal },
      );
    await world.time.until(() => missing.size === 300);
    life.abort();
    expect(world.world.log.entries.filter(({ code }) => code === 'Throttling.User')).toEqual([]);
  });

  it.each([
    [
      'ForbiddenMediaIds',
      'forbidden',
      'Failed: The file was uploaded, but this site is not allowed to see its status. Contact the site owner.',
    ],
    [
      'NonExistMediaIds',
      'missing',
      'Failed: This video was deleted from the service. To upload it again, choose the file.',
    ],
  ] as const)('says of a media among %s what that means', async (_, status, said) => {
    const world = createVirtualWorld({ noTranscode: false, analyseMs: 1_000, transcodeMs: 3_600_000 });
    const page = world.openPage({ settings: { noTranscode: false } });
    page.uploader.addFiles([new DiskFile(new Uint8Array(200_000), 'film.mp4')]);
    await world.time.until(() => page.phase() === 'processing');
    const [video] = world.world.videos.all;
    if (status === 'forbidden') world.world.configure({ forbidden: [video!.id] });
    else world.world.videos.remove(video!);
    await world.time.until(() => page.phase() === 'failed');
    expect(page.first()).toMatchObject({ report: { status }, error: { code: `media-${status}` } });
    expect(page.said().at(-1)).toBe(said);
    expect(world.timers()).toBe(0);
  });
});
