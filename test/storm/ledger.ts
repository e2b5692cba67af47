import { NEXT, type UploadState } from '../../src/engine/state.js';
import type { VirtualPage } from '../support/virtual-world.js';
import type { Film } from './shelf.js';
import { count, type Tally } from './tally.js';

/** One time that a person gave a film to a page which made an upload of it. */
export interface Addition {
  readonly film: Film;
  readonly title: string;
  readonly page: VirtualPage;
  readonly id: string;
  /** Canceled, removed, or its page crashed. */
  over: boolean;
  /** By a person. */
  canceled: boolean;
}

/** What pages said and did, for the judge. */
export class Ledger {
  readonly films = new Map<string, Film>();
  readonly additions = new Map<string, Addition>();
  /** VideoIds that a page finished with, and whose film they are. */
  readonly ready = new Map<string, string>();
  /** VideoIds that a person gave up, or that cannot be used again; when, by the service's clock. */
  readonly ended = new Map<string, number>();
  /** VideoIds that a page has shown. */
  readonly shown = new Set<string>();
  /** How often a film was given up by its title while no page knew of a VideoId. */
  readonly unheard = new Map<string, number>();
  /** Multipart uploads that a page heard of, and which. */
  readonly heard = new Map<string, VirtualPage>();
  readonly crashed = new Set<VirtualPage>();
  /** How the rows of each page that lives look now. */
  readonly #rows = new Map<VirtualPage, Map<string, UploadState>>();
  /** By whom: another page may not know it. */
  readonly #spent = new Map<string, VirtualPage>();
  /** Films that VOD would not have. */
  readonly #judged = new Set<string>();
  /** The uploads of each film that were asked for while no other one of it was under way. */
  readonly #wishes = new Map<string, Set<string>>();
  readonly violations: string[] = [];
  readonly story: { readonly at: number; readonly about: string; readonly what: string }[] = [];

  constructor(
    private readonly tally: Tally,
    /** VideoIds whose object is not what was sealed. */
    readonly spoilt: ReadonlySet<string>,
    readonly now: () => number,
  ) {}

  violate(what: string): void {
    this.violations.push(what);
  }

  /** For whoever wants to understand what came to pass; `about` is a film's name, or all of them. */
  tell(about: string, what: string): void {
    this.story.push({ at: this.now(), about, what });
  }

  readonly see = (page: VirtualPage, after: UploadState, before: UploadState | undefined): void => {
    const { videoId, id } = after;
    if (videoId !== undefined) this.shown.add(videoId);
    const rows = this.#rows.get(page) ?? new Map<string, UploadState>();
    this.#rows.set(page, rows.set(id, after));
    if (before !== undefined) this.#compare(after, before);
    if (after.phase === before?.phase) return;
    this.tell(after.name, `${id} ${phrase(after)}`);
    switch (after.phase) {
      case 'waiting':
        this.tally.hit('waits', after.reason);
        break;
      case 'failed':
        this.tally.hit('errors', after.error.code);
        if (after.error.code === 'internal') this.violate(`${id} failed: ${after.error.message}`);
        if (after.error.code === 'integrity') this.#spend(page, after);
        // VOD's verdict.
        if (after.from === 'processing') {
          this.ended.set(videoId!, this.now());
          this.#judged.add(after.name);
        }
        break;
      case 'canceled':
        this.#end(page, after);
        break;
      case 'uploaded':
        if (this.#spent.get(videoId!) === page) this.violate(`${after.name}: ${id} used a spent VideoId again`);
        break;
      case 'ready':
        this.ready.set(videoId!, after.name);
        break;
    }
  };

  wish(film: string, id: string): void {
    const ids = this.#wishes.get(film) ?? new Set();
    this.#wishes.set(film, ids.add(id));
  }

  wishes(film: string): number {
    return this.#wishes.get(film)?.size ?? 0;
  }

  removed(page: VirtualPage, state: UploadState): void {
    this.#end(page, state);
  }

  /** A person chose its file once more: whoever canceled it before does not count. */
  wanted({ videoId = '' }: UploadState): void {
    this.ended.delete(videoId);
  }

  /** Does another page send it? Then only the row went. */
  #isElsewhere(page: VirtualPage, videoId: string): boolean {
    return [...this.#rows].some(
      ([other, rows]) =>
        other !== page &&
        !this.crashed.has(other) &&
        [...rows.values()].some((state) => state.videoId === videoId && isAtWork(state)),
    );
  }

  #spend(page: VirtualPage, { id, videoId = '' }: UploadState): void {
    if (!this.spoilt.has(videoId)) this.violate(`${id} calls a good object spoilt`);
    this.ended.set(videoId, this.now());
    this.#spent.set(videoId, page);
  }

  #end(page: VirtualPage, { id, videoId }: UploadState): void {
    const addition = this.additions.get(id);
    if (addition !== undefined) {
      addition.over = addition.canceled = true;
      if (videoId === undefined) count(this.unheard, addition.title);
    }
    if (videoId === undefined || this.ended.has(videoId) || this.#isElsewhere(page, videoId)) return;
    this.ended.set(videoId, this.now());
  }

  #isFinished(film: string): boolean {
    return this.#judged.has(film) || [...this.ready.values()].includes(film);
  }

  #compare(after: UploadState, before: UploadState): void {
    const from = before.phase;
    const to = after.phase;
    if (from !== to) {
      this.tally.hit('arrow', `${from} → ${to}`);
      if (!NEXT[from].includes(to)) this.violate(`${after.id} went ${from} → ${to}`);
    }
    // Somebody wants it all the same, although another page was done with it.
    const rested = ['validated', 'paused', 'failed'].includes(from) && ['queued', 'selected'].includes(to);
    // Or saw the object spoilt, too, and not that another page has sent it again.
    const gaveUp = after.videoId !== before.videoId && this.spoilt.has(before.videoId ?? '');
    if ((rested || gaveUp) && this.#isFinished(after.name)) this.wish(after.name, `${after.id}, once more`);
    const anew = before.videoId !== undefined && after.videoId === undefined;
    if (after.sent < before.sent && !anew) this.violate(`${after.id} fell back from ${before.sent} to ${after.sent}`);
    if (after.confirmed > after.total || after.sent > after.total)
      this.violate(`${after.id} counts more than there is`);
  }
}

const isAtWork = (state: UploadState): boolean =>
  state.phase === 'waiting'
    ? !['permission', 'file-needed', 'other-tab'].includes(state.reason)
    : ['authorized', 'uploading', 'uploaded', 'verified'].includes(state.phase);

const phrase = (state: UploadState): string =>
  [
    state.phase,
    ...(state.phase === 'waiting' ? [state.reason] : []),
    ...(state.phase === 'failed' ? [state.error.message] : []),
    `${state.confirmed}/${state.total}`,
    ...(state.videoId === undefined ? [] : [state.videoId.slice(0, 4)]),
  ].join(' ');
