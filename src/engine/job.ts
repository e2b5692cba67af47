import type { Checkpoint, PartRecord } from './checkpoint.js';
import type { CheckpointStore, Metadata, Ports } from './ports.js';
import type { UploadEvent } from './state.js';
import type { HeldTicket } from './tickets.js';
import type { Settings } from './settings.js';
import type { FileSource } from './source.js';

export type Emit = (event: UploadEvent) => void;

/** What one upload owns for as long as it is in the list; runs come and go, the job stays. */
export class Job {
  checkpoint: Checkpoint | undefined;
  metadata: Metadata | undefined;
  held: HeldTicket | undefined;
  /** The checkpoint is an earlier page's: the bucket may hold more, or less, than it says. */
  inherited = false;
  /** Chromium's `FileSystemFileHandle`, so that a reload can find the file by itself. */
  handle: unknown;
  #saving: Promise<void> = Promise.resolve();
  #creating = new Map<string, Promise<unknown>>();
  readonly #nudges = new Set<() => void>();
  #creations = 0;

  constructor(
    readonly id: string,
    readonly source: FileSource,
    readonly ports: Ports,
    readonly settings: () => Settings,
    /** Waits for a place among the uploads that send at the same time. */
    readonly slot: (signal: AbortSignal) => Promise<() => void>,
    /** How many connections this upload may use now. */
    readonly connections: () => number,
  ) {}

  get file(): File {
    return this.source.file;
  }

  /** Goes on from what an earlier page left. */
  adopt(checkpoint: Checkpoint): void {
    this.checkpoint = checkpoint;
    this.inherited = true;
  }

  /** Says "this is still the same create" to the backend; a new one after every answer that ended the last. */
  get idempotencyKey(): string {
    return `${this.id}.${this.#creations}`;
  }

  createAnswered(): void {
    this.#creations += 1;
  }

  /**
   * A step that creates something on a server runs to its end even when its run was aborted, and is shared by the next
   * run: a reply that nobody waits for any more would leave an orphan.
   */
  once<T>(name: string, create: () => Promise<T>): Promise<T> {
    const running = this.#creating.get(name) as Promise<T> | undefined;
    if (running !== undefined) return running;
    const started = create().finally(() => this.#creating.delete(name));
    this.#creating.set(name, started);
    return started;
  }

  /** Settles when no creating step is under way. */
  async created(): Promise<void> {
    await Promise.allSettled(this.#creating.values());
  }

  /** Writes ahead. Resolves when it is stored; a store that fails costs resume after a crash, not the upload. */
  save(change: Partial<Checkpoint>): Promise<void> {
    if (this.checkpoint === undefined) return Promise.resolve();
    const { handle } = this;
    const checkpoint: Checkpoint = { ...this.checkpoint, ...change, ...(handle !== undefined && { handle }) };
    this.checkpoint = checkpoint;
    return this.#store((store) => store.save(this.id, checkpoint));
  }

  record(part: PartRecord): Promise<void> {
    const parts = this.checkpoint?.parts ?? [];
    const known = parts.some((p) => p.n === part.n);
    return this.save({ parts: known ? parts.map((p) => (p.n === part.n ? part : p)) : [...parts, part] });
  }

  begin(checkpoint: Checkpoint): Promise<void> {
    this.checkpoint = checkpoint;
    return this.save({});
  }

  forget(): Promise<void> {
    this.checkpoint = undefined;
    this.held = undefined;
    return this.#store((store) => store.drop(this.id));
  }

  /** "Now": ends every wait of the run that can be ended. */
  nudge(): void {
    for (const wake of [...this.#nudges]) wake();
  }

  onNudge(wake: () => void, signal: AbortSignal): void {
    this.#nudges.add(wake);
    signal.addEventListener('abort', () => this.#nudges.delete(wake), { once: true });
  }

  #store(write: (store: CheckpointStore) => Promise<void>): Promise<void> {
    this.#saving = this.#saving.then(() => write(this.ports.checkpoints)).catch(() => undefined);
    return this.#saving;
  }
}
