import type { Checkpoint, PartRecord } from './checkpoint.js';
import type { CheckpointStore, Clock } from './ports.js';

/** Storage that refuses is not asked again for every part: it would be given ever more, for nothing. */
const REST_MS = 10_000;

/** What is written next; all that changes before its turn goes with it. */
interface Entry {
  readonly key: string;
  checkpoint: Checkpoint;
  readonly written: Promise<void>;
}

/**
 * What one upload knows of itself, and its way into storage: one write at a time, in order. A part costs as much among
 * ten thousand as among ten, in memory and in storage: the list of parts grows in place, and what is written is what changed.
 */
export class Journal {
  #checkpoint: Checkpoint | undefined;
  /** The checkpoint's own list. */
  #parts: PartRecord[] = [];
  /** Numbers of the parts that no write has taken yet. */
  #changed = new Set<number>();
  /** The list that storage has, but for what changed since; undefined when that is not known. */
  #stored: readonly PartRecord[] | undefined;
  #next: Entry | undefined;
  #writing: Promise<void> = Promise.resolve();
  #saved = false;
  /** Monotonic, ms. */
  #restUntil = 0;

  constructor(
    private readonly store: CheckpointStore,
    private readonly clock: Clock,
  ) {}

  /** Its parts are those of this moment: whoever keeps them beyond it copies them. */
  get checkpoint(): Checkpoint | undefined {
    return this.#checkpoint;
  }

  /** Once all is written that there was to write: could it be? */
  async saved(): Promise<boolean> {
    await this.#writing;
    return this.#saved;
  }

  /** Found in storage. */
  adopt(checkpoint: Checkpoint): void {
    this.#set(checkpoint);
    this.#saved = true;
  }

  forget(): void {
    this.#checkpoint = undefined;
  }

  /** Writes it as a whole. */
  begin(key: string, checkpoint: Checkpoint): Promise<void> {
    this.#set(checkpoint);
    return this.#write(key);
  }

  /** Resolves when it is stored, or was refused. */
  save(key: string, change: Partial<Checkpoint>): Promise<void> {
    if (this.#checkpoint === undefined) return Promise.resolve();
    const changed = { ...this.#checkpoint, ...change };
    if (change.parts !== undefined) this.#set(changed);
    else this.#checkpoint = changed;
    return this.#write(key);
  }

  /** It is written with whatever is written next. A range that is given its number is noted at once, so that no list has a hole. */
  note(part: PartRecord): void {
    this.#parts[part.n - 1] = part;
    this.#changed.add(part.n);
  }

  /** Resolves when it is stored, or was refused. */
  record(key: string, part: PartRecord): Promise<void> {
    this.note(part);
    return this.flush(key);
  }

  /** Writes what was noted. Resolves when it is stored, or was refused. */
  flush(key: string): Promise<void> {
    if (this.#changed.size === 0) return this.#writing;
    const rests = this.clock.monotonic() < this.#restUntil;
    return this.#checkpoint === undefined || rests ? Promise.resolve() : this.#write(key);
  }

  drop(key: string): Promise<void> {
    // What comes after it must not go before it.
    this.#next = undefined;
    return this.#inTurn(async () => {
      this.#stored = undefined;
      await this.store.drop(key);
    });
  }

  #set(checkpoint: Checkpoint): void {
    this.#parts = [...checkpoint.parts];
    this.#changed.clear();
    this.#checkpoint = { ...checkpoint, parts: this.#parts };
  }

  #write(key: string): Promise<void> {
    const checkpoint = this.#checkpoint!;
    if (this.#next?.key === key) {
      this.#next.checkpoint = checkpoint;
      return this.#next.written;
    }
    const written = this.#inTurn(() => this.#say(entry));
    const entry: Entry = { key, checkpoint, written };
    this.#next = entry;
    return written;
  }

  async #say(entry: Entry): Promise<void> {
    if (this.#next === entry) this.#next = undefined;
    const { key, checkpoint } = entry;
    const { parts } = checkpoint;
    // A list that was replaced meanwhile has nobody who knows what changed in it.
    const isKnown = this.#stored === parts && this.#parts === parts;
    const changed = isKnown ? [...this.#changed].map((n) => parts[n - 1]!) : undefined;
    this.#stored = undefined;
    if (this.#parts === parts) this.#changed.clear();
    await this.store.save(key, checkpoint, changed);
    this.#stored = parts;
  }

  /** Never rejects: a store that fails costs resume after a crash, not the upload. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(act).then(
      () => {
        this.#restUntil = 0;
        this.#saved = true;
      },
      () => {
        // A first refusal may be a moment's.
        this.#restUntil = this.#saved ? 0 : this.clock.monotonic() + REST_MS;
        this.#saved = false;
      },
    );
    return this.#writing;
  }
}
