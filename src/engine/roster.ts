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
  #places: ReadonlyMap<string, number> | undefined;
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
    this.#set([...this.#entries, ...entries]);
    for (const { state } of entries) this.#audience.tell(state, undefined);
  }

  take(gone: readonly Entry[]): void {
    this.#set(this.#entries.filter((entry) => !gone.includes(entry)));
  }

  /** Where an entry stands in the list, from 0 on. */
  place(id: string): number {
    this.#places ??= new Map(this.#entries.map(({ state }, n) => [state.id, n]));
    return this.#places.get(id) ?? -1;
  }

  move(id: string, beforeId?: string): void {
    const entries = moved(this.#entries, id, beforeId);
    if (entries !== this.#entries) this.#set(entries);
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

  #set(entries: readonly Entry[]): void {
    this.#entries = entries;
    this.#state = this.#places = undefined;
    this.#audience.draw();
  }
}

/** The list with one entry put before another one, or at its end; the same list where nothing changes. */
export function moved<E extends Pick<Entry, 'state'>>(
  entries: readonly E[],
  id: string,
  beforeId?: string,
): readonly E[] {
  const entry = entries.find(({ state }) => state.id === id);
  const rest = entries.filter((each) => each !== entry);
  const at = beforeId === undefined ? rest.length : rest.findIndex(({ state }) => state.id === beforeId);
  if (entry === undefined || at < 0 || entries[at] === entry) return entries;
  return [...rest.slice(0, at), entry, ...rest.slice(at)];
}
