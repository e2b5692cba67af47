import { lockName, type Checkpoint, type PartRecord } from './checkpoint.js';
import { Hold } from './hold.js';
import { Journal } from './journal.js';
import type { Common } from './line.js';
import type { Ports } from './ports.js';
import type { UploadEvent } from './state.js';
import type { HeldTicket } from './tickets.js';
import type { Settings } from './settings.js';
import type { FileSource } from './source.js';
import { Wakes } from './wakes.js';

export type Emit = (event: UploadEvent) => void;

/** What one upload owns for as long as it is in the list; runs come and go, the job stays. */
export class Job {
  /** What VOD was last asked to create, as JSON. */
  asked: string | undefined;
  held: HeldTicket | undefined;
  /** The checkpoint is an earlier page's: the bucket may hold more, or less, than it says. */
  inherited = false;
  /** It was looked at: it is not a second time, whatever came of it. */
  inspected = false;
  /** The bucket has answered this page: what does not come through is the connection's fault from then on, not CORS'. */
  heard = false;
  /** Chromium's `FileSystemFileHandle`, so that a reload can find the file by itself. */
  handle: unknown;
  /** Under which its checkpoint is stored: another tab may have begun it. */
  key: string;
  readonly hold: Hold;
  readonly #journal: Journal;
  #creating = new Map<string, Promise<unknown>>();
  readonly #nudges = new Wakes();
  #idempotencyKey: string;

  constructor(
    readonly id: string,
    readonly source: FileSource,
    readonly ports: Ports,
    readonly settings: () => Settings,
    /** Waits for a place among the uploads that send at the same time. */
    readonly slot: (signal: AbortSignal) => Promise<() => void>,
    /** What all uploads of one uploader share. */
    readonly common: Common,
  ) {
    this.key = id;
    this.#idempotencyKey = id;
    this.#journal = new Journal(ports.checkpoints, ports.clock);
    this.hold = new Hold(
      (options) => ports.lock(this.name, options),
      () => this.saved(),
    );
  }

  /** Of the upload among all tabs. */
  get name(): string {
    return lockName(this.checkpoint?.scope ?? this.settings().scope, this.source.facts);
  }

  /** All that is known of it, as of this moment: its list of parts goes on growing. */
  get checkpoint(): Checkpoint | undefined {
    return this.#journal.checkpoint;
  }

  /** Once all is written that there was to write: could it be? */
  saved(): Promise<boolean> {
    return this.#journal.saved();
  }

  get file(): File {
    return this.source.file;
  }

  /** Goes on from what an earlier page, or another tab, left under `key`. */
  adopt(checkpoint: Checkpoint, key = this.key): void {
    // Credentials are good for one media only.
    if (checkpoint.videoId !== this.checkpoint?.videoId) this.held = undefined;
    this.#journal.adopt(checkpoint);
    this.key = key;
    this.inherited = true;
    // Whoever began it may have used this page's key for that.
    this.createAnswered();
  }

  /** Has nothing to do any more with what another tab ended; what is stored is that tab's to clear up. */
  disown(): void {
    this.#journal.forget();
    this.held = undefined;
    this.key = this.ports.newId();
  }

  /** What was asked under the key is over: the next create is another one. */
  createAnswered(): void {
    this.#idempotencyKey = this.ports.newId();
  }

  /** Says "this is still the same create" to the backend. */
  get idempotencyKey(): string {
    return this.#idempotencyKey;
  }

  /**
   * A step that creates something on a server runs to its end even when its run was aborted, and is shared by the next
   * run: a reply that nobody waits for any more would leave an orphan.
   */
  once<T>(name: string, create: () => Promise<T>): Promise<T> {
    const running = this.#creating.get(name) as Promise<T> | undefined;
    if (running !== undefined) return running;
    // No other tab may have the upload before this one knows what it made.
    const release = this.hold.share();
    const started = create().finally(() => {
      this.#creating.delete(name);
      release?.();
    });
    this.#creating.set(name, started);
    return started;
  }

  /** VOD is being asked for a media. */
  get asking(): unknown {
    return this.#creating.get('create');
  }

  /** Settles when no creating step is under way. */
  async created(): Promise<void> {
    await Promise.allSettled(this.#creating.values());
  }

  /** Writes ahead. Resolves when it is stored; a store that fails costs resume after a crash, not the upload. */
  save(change: Partial<Checkpoint>): Promise<void> {
    const { handle } = this;
    return this.#journal.save(this.key, { ...change, ...(handle !== undefined && { handle }) });
  }

  /** Writes ahead what is known of a part by now. Resolves as `save` does. */
  record(part: PartRecord): Promise<void> {
    // The browser may have handed it out after the checkpoint was begun.
    if (this.handle !== undefined && this.handle !== this.checkpoint?.handle) void this.save({});
    return this.#journal.record(this.key, part);
  }

  /**
   * What is known of a part by now, if only its range, to be written with whatever is written next: nothing waits for it.
   * Ranges are noted in their order.
   */
  note(part: PartRecord): void {
    this.#journal.note(part);
  }

  /** Writes what was noted. */
  flush(): Promise<void> {
    return this.#journal.flush(this.key);
  }

  begin(checkpoint: Checkpoint): Promise<void> {
    this.inherited = false;
    const { handle } = this;
    return this.#journal.begin(this.key, { ...checkpoint, ...(handle !== undefined && { handle }) });
  }

  /** What was sealed is not the file. Where there is no room to write that down, nothing is better than what is there. */
  async spend(): Promise<void> {
    await this.save({ outcome: 'spent' });
    if (!(await this.saved())) await this.unstore();
  }

  /** Nothing is left to go on with for another page; this one may still look at the media. */
  unstore(): Promise<void> {
    return this.#journal.drop(this.key);
  }

  forget(): Promise<void> {
    // That a VideoId is spent stays known to every page that remembers it, for as long as checkpoints are kept.
    if (this.checkpoint?.outcome === 'spent') return Promise.resolve(this.disown());
    this.#journal.forget();
    this.held = undefined;
    return this.unstore();
  }

  /** "Now": ends every wait of the run that can be ended. */
  nudge(): void {
    this.#nudges.wake();
  }

  onNudge(wake: () => void, signal: AbortSignal): void {
    this.#nudges.add(wake, signal);
  }
}
