import { NEVER, type Abortable } from './abort.js';
import { admit, type AddOptions, type Rejection } from './admit.js';
import type { AddUrlOptions, UrlRejection } from './admit-urls.js';
import type { Listening, Seen } from './audience.js';
import type { Entry } from './entry.js';
import type { Importer } from './importer.js';
import type { Inheritance } from './inheritance.js';
import type { Ports } from './ports.js';
import { Roster, type UploaderState } from './roster.js';
import { runCode } from './run-code.js';
import { checkSettings, DEFAULTS, type Limits, type MetadataInput, type Settings } from './settings.js';
import { isDoubted, type UploadState } from './state.js';
import { UploadMaker } from './upload-maker.js';

export type { AddOptions, Rejection } from './admit.js';
export type { AddUrlOptions, UrlRejection } from './admit-urls.js';
export type { UploaderState } from './roster.js';

/** What stands in doubt is nothing that goes with all others. */
const mayStart = ({ state }: Entry, id?: string): boolean => id !== undefined || !isDoubted(state);

/** A list of uploads. Knows nothing of any page: what it needs comes by its ports, what it has to say by its state. */
export class Uploader {
  #settings: Settings;
  readonly #roster: Roster;
  readonly #maker: UploadMaker;
  #inheritance: Inheritance | undefined;
  #importer: Importer | undefined;

  constructor(
    private readonly ports: Ports,
    /** What the service takes: for a form that checks as one types. */
    readonly limits: Limits,
    settings: Partial<Settings> = {},
  ) {
    this.#settings = checkSettings({ ...DEFAULTS, ...settings });
    this.#roster = new Roster(ports.clock);
    this.#maker = new UploadMaker(ports, limits, () => this.#settings, this.#roster);
  }

  get state(): UploaderState {
    return this.#roster.state;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Takes effect at the next decision that asks for it. Throws a `TypeError` on a number that makes no sense. */
  configure(settings: Partial<Settings>): void {
    this.#settings = checkSettings({ ...this.#settings, ...settings });
    this.#maker.slots.settle();
  }

  /** For drawing: once per microtask, however much has changed; at most ten times a second while only bytes move. */
  subscribe(draw: (state: UploaderState) => void, listening: Listening): void {
    this.#roster.subscribe(draw, listening);
  }

  /** For telling: every change, in order, at once. `before` is absent for a new upload. */
  observe(seen: Seen, listening: Listening): void {
    this.#roster.observe(seen, listening);
  }

  /** Loads the code that runs uploads ahead of time: a person is about to choose a file. Never rejects; once is enough. */
  async preload(): Promise<void> {
    await Promise.all([this.ports.loadRun().catch(() => undefined), this.ports.preload?.()]);
  }

  addFiles(files: Iterable<File>, options: AddOptions = {}): { added: UploadState[]; rejected: Rejection[] } {
    const { added, rejected } = admit(files, {
      uploads: () => this.#roster.entries,
      state: () => this.state,
      settings: () => this.#settings,
      limits: this.limits,
      accept: options.accept,
      create: (file) => this.#maker.create(file, options.handles?.get(file)),
    });
    this.#roster.add(added);
    if (added.length > 0) void this.ports.preload?.();
    void this.#roster.begin(added);
    return { added: added.map((upload) => upload.state), rejected };
  }

  /**
   * Has VOD fetch files by itself. What is wrong with one keeps no other from being taken. Rejects where the code for it
   * cannot be loaded.
   */
  async addUrls(
    urls: Iterable<string>,
    options: AddUrlOptions = {},
  ): Promise<{ added: UploadState[]; rejected: UrlRejection[] }> {
    const { added, rejected } = (await this.#importing()).admit(urls, options);
    this.#roster.add(added);
    void this.#roster.begin(added);
    return { added: added.map((entry) => entry.state), rejected };
  }

  /**
   * What VOD shall be told of an upload, field by field, over the page's attributes and `metadata`; an empty text takes
   * theirs back. Checked when VOD is asked: what is wrong fails the upload, and can be mended and retried. Throws a
   * `TypeError` from then on, unless VOD refuses it.
   */
  describe(id: string, metadata: MetadataInput): void {
    this.#roster.each(id, (entry) => entry.describe(metadata));
  }

  /** What is being sent; undefined where VOD fetches it, and while the file of an earlier page is not at hand. */
  fileOf(id: string): File | undefined {
    return this.#roster.entries.find(({ state }) => state.id === id)?.file;
  }

  /**
   * Sends a picture (PNG, JPEG or GIF) and resolves to its URL, for a `coverUrl`; `cover` of an upload's metadata does
   * so by itself. Rejects with an `UploadError`, or with the signal's reason.
   */
  async sendCover(image: Blob, { signal = NEVER }: Partial<Abortable> = {}): Promise<string> {
    return (await this.ports.loadRun()).sendCover(image, this.ports, signal);
  }

  /** What `addUrls` would refuse now, and why: for a form that checks as one types. Rejects likewise. */
  async checkUrls(urls: Iterable<string>, options: AddUrlOptions = {}): Promise<readonly UrlRejection[]> {
    return (await this.#importing()).check(urls, options);
  }

  /** What was found wrong with a file before it was sent is overruled by its id only; `retry` likewise. */
  start(id?: string): void {
    this.#roster.each(id, (entry) => mayStart(entry, id) && entry.start());
  }

  pause(id?: string): void {
    this.#roster.each(id, (entry) => entry.pause());
  }

  resume(id?: string): void {
    this.#roster.each(id, (entry) => ['paused', 'waiting'].includes(entry.state.phase) && entry.start());
  }

  /** For a page that is left: ends what runs. What comes back begins exactly that again. */
  suspend(): () => void {
    const goOn = this.#roster.entries.map((entry) => entry.suspend());
    return () => goOn.forEach((act) => act());
  }

  retry(id?: string): void {
    this.#roster.each(id, (entry) => entry.state.phase === 'failed' && mayStart(entry, id) && entry.start());
  }

  cancel(id?: string): void {
    this.#roster.each(id, (entry) => void entry.cancel());
  }

  /** Takes it off the list; what still runs is canceled, what VOD already has stays there. */
  removeUpload(id: string): void {
    const gone = this.#roster.entries.filter(({ state }) => state.id === id);
    for (const entry of gone) entry.leave();
    if (gone.length > 0) this.#roster.take(gone);
  }

  /**
   * Puts an upload before another one, or at the end of the list: those that wait for their turn are sent in the order of
   * the list. An id that is not in it changes nothing.
   */
  move(id: string, beforeId?: string): void {
    this.#roster.move(id, beforeId);
  }

  /** Empties the list. */
  clear(): void {
    for (const { state } of this.#roster.entries) this.removeUpload(state.id);
  }

  /** What earlier pages left unfinished and nobody is at, oldest first; empty where the browser stores nothing. */
  async listResumable(): Promise<readonly UploadState[]> {
    return (await this.#inherited())?.list() ?? [];
  }

  /** Puts them into the list, where `start`, `cancel` and a file that is added work; what another tab is at is followed. */
  async restore(): Promise<readonly UploadState[]> {
    return (await this.#inherited())?.restore() ?? [];
  }

  /**
   * Throws an unfinished upload of an earlier page away, all of them without an id. Resolves when they cannot come back;
   * the bucket is cleaned up afterwards.
   */
  async discardResumable(id?: string): Promise<void> {
    await (await this.#inherited())?.discard(id);
  }

  /** Undefined where nothing is stored: no code is needed to find that. */
  async #inherited(): Promise<Inheritance | undefined> {
    if (this.#inheritance !== undefined) return this.#inheritance;
    const { ports } = this;
    if ((await ports.hasStored?.()) === false) return undefined;
    const ask = { ports, onNudge: () => undefined };
    const code = await runCode(ask, () => undefined, NEVER).catch(() => undefined);
    return (this.#inheritance ??=
      code &&
      new code.Inheritance({
        ports,
        roster: this.#roster,
        maker: this.#maker,
        scope: () => this.#settings.scope,
        importer: () => this.#importing(),
      }));
  }

  async #importing(): Promise<Importer> {
    const { Importer } = await this.ports.loadImports();
    return (this.#importer ??= new Importer({
      ports: this.ports,
      limits: this.limits,
      settings: () => this.#settings,
      entries: () => this.#roster.entries,
      changed: this.#roster.changed,
    }));
  }
}
