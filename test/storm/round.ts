import { createHash } from 'node:crypto';
import type { Video } from '../../src/emulator/videos.js';
import { isOver } from '../../src/engine/state.js';
import { createVirtualWorld, type VirtualWorld } from '../support/virtual-world.js';
import { act, finish } from './commands.js';
import { Dice } from './dice.js';
import { judge } from './judge.js';
import { Ledger } from './ledger.js';
import { Person } from './person.js';
import { count, Tally, type Counts } from './tally.js';
import { Weather } from './weather.js';

export interface Round {
  readonly seed: number;
  readonly uploads: number;
  readonly violations: readonly string[];
  readonly counts: Counts;
  /** Of every request, its answer and its moment: the same seed gives the same. */
  readonly digest: string;
  /** What came to pass with the films that the violations name. */
  readonly story: readonly string[];
}

const PAUSES = [0, 10, 100, 100, 300, 700, 700, 2_000, 5_000, 30_000];
const PEOPLE = 3;
/** A clear sky and a patient person end everything within so many minutes. */
const MOST_MINUTES = 240;

/** A few people upload so many films in bad weather, until the sky clears and all is over. */
export async function playRound(seed: number, uploads: number): Promise<Round> {
  const dice = new Dice(seed);
  const tally = new Tally();
  const world = createVirtualWorld({ v4: dice.chance(0.9) ? 'accept' : 'refuse' });
  const weather = new Weather(world, dice, tally, dice.pick([0, 0.1, 0.3, 0.6, 0.9]));
  const ledger = new Ledger(tally, weather.spoilt, () => world.time.clock.now());
  const people = Array.from({ length: PEOPLE }, (_, i) => new Person(`s${seed}p${i}`, world, dice, ledger, weather));
  const pages = () => people.flatMap((person) => person.pages);
  const sealed = countSeals(world);
  const videos = keepVideos(world);
  for (const person of people) person.openPage();

  const unhandled = (reason: unknown) => ledger.violate(`unhandled: ${String(reason)}`);
  process.on('unhandledRejection', unhandled);
  try {
    for (let given = 0; given < uploads;) {
      await world.time.advance(dice.pick(PAUSES));
      weather.turn(pages());
      const person = dice.pick(people);
      if (dice.chance(0.2)) {
        if (person.give(dice.pick(person.pages), person.newFilm()) !== 'added') ledger.violate('a film was not taken');
        tally.hit('command', 'give');
        given += 1;
      } else {
        const done = await act(person);
        if (done === undefined) continue;
        tally.hit('command', done);
        ledger.tell(person.name, done);
      }
    }
    weather.clear(pages());
    await end(world, people, ledger);
    await judge({ world, ledger, people, tally, videos, sealed });
  } catch (error) {
    ledger.violate(`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    process.off('unhandledRejection', unhandled);
  }
  tally.hit('uploads', 'all', ledger.additions.size);
  tally.hit('uploads', 'films', uploads);
  const { violations } = ledger;
  return { seed, uploads, violations, counts: tally.counts, digest: digestOf(world), story: storyOf(world, ledger) };
}

async function end(world: VirtualWorld, people: readonly Person[], ledger: Ledger): Promise<void> {
  const open = () =>
    people.flatMap(({ pages }) =>
      pages.flatMap(({ uploader }) =>
        uploader.state.uploads.filter((each) => !isOver(each) || (each.phase === 'failed' && each.error.retryable)),
      ),
    );
  const finishAll = async () => {
    for (let minute = 0; minute < MOST_MINUTES && (minute === 0 || open().length > 0); minute += 1) {
      for (const person of people) await finish(person);
      await world.time.advance(60_000);
    }
  };
  await finishAll();
  // The next day: what a page could not clean up any more is cleaned up by the next.
  for (const person of people) person.openPage();
  await finishAll();
  for (const upload of open()) ledger.violate(`${upload.name} does not end: ${JSON.stringify(upload)}`);
  await world.time.advance(60_000);
}

function countSeals({ world: { bucket } }: VirtualWorld): ReadonlyMap<string, number> {
  const sealed = new Map<string, number>();
  const set = bucket.objects.set.bind(bucket.objects);
  bucket.objects.set = (key, object) => {
    count(sealed, key);
    return set(key, object);
  };
  return sealed;
}

/** Those that a cancel takes back are in no list of VOD's any more. */
function keepVideos({ world: { videos } }: VirtualWorld): readonly Video[] {
  const kept: Video[] = [];
  const create = videos.create.bind(videos);
  videos.create = (video) => {
    const created = create(video);
    kept.push(created);
    return created;
  };
  return kept;
}

function digestOf({ world }: VirtualWorld): string {
  const hash = createHash('sha256');
  for (const { service, op, part, status, cut, startedAt, endedAt } of world.log.entries) {
    hash.update(JSON.stringify([service, op, part, status, cut, startedAt, endedAt]));
  }
  return hash.digest('hex').slice(0, 16);
}

function storyOf({ world }: VirtualWorld, { violations, films, story }: Ledger): string[] {
  const names = [...films.keys()].filter((name) => violations.some((violation) => violation.includes(name)));
  return names.flatMap((name) => {
    const ids = new Set(world.videos.all.filter(({ title }) => title.startsWith(`${name} `)).map(({ key }) => key));
    const asked = world.log.entries
      .filter(({ key, query }) => ids.has(key ?? '') || query.Title?.startsWith(`${name} `))
      .map(({ op, part, status, cut, faults, endedAt }) => ({
        at: endedAt ?? 0,
        what: `    ${[op, part, cut ? 'cut' : status, faults?.join()].filter((x) => x !== undefined).join(' ')}`,
      }));
    const lines = [...story.filter(({ about }) => about === name || name.startsWith(`${about}-`)), ...asked];
    const start = lines.reduce((least, { at }) => Math.min(least, at), Infinity);
    return [
      name,
      ...lines.sort((a, b) => a.at - b.at).map(({ at, what }) => `${String(at - start).padStart(9)} ${what}`),
    ];
  });
}
