import { NEVER, type Abortable } from './abort.js';
import { admit, type AddOptions, type Rejection } from './admit.js';
import type { AddUrlOptions, UrlRejection } from './admit-urls.js';
import type { Listening, Seen } from './audience.js';
import type { Entry } from './entry.js';
import type { Importer } from './importer.js';
import { Job } from './job.js';
import type { Leftover, Leftovers } from './leftovers.js';
import type { Common } from './line.js';
import type { Ports } from './ports.js';
import { Roster, type UploaderState } from './roster.js';
import { runCode } from './run-code.js';
import { checkSettings, DEFAULTS, type Limits, type MetadataInput, type Settings } from './settings.js';
import { Slots } from './slots.js';
import { FileSource } from './source.js';
import { inherit, type UploadState } from './state.js';
import type { Stored } from './stored.js';
import { Upload } from './upload.js';

export type { AddOptions, Rejection } from './admit.js';
export type { AddUrlOptions, UrlRejection } from './admit-urls.js';
export type { UploaderState } from './roster.js';

/** A list of uploads. Knows nothing of any page: what it needs comes by its ports, what it has to say by its state. */
export class Uploader {
  #settings: Settings;
  readonly #roster: Roster;
  #leftovers: Leftovers | undefined;
  readonly #slots = new Slots(() => this.#settings.maxConcurrentUploads);
  readonly #common: Common = { uploads: () => this.#slots.taken };
  #importer: Importer | undefined;

  constructor(
    private readonly ports: Ports,
    /** What the service takes: for a form that checks as one types. */
    readonly limits: Limits,
    settings: Partial<Settings> = {},
  ) {
    this.#settings = checkSettings({ ...DEFAULTS, ...settings });
    this.#roster = new Roster(ports.clock);
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
    this.#slots.settle();
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
      create: (file) => this.#create(file, options.handles?.get(file)),
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

  start(id?: string): void {
    this.#roster.each(id, (entry) => entry.start());
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
    this.#roster.each(id, (entry) => entry.state.phase === 'failed' && entry.start());
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

  /** Empties the list. */
  clear(): void {
    for (const { state } of this.#roster.entries) this.removeUpload(state.id);
  }

  /** What earlier pages left unfinished and nobody is at, oldest first; empty where the browser stores nothing. */
  async listResumable(): Promise<readonly UploadState[]> {
    return (await this.#found()).flatMap(({ id, checkpoint, moving }) => (moving ? [] : inherit(id, checkpoint)));
  }

  /** Puts them into the list, where `start`, `cancel` and a file that is added work; what another tab is at is followed. */
  async restore(): Promise<readonly UploadState[]> {
    const both = await Promise.all([this.#restoreUploads(), this.#restoreImports()]);
    return both.flat().map(({ state }) => state);
  }

  async #restoreUploads(): Promise<readonly Entry[]> {
    const found = (await this.#found()).map((leftover) => ({ ...leftover, upload: this.#inherit(leftover) }));
    const uploads = found.map(({ upload }) => upload);
    this.#roster.add(uploads);
    for (const { upload, moving } of found) if (moving) upload.start();
    return uploads;
  }

  async #restoreImports(): Promise<readonly Entry[]> {
    const imports = await this.#foundImports();
    this.#roster.add(imports);
    void this.#roster.begin(imports);
    return imports;
  }

  /**
   * Throws an unfinished upload of an earlier page away, all of them without an id. Resolves when they cannot come back;
   * the bucket is cleaned up afterwards.
   */
  async discardResumable(id?: string): Promise<void> {
    const found = (await this.#found()).flatMap((leftover) => (leftover.moving ? [] : this.#inherit(leftover)));
    const gone = [...this.#roster.entries, ...found].filter(
      ({ state }) => state.inherited && (id ?? state.id) === state.id,
    );
    this.#roster.take(gone);
    await Promise.all(gone.map((entry) => entry.cancel()));
  }

  /** Mostly there is nothing, and then no code for it is needed. */
  async #found(): Promise<readonly Leftover[]> {
    const { ports } = this;
    const { scope } = this.#settings;
    const first = await ports.checkpoints.list(scope).catch(() => undefined);
    if (first?.length === 0) return [];
    const ask = { ports, onNudge: () => undefined };
    const code = await runCode(ask, () => undefined, NEVER).catch(() => undefined);
    if (code === undefined) return [];
    this.#leftovers ??= new code.Leftovers(this.ports, (canceled) => this.#inherit(canceled).sweep());
    return this.#leftovers.list(scope, this.#roster.names);
  }

  /** What VOD was at when an earlier page was left. A browser that stores nothing has nothing to tell. */
  async #foundImports(): Promise<readonly Entry[]> {
    const found = await this.ports.importRecords.list(this.#settings.scope).catch(() => []);
    const gone = found.filter(({ id }) => !this.#roster.names.includes(id));
    if (gone.length === 0) return [];
    const importer = await this.#importing();
    return gone.map(({ id, record }) => importer.inherit(id, record));
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

  #inherit({ id, checkpoint }: Stored): Upload {
    const job = this.#job(id, new FileSource(checkpoint.fingerprint));
    job.adopt(checkpoint);
    return this.#upload(job);
  }

  #create(file: File, handle: unknown): Upload {
    const job = this.#job(this.ports.newId(), new FileSource(file, file));
    // Late is early enough: the next thing that is written down has it.
    Promise.resolve(handle)
      .then((resolved) => (job.handle = resolved))
      .catch(() => undefined);
    return this.#upload(job);
  }

  #job(id: string, source: FileSource): Job {
    return new Job(id, source, this.ports, () => this.#settings, this.#slots.acquire, this.#common);
  }

  #upload(job: Job): Upload {
    return new Upload(job, this.limits, this.#roster.changed);
  }
}
