import { NEVER } from './abort.js';
import { Audience, type Listening, type Seen } from './audience.js';
import type { Entry } from './entry.js';
import type { Clock } from './ports.js';
import type { Changed } from './runner.js';
import type { UploadState } from './state.js';

/** Frozen; a new object at every change. */
export interface UploaderState {
  readonly uploads: readonly UploadState[];
}

/** Entries that begin within one task. */
const AT_ONCE = 50;

/** The rows of an uploader, and who looks at them. */
export class Roster {
  #entries: readonly Entry[] = [];
  /** Made when somebody looks: a thousand uploads on the move would copy the list at each of their steps. */
  #state: UploaderState | undefined;
  readonly #audience: Audience<UploaderState>;

  constructor(private readonly clock: Clock) {
    this.#audience = new Audience(() => this.state, clock);
  }

  get state(): UploaderState {
    return (this.#state ??= Object.freeze({ uploads: Object.freeze(this.#entries.map(({ state }) => state)) }));
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Under these nothing may be brought back from storage. */
  get names(): readonly string[] {
    return this.#entries.flatMap(({ names }) => names);
  }

  add(entries: readonly Entry[]): void {
    this.#entries = [...this.#entries, ...entries];
    this.#redraw();
    for (const { state } of entries) this.#audience.tell(state, undefined);
  }

  take(gone: readonly Entry[]): void {
    this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
    this.#redraw();
  }

  /** In their order, some at a time, so that a page that is given a thousand files still draws and hears. */
  async begin(added: readonly Entry[]): Promise<void> {
    for (const [n, entry] of added.entries()) {
      if (n > 0 && n % AT_ONCE === 0) await this.clock.wait(0, NEVER);
      entry.begin();
    }
  }

  /** The one with this id, or all. */
  each(id: string | undefined, act: (entry: Entry) => unknown): void {
    for (const entry of this.#entries) if (id === undefined || entry.state.id === id) act(entry);
  }

  /** For whoever moves an entry. */
  readonly changed: Changed = (after, before) => {
    this.#state = undefined;
    if (after.phase === before.phase) this.#audience.drawCalmly();
    else this.#audience.draw();
    this.#audience.tell(after, before);
  };

  subscribe(draw: (state: UploaderState) => void, listening: Listening): void {
    this.#audience.subscribe(draw, listening);
  }

  observe(seen: Seen, listening: Listening): void {
    this.#audience.observe(seen, listening);
  }

  #redraw(): void {
    this.#state = undefined;
    this.#audience.draw();
  }
}
