import { NEVER } from './abort.js';
import { admit, type AddOptions, type Rejection } from './admit.js';
import { Audience, type Listening, type Seen } from './audience.js';
import { Job } from './job.js';
import { Leftovers, type Leftover } from './leftovers.js';
import type { Common } from './line.js';
import type { Ports } from './ports.js';
import { checkSettings, DEFAULTS, type Limits, type Settings } from './settings.js';
import { Slots } from './slots.js';
import { FileSource } from './source.js';
import { inherit, isOver, type UploadState } from './state.js';
import type { Stored } from './stored.js';
import { Upload } from './upload.js';

export type { AddOptions, Rejection } from './admit.js';

/** Uploads that begin within one task. */
const AT_ONCE = 50;

/** Frozen; a new object at every change. */
export interface UploaderState {
  readonly uploads: readonly UploadState[];
}

/** A list of uploads. Knows nothing of any page: what it needs comes by its ports, what it has to say by its state. */
export class Uploader {
  #settings: Settings;
  #uploads: readonly Upload[] = [];
  /** Made when somebody looks: a thousand uploads on the move would copy the list at each of their steps. */
  #state: UploaderState | undefined;
  readonly #leftovers: Leftovers;
  readonly #slots = new Slots(() => this.#settings.maxConcurrentUploads);
  readonly #common: Common = { uploads: () => this.#slots.taken };
  readonly #audience: Audience<UploaderState>;

  constructor(
    private readonly ports: Ports,
    private readonly limits: Limits,
    settings: Partial<Settings> = {},
  ) {
    this.#settings = checkSettings({ ...DEFAULTS, ...settings });
    this.#audience = new Audience(() => this.state, ports.clock);
    this.#leftovers = new Leftovers(ports, (canceled) => this.#inherit(canceled).sweep());
  }

  get state(): UploaderState {
    return (this.#state ??= Object.freeze({ uploads: Object.freeze(this.#uploads.map(({ state }) => state)) }));
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
    this.#audience.subscribe(draw, listening);
  }

  /** For telling: every change, in order, at once. `before` is absent for a new upload. */
  observe(seen: Seen, listening: Listening): void {
    this.#audience.observe(seen, listening);
  }

  /** Loads the code that runs uploads ahead of time: a person is about to choose a file. Never rejects; once is enough. */
  async preload(): Promise<void> {
    await Promise.all([this.ports.loadRun().catch(() => undefined), this.ports.preload?.()]);
  }

  addFiles(files: Iterable<File>, options: AddOptions = {}): { added: UploadState[]; rejected: Rejection[] } {
    const { added, rejected } = admit(files, {
      uploads: () => this.#uploads,
      state: () => this.state,
      settings: () => this.#settings,
      limits: this.limits,
      accept: options.accept,
      create: (file) => this.#create(file, options.handles?.get(file)),
    });
    this.#add(added);
    if (added.length > 0) void this.ports.preload?.();
    void this.#begin(added);
    return { added: added.map((upload) => upload.state), rejected };
  }

  start(id?: string): void {
    this.#each(id, (upload) => upload.start());
  }

  pause(id?: string): void {
    this.#each(id, (upload) => upload.pause());
  }

  resume(id?: string): void {
    this.#each(id, (upload) => ['paused', 'waiting'].includes(upload.state.phase) && upload.start());
  }

  /** For a page that is left: ends what runs. What comes back begins exactly that again. */
  suspend(): () => void {
    const goOn = this.#uploads.map((upload) => upload.suspend());
    return () => goOn.forEach((act) => act());
  }

  retry(id?: string): void {
    this.#each(id, (upload) => upload.state.phase === 'failed' && upload.start());
  }

  cancel(id?: string): void {
    this.#each(id, (upload) => void upload.cancel());
  }

  /** Takes it off the list; what still runs is canceled, what VOD already has stays there. */
  removeUpload(id: string): void {
    const upload = this.#uploads.find((u) => u.state.id === id);
    if (upload === undefined) return;
    upload.leave();
    this.#uploads = this.#uploads.filter((u) => u !== upload);
    this.#snapshot();
  }

  /** Empties the list. */
  clear(): void {
    for (const { state } of this.#uploads) this.removeUpload(state.id);
  }

  /** What earlier pages left unfinished and nobody is at, oldest first; empty where the browser stores nothing. */
  async listResumable(): Promise<readonly UploadState[]> {
    return (await this.#found()).flatMap(({ id, checkpoint, moving }) => (moving ? [] : inherit(id, checkpoint)));
  }

  /** Puts them into the list, where `start`, `cancel` and a file that is added work; what another tab is at is followed. */
  async restore(): Promise<readonly UploadState[]> {
    const found = (await this.#found()).map((leftover) => ({ ...leftover, upload: this.#inherit(leftover) }));
    this.#add(found.map(({ upload }) => upload));
    for (const { upload, moving } of found) if (moving) upload.start();
    return found.map(({ upload }) => upload.state);
  }

  /**
   * Throws an unfinished upload of an earlier page away, all of them without an id. Resolves when they cannot come back;
   * the bucket is cleaned up afterwards.
   */
  async discardResumable(id?: string): Promise<void> {
    const found = (await this.#found()).flatMap((leftover) => (leftover.moving ? [] : this.#inherit(leftover)));
    const gone = [...this.#uploads, ...found].filter(({ state }) => state.inherited && (id ?? state.id) === state.id);
    this.#uploads = this.#uploads.filter((upload) => !gone.includes(upload));
    this.#snapshot();
    await Promise.all(gone.map((upload) => upload.cancel()));
  }

  #found(): Promise<readonly Leftover[]> {
    const known = this.#uploads.flatMap(({ state, job }) => [job.key, ...(isOver(state) ? [] : [job.name])]);
    return this.#leftovers.list(this.#settings.scope, known);
  }

  #inherit({ id, checkpoint }: Stored): Upload {
    const job = this.#job(id, new FileSource(checkpoint.fingerprint));
    job.adopt(checkpoint);
    return this.#upload(job);
  }

  #add(uploads: readonly Upload[]): void {
    this.#uploads = [...this.#uploads, ...uploads];
    this.#snapshot();
    for (const { state } of uploads) this.#audience.tell(state, undefined);
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
    return new Upload(job, this.limits, (after, before) => {
      this.#state = undefined;
      if (after.phase === before.phase) this.#audience.drawCalmly();
      else this.#audience.draw();
      this.#audience.tell(after, before);
    });
  }

  /** In their order, some at a time, so that a page that is given a thousand files still draws and hears. */
  async #begin(added: readonly Upload[]): Promise<void> {
    for (const [n, upload] of added.entries()) {
      if (n > 0 && n % AT_ONCE === 0) await this.ports.clock.wait(0, NEVER);
      upload.begin();
    }
  }

  #each(id: string | undefined, act: (upload: Upload) => unknown): void {
    for (const upload of this.#uploads) if (id === undefined || upload.state.id === id) act(upload);
  }

  #snapshot(): void {
    this.#state = undefined;
    this.#audience.draw();
  }
}
