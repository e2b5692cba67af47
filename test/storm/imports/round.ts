import { setMaxListeners } from 'node:events';
import { isOver, type UploadState } from '../../../src/engine/state.js';
import { BrowserProfile } from '../../support/browser-profile.js';
import { createVirtualWorld, type VirtualPage, type VirtualWorld } from '../../support/virtual-world.js';
import { Dice } from '../dice.js';
import { Tally, type Counts } from '../tally.js';
import { importFault } from './weather.js';
import { KINDS, openInternet, urlOf, type Kind } from './internet.js';
import { judgeImports } from './judge.js';

const PAUSES = [0, 10, 30, 100, 700, 3_000, 20_000];
const DEEDS = 24;
const MOST_MINUTES = 180;

/** One file that a person asked for. */
export interface Wish {
  readonly url: string;
  readonly kind: Kind;
  readonly name: string;
  /** The row of it. */
  readonly row: string;
  /** Jobs that may be made of it: one, and one more for each that has ended badly and was asked for again. */
  jobs: number;
  /** By a person: what is submitted then may end without a row. */
  givenUp: boolean;
  /** Its page was gone before it knew of a job. */
  crashed: boolean;
}

export interface ImportRound {
  readonly violations: readonly string[];
  readonly counts: Counts;
  /** What came to pass with the films that the violations name. */
  readonly story: readonly string[];
}

/** A person has VOD fetch some files in bad weather, until the sky clears and all is over. */
export async function playImportRound(seed: number): Promise<ImportRound> {
  const dice = new Dice(seed);
  const world = createVirtualWorld({
    importPendingMs: dice.pick([0, 500, 20_000]),
    importStepMs: dice.pick([0, 200, 5_000]),
    importTimeoutMs: 40_000,
    sessionAgain: dice.pick(['same', 'refuse'] as const),
    quirks: dice.chance(0.3),
  });
  // Each job of VOD's waits for its end.
  setMaxListeners(0, world.world.life);
  const round = new Round(world, dice);
  const close = openInternet((ms, signal) => world.time.clock.wait(ms, signal));
  const unhandled = (reason: unknown) => round.violate(`unhandled: ${String(reason)}`);
  process.on('unhandledRejection', unhandled);
  try {
    await round.play();
    await judgeImports(round);
  } catch (error) {
    round.violate(`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    process.off('unhandledRejection', unhandled);
    close();
  }
  return { violations: round.violations, counts: round.tally.counts, story: storyOf(round) };
}

export class Round {
  readonly tally = new Tally();
  readonly violations: string[] = [];
  readonly wishes: Wish[] = [];
  readonly seen: UploadState[] = [];
  readonly #story: { readonly at: number; readonly about: string; readonly what: string }[] = [];
  /** Row of each job that a page knew of. */
  readonly rows = new Map<string, string>();
  readonly profile = new BrowserProfile();
  page: VirtualPage;
  readonly #rough: number;
  readonly #service: 'vod' | 'ims';
  readonly #idempotency: boolean;

  constructor(
    readonly world: VirtualWorld,
    readonly dice: Dice,
  ) {
    this.#rough = dice.pick([0, 0.2, 0.5]);
    this.#service = dice.chance(0.2) ? 'ims' : 'vod';
    this.#idempotency = dice.chance(0.5);
    const { keptImports } = this.profile;
    const keep = keptImports.set.bind(keptImports);
    keptImports.set = (id, record) => {
      this.rows.set(record.jobId, id);
      if (/secret-|127\.0\.0/.test(JSON.stringify(record))) this.violate(`stored: ${JSON.stringify(record)}`);
      return keep(id, record);
    };
    this.page = this.#open();
  }

  get uploads(): readonly UploadState[] {
    return this.page.uploader.state.uploads;
  }

  readonly violate = (what: string): void => void this.violations.push(what);

  get story(): readonly { readonly at: number; readonly about: string; readonly what: string }[] {
    return this.#story;
  }

  tell(about: string, what: string): void {
    this.#story.push({ at: this.world.time.clock.now(), about, what });
  }

  async play(): Promise<void> {
    const { dice, world } = this;
    await this.#add();
    for (let deed = 0; deed < DEEDS; deed += 1) {
      await world.time.advance(dice.pick(PAUSES));
      if (dice.chance(this.#rough)) this.#fault();
      if (dice.chance(this.#rough * 0.3)) this.#gust();
      await this.#act();
    }
    this.tally.hit(
      'faults that hit',
      'any',
      world.world.faults.list.reduce((sum, { hits }) => sum + hits, 0),
    );
    world.world.faults.clear();
    this.page.net.goOnline();
    for (let minute = 0; minute < MOST_MINUTES && (minute === 0 || !this.#isOver); minute += 1) {
      for (const upload of this.uploads) if (upload.phase === 'failed') this.#retry(upload);
      this.page.uploader.resume();
      await world.time.advance(60_000);
    }
    // What VOD does by itself, and what was left to run out.
    await world.time.advance(200_000);
  }

  #open(): VirtualPage {
    const page = this.world.openPage({
      profile: this.profile,
      service: this.#service,
      idempotency: this.#idempotency,
      random: this.dice.next,
      settings: { noTranscode: true },
    });
    page.uploader.observe((after) => this.#see(after), { signal: new AbortController().signal });
    page.link.latencyMs = 20;
    return page;
  }

  #see(after: UploadState): void {
    this.seen.push(after);
    this.tell(
      after.name,
      `${after.phase} ${after.importing?.jobId?.slice(0, 4) ?? ''} ${after.importing?.status ?? ''}`,
    );
    this.tally.hit('phase', after.phase);
    if (after.phase === 'failed') this.tally.hit('error', after.error.code);
    if (after.phase === 'failed' && after.error.code === 'internal') this.violate(`internal: ${after.error.message}`);
    const told = after.phase === 'failed' ? JSON.stringify([after.error.message, after.error.detail]) : '';
    if (/secret-/.test(told)) this.violate(`told a secret: ${told}`);
  }

  get #isOver(): boolean {
    return this.uploads.every((upload) => isOver(upload) && !this.#wantsMore(upload));
  }

  /** Whatever is not VOD's last word on a job is tried again. */
  #wantsMore(upload: UploadState): boolean {
    return upload.phase === 'failed' && upload.error.retryable && upload.error.code !== 'import-failed';
  }

  async #add(): Promise<void> {
    const { dice, wishes } = this;
    const planned = Array.from({ length: dice.between(1, 6) }, (_, n) => {
      const [kind, name] = [dice.pick(KINDS), `film-${wishes.length + n}`] as const;
      return { kind, name, url: urlOf(kind, name) };
    });
    const { added } = await this.page.uploader.addUrls(planned.map(({ url }) => url));
    if (added.length !== planned.length) this.violate('an address was not taken');
    for (const [n, plan] of planned.entries())
      wishes.push({ ...plan, row: added[n]!.id, jobs: 1, givenUp: false, crashed: false });
  }

  #retry(upload: UploadState): void {
    if (!this.#wantsMore(upload)) return;
    this.page.uploader.retry(upload.id);
  }

  #wishOf = ({ id }: UploadState): Wish => this.wishes.find(({ row }) => row === id)!;

  #fault(): void {
    const order = importFault(this.dice);
    this.tally.hit('fault', `${order.what} ${order.where?.op}`);
    this.world.fault(order);
  }

  #gust(): void {
    const { page, dice } = this;
    const gust = dice.pick(['offline', 'back', 'cut', 'slow'] as const);
    this.tally.hit('gust', gust);
    if (gust === 'offline') page.net.goOffline();
    if (gust === 'back') page.net.goOnline();
    if (gust === 'cut') page.link.cut();
    if (gust === 'slow') page.link.latencyMs = dice.pick([20, 2_000]);
  }

  async #act(): Promise<void> {
    const { dice, page } = this;
    const upload = dice.maybe(this.uploads);
    const deed = dice.pick(['add', 'cancel', 'remove', 'pause', 'start', 'retry', 'reload', 'leave', 'wait', 'wait']);
    this.tally.hit('deed', deed);
    this.tell('', `${deed} ${upload?.name ?? ''}`);
    if (deed === 'add') await this.#add();
    if (deed === 'pause') page.uploader.pause(upload?.id);
    // Which is what retry is for.
    if (deed === 'start' && upload?.phase !== 'failed') page.uploader.start(upload?.id ?? 'none');
    if (deed === 'reload' && dice.chance(0.5)) await this.#reload();
    if (deed === 'leave') {
      const goOn = page.uploader.suspend();
      await this.world.time.advance(dice.pick(PAUSES));
      goOn();
    }
    if (upload === undefined) return;
    if (deed === 'retry' && upload.phase === 'failed' && upload.error.retryable) {
      // Its job is over; whatever else it was must not make a second one.
      if (upload.error.code === 'import-failed' && upload.importing?.jobId !== undefined)
        this.#wishOf(upload).jobs += 1;
      page.uploader.retry(upload.id);
    }
    if ((deed === 'cancel' && !isOver(upload)) || deed === 'remove') {
      this.#wishOf(upload).givenUp = true;
      if (deed === 'cancel') page.uploader.cancel(upload.id);
      else page.uploader.removeUpload(upload.id);
    }
  }

  /** The page dies as it is. What VOD has taken on comes back; what it did not answer to is lost. */
  async #reload(): Promise<void> {
    const kept = this.profile.keptImports;
    for (const upload of this.uploads) if (!kept.has(upload.id)) this.#wishOf(upload).crashed = true;
    this.page.crash();
    this.page = this.#open();
    const listed = await this.page.uploader.restore();
    for (const id of kept.keys())
      if (!listed.some((upload) => upload.id === id)) this.violate(`${id} did not come back`);
  }
}

function storyOf({ violations, story, world, wishes }: Round): string[] {
  const films = wishes.filter(({ name }) =>
    violations.some((each) => each.startsWith(`${name}:`) || each.startsWith(`${name} `)),
  );
  if (films.length === 0) return [];
  const asked = world.world.log.entries
    .filter(({ op }) => /URL|Url/.test(op))
    .map(({ service, op, status, cut, faults, query, startedAt, endedAt = 0 }) => ({
      at: startedAt,
      what: `    ${service} ${op} ${cut ? 'cut' : status} ${faults?.join() ?? ''} until ${endedAt} ${query.SessionId ?? ''} ${films
        .filter(({ name }) => decodeURIComponent(query.UploadURLs ?? '').includes(`${name}.`))
        .map(({ name }) => name)
        .join()}`,
    }));
  const rows = story
    .filter(({ about }) => about === '' || films.some(({ name }) => about === `${name}.mp4`))
    .map(({ at, about, what }) => ({ at, what: `${about} ${what}` }));
  return [...rows, ...asked].sort((a, b) => a.at - b.at).map(({ at, what }) => `${at} ${what}`);
}
