import { getEventListeners } from 'node:events';
import { NEVER } from '../../src/engine/abort.js';
import type { VirtualWorld } from '../support/virtual-world.js';
import type { LogEntry } from '../../src/emulator/request-log.js';
import type { Video } from '../../src/emulator/videos.js';
import type { Addition, Ledger } from './ledger.js';
import type { Person } from './person.js';
import { count, type Tally } from './tally.js';

const CREATE = 'CreateUploadVideo';
const REFUSED = [400, 403, 404, 422];
const GIVEN_UP = 'given up before its page knew';
const WENT = 'reply lost, another row of the film went on';

interface Case {
  readonly world: VirtualWorld;
  readonly ledger: Ledger;
  readonly people: readonly Person[];
  readonly tally: Tally;
  /** All that VOD ever had, those that were taken back among them. */
  readonly videos: readonly Video[];
  /** How often each object was made. */
  readonly sealed: ReadonlyMap<string, number>;
}

/** What must be true when all is over, whatever happened. */
export async function judge(kase: Case): Promise<void> {
  await bytes(kase);
  videos(kase);
  orphans(kase);
  leftBehind(kase);
}

/** Every object is its film, and every upload that a page calls finished has one. */
async function bytes({ world: { world }, ledger, people, tally, sealed, videos: all }: Case): Promise<void> {
  for (const [key, times] of sealed) {
    const { id, title } = all.find((each) => each.key === key)!;
    if (times === 1 || ledger.spoilt.has(id)) continue;
    const unseen = world.log.entries.some(
      ({ op, key: of, ...entry }) => op === 'HeadObject' && of === key && isUnread(entry),
    );
    if (unseen) tally.hit('outcome', 'sealed again, nobody could say');
    else if (couldNotTell(people, title)) tally.hit('outcome', 'sealed again, disk full');
    else ledger.violate(`${title} was sent and sealed ${times} times`);
  }
  for (const { key, content } of world.bucket.objects.values()) {
    const video = all.find((each) => each.key === key);
    if (video && ledger.spoilt.has(video.id)) continue;
    const film = video && ledger.additions.get(idOf(ledger, video.title))?.film;
    const pieces: Uint8Array[] = [];
    for await (const piece of content.read()) pieces.push(piece);
    if (film === undefined || !Buffer.concat(pieces).equals(film.bytes))
      ledger.violate(`${video?.title} is not its file`);
    if (video === undefined || ledger.ready.has(video.id)) continue;
    const end = ledger.ended.get(video.id) ?? Infinity;
    const asked = world.log.entries.find((entry) => entry.op === 'CompleteMultipartUpload' && entry.key === key);
    if (asked === undefined || asked.startedAt > end) ledger.violate(`${video.title} was sealed after it was canceled`);
    else tally.hit('outcome', 'sealed, then given up');
  }
  for (const id of ledger.ready.keys()) {
    const video = world.videos.find(id);
    if (video === undefined || !world.bucket.objects.has(video.key))
      ledger.violate(`${id} is finished and has no object`);
    else tally.hit('outcome', 'finished, identical');
  }
}

/** A page that could not write down what it did cannot tell the next one. */
const couldNotTell = (people: readonly Person[], film: string): boolean =>
  people.some(({ diskFills, name }) => diskFills && film.startsWith(`${name}-`));

/** An answer that says nothing of the object. */
const isUnread = ({ status, faults, cut }: Pick<LogEntry, 'status' | 'faults' | 'cut'>): boolean =>
  cut === true || faults !== undefined || status === 403;

const idOf = ({ additions }: Ledger, title: string): string =>
  [...additions.values()].find((each) => each.title === title)?.id ?? '';

/** Each VideoId was finished with or has a reason; no film has more of them than it was wished for. */
function videos({ world: { world }, ledger, people, tally, videos: all }: Case): void {
  const lost = new Map<string, number>();
  for (const { service, op, cut, query } of world.log.entries) {
    const title = query.Title ?? '';
    if (service === 'vod' && op === CREATE && cut) count(lost, title);
  }
  const causes = [
    [lost, 'reply lost between backend and VOD'],
    // Two pages may have wanted it anew, of which one gave up.
    [new Map(ledger.unheard), GIVEN_UP],
  ] as const;
  const person = ({ film }: Addition) => people.find(({ name }) => film.name.startsWith(`${name}-`))!;
  const reasonFor = ({ id, title }: Video, n: number): string | undefined => {
    if (ledger.ended.has(id)) return 'canceled, or spent';
    const addition = ledger.additions.get(idOf(ledger, title))!;
    // Its own page may not have known it yet, another one did.
    if (ledger.shown.has(id) && addition.canceled) return 'canceled, or spent';
    if (ledger.shown.has(id)) {
      const { diskFills, kept } = person(addition);
      return addition.over && diskFills && !kept.has(id) ? 'lost with a page whose disk was full' : undefined;
    }
    if (ledger.crashed.has(addition.page)) return 'its page was gone before it knew';
    // Whoever asks again does so under the same key and gets this one, but for what came in between.
    const again = all.findIndex((each, later) => later > n && each.title === title);
    if (again > 0) return whatCameBetween(addition, n, again) ?? counted(title);
    const went = [...ledger.additions.values()].some((each) => each.film === addition.film && each !== addition);
    return counted(title) ?? (addition.over ? GIVEN_UP : went ? WENT : undefined);
  };
  const whatCameBetween = ({ title, film }: Addition, n: number, again: number) => {
    if (wasRefusedBetween(title)) return 'still under way when a later try was refused';
    // Another page's was gone on with instead, until it turned out spoilt.
    const others = all.slice(n + 1, again).filter((each) => each.title !== title && ledger.spoilt.has(each.id));
    return others.some((each) => ledger.additions.get(idOf(ledger, each.title))?.film === film) ? WENT : undefined;
  };
  /** Each of these explains one media of its title, whichever. */
  const counted = (title: string): string | undefined => {
    for (const [titles, reason] of causes) {
      if ((titles.get(title) ?? 0) > 0) {
        count(titles, title, -1);
        return reason;
      }
    }
    return undefined;
  };
  const wasRefusedBetween = (title: string) => {
    const asked = world.log.entries.filter(
      ({ service, op, query }) => service === 'vod' && op === CREATE && query.Title === title,
    );
    return world.log.entries.some(
      ({ service, op, status = 0, endedAt = 0 }) =>
        service === 'backend' &&
        op === CREATE &&
        REFUSED.includes(status) &&
        endedAt > asked[0]!.startedAt &&
        endedAt <= asked.at(-1)!.startedAt,
    );
  };
  for (const [n, video] of all.entries()) {
    if (ledger.ready.has(video.id)) continue;
    const reason = reasonFor(video, n);
    if (reason === undefined) ledger.violate(`${video.title} has a second VideoId`);
    else tally.hit('VideoIds without an end', reason);
    if (world.videos.find(video.id) === undefined) tally.hit('outcome', 'taken back');
  }
  const finished = new Map<string, number>();
  for (const [id, name] of ledger.ready) if (!ledger.spoilt.has(id)) count(finished, name);
  for (const [name, times] of finished) {
    if (times <= ledger.wishes(name)) continue;
    if (couldNotTell(people, name)) tally.hit('outcome', 'finished twice, disk full');
    else ledger.violate(`${name} was finished ${times} times`);
  }
}

function orphans({ world, ledger, people, tally, videos: all }: Case): void {
  for (const { id, key } of world.orphans()) {
    const page = ledger.heard.get(id);
    const stored = people.some(({ kept }) => kept.has(id));
    const video = all.find((each) => each.key === key)!;
    if (page === undefined) tally.hit('orphans', 'reply to Initiate lost');
    else if (!stored && ledger.crashed.has(page)) tally.hit('orphans', 'reply to Initiate lost with its page');
    else if (wasRefused(world, ledger, video)) tally.hit('orphans', 'clean-up refused for good');
    else ledger.violate(`${video.title} left an orphan ${id}`);
  }
}

/** Either by OSS, or by the backend that was asked for credentials to do it with. */
function wasRefused({ world }: VirtualWorld, ledger: Ledger, { id, key }: { id: string; key: string }): boolean {
  const end = ledger.ended.get(id) ?? Infinity;
  return world.log.entries.some(
    ({ op, key: of, status = 0, endedAt = 0 }) =>
      endedAt > end &&
      REFUSED.includes(status) &&
      (op === 'RefreshUploadVideo' || (op === 'AbortMultipartUpload' && of === key)),
  );
}

function leftBehind({ world, ledger, people }: Case): void {
  const none = (what: string, count: number) => count > 0 && ledger.violate(`${count} ${what} left`);
  none('timers', world.timers());
  none('abort listeners', getEventListeners(NEVER, 'abort').length);
  for (const { profile, pages } of people) {
    for (const name of profile.held) ledger.violate(`A lock is left: ${name}`);
    for (const { fingerprint, outcome } of profile.kept.values()) {
      // "This VideoId is spent" is remembered for whoever gives the film again, for 7 days at most.
      if (outcome !== 'spent') ledger.violate(`A checkpoint is left: ${fingerprint.name}`);
    }
    none('tabs that listen', profile.air.listeners);
    for (const { net } of pages) none('network listeners', net.waiting);
  }
}
