import type { Checkpoint } from '../../src/engine/checkpoint.js';
import { isOver, type UploadState } from '../../src/engine/state.js';
import { BrowserProfile } from '../support/browser-profile.js';
import type { VirtualPage, VirtualWorld } from '../support/virtual-world.js';
import type { Dice } from './dice.js';
import type { Ledger } from './ledger.js';
import { Shelf, type Film } from './shelf.js';
import { calm, type Weather } from './weather.js';

const SKEWS = [0, 0, 3 * 3_600_000, -3 * 3_600_000];
const ID = /<UploadId>([^<]+)/;

interface Handle {
  readonly name: string;
}

/** One browser with its pages, and who sits before it. */
export class Person {
  readonly profile = new BrowserProfile();
  readonly pages: VirtualPage[] = [];
  /** Of this one only, so that all others must keep what they were told. */
  readonly diskFills: boolean;
  /** Checkpoints that were ever stored hold these VideoIds and UploadIds. */
  readonly kept = new Set<string>();
  readonly #shelf: Shelf;
  #titles = new WeakMap<Blob, string>();
  #life = new WeakMap<VirtualPage, AbortController>();
  #picked = 0;

  constructor(
    readonly name: string,
    private readonly world: VirtualWorld,
    readonly dice: Dice,
    readonly ledger: Ledger,
    private readonly weather: Weather,
  ) {
    this.diskFills = dice.chance(0.2);
    this.#shelf = new Shelf(dice, name);
    const { kept } = this.profile;
    const set = kept.set.bind(kept);
    kept.set = (id, checkpoint) => {
      this.kept.add(checkpoint.videoId);
      if (checkpoint.uploadId !== undefined) this.kept.add(checkpoint.uploadId);
      return set(id, checkpoint);
    };
  }

  newFilm(): Film {
    const film = this.#shelf.film();
    this.ledger.films.set(film.name, film);
    return film;
  }

  openPage(): VirtualPage {
    const { dice, ledger, world } = this;
    const life = new AbortController();
    const page = world.openPage({
      profile: this.profile,
      skewMs: dice.pick(SKEWS),
      random: dice.next,
      openHandle: (handle, { signal, prompt }) =>
        this.#open(handle as Handle, prompt, AbortSignal.any([signal, life.signal])),
      settings: {
        maxConcurrentUploads: dice.pick([1, 2, 4]),
        maxConnections: dice.pick([1, 3, 6]),
        manual: dice.chance(0.15),
        noTranscode: dice.chance(0.85),
        // Of this one only, so that much is found at VOD of the others.
        deleteCanceled: this.name.endsWith('p2'),
        metadata: (file) => {
          if (dice.chance(0.03)) throw new Error('The page stumbled');
          return { title: this.#titles.get(file) ?? this.#titleOf(file) };
        },
        validate: async () => {
          if (dice.chance(0.3)) await world.time.clock.wait(dice.between(1, 5_000), life.signal);
          return dice.chance(0.02) ? 'Not today' : undefined;
        },
      },
    });
    this.#life.set(page, life);
    page.link.heard = (_, answer) => {
      const uploadId = answer?.includes('InitiateMultipartUploadResult') && ID.exec(answer)?.[1];
      if (uploadId) ledger.heard.set(uploadId, page);
    };
    calm(page);
    page.uploader.observe((...change) => ledger.see(page, ...change), { signal: life.signal });
    const sealed = ({ phase, videoId }: UploadState) => phase === 'uploaded' && this.weather.sealed(videoId!);
    page.uploader.observe(sealed, { signal: life.signal });
    this.pages.push(page);
    return page;
  }

  crash(page: VirtualPage): void {
    const { ledger } = this;
    ledger.crashed.add(page);
    for (const { id } of page.uploader.state.uploads) {
      const addition = ledger.additions.get(id);
      if (addition !== undefined) addition.over = true;
    }
    page.crash();
    this.#life.get(page)!.abort();
    this.pages.splice(this.pages.indexOf(page), 1);
  }

  /** Gives the page a film: for a new upload, or for one that asks for it. */
  give(page: VirtualPage, film: Film): 'added' | 'rejected' | 'taken' {
    const { dice, ledger } = this;
    const file = film.pick();
    const title = `${film.name} ${(this.#picked += 1)}`;
    this.#titles.set(file, title);
    const handles = dice.chance(0.5) ? new Map([[file, { name: film.name } satisfies Handle]]) : undefined;
    const underWay = this.#isUnderWay(film);
    const { added, rejected } = page.uploader.addFiles([file], handles && { handles });
    for (const { id } of added) {
      ledger.additions.set(id, { film, title, page, id, over: false, canceled: false });
      if (!underWay) ledger.wish(film.name, id);
    }
    if (rejected.length > 0) return 'rejected';
    if (added.length > 0) return 'added';
    this.#titles.set(file, this.#titleOf(file));
    const takers = page.uploader.state.uploads.filter(({ name, phase }) => name === film.name && phase !== 'canceled');
    if (takers.length === 0) ledger.violate(`${film.name} was swallowed`);
    for (const taker of takers) ledger.wanted(taker);
    return 'taken';
  }

  film(upload: UploadState): Film {
    return this.ledger.films.get(upload.name)!;
  }

  /** A file that goes on with an upload, or that its handle brought. */
  #titleOf({ name }: File): string {
    return [...this.ledger.additions.values()].findLast(({ film }) => film.name === name)!.title;
  }

  /** Begun, or waiting for its turn: whoever gives it once more wants to see that one go on. */
  #isUnderWay({ name }: Film): boolean {
    const resting = ['selected', 'validated', 'paused', 'failed'];
    const isBegun = ({ videoId, phase }: UploadState) =>
      // VOD's verdict on a media is final, even if it is looked at again.
      videoId === undefined ? !resting.includes(phase) : !this.ledger.ended.has(videoId);
    const listed = this.pages.some(({ uploader }) =>
      uploader.state.uploads.some((upload) => upload.name === name && !isOver(upload) && isBegun(upload)),
    );
    const stored = ({ fingerprint, outcome }: Checkpoint) =>
      fingerprint.name === name && outcome !== 'spent' && outcome !== 'canceled';
    return listed || [...this.profile.kept.values()].some(stored);
  }

  /** The browser opens a kept handle at once, asks, is refused, or is never answered. */
  async #open({ name }: Handle, prompt: boolean, signal: AbortSignal): Promise<File | 'ask' | undefined> {
    const { dice, world } = this;
    const fate = dice.next();
    if (fate < 0.2) return undefined;
    if (!prompt && fate < 0.6) return 'ask';
    await world.time.clock.wait(fate < 0.4 ? 86_400_000 : dice.between(1, 3_000), signal);
    return this.ledger.films.get(name)!.pick();
  }
}
