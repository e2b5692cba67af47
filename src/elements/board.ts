import type { ReactiveControllerHost } from 'lit';
import type { UploadState } from '../engine/state.js';
import type { UploaderState } from '../engine/uploader.js';
import type { UploaderHandle } from './uploader-factory.js';

/** Something on the page that draws an uploader's state. */
export interface Piece {
  readonly host: ReactiveControllerHost & {
    readonly isConnected?: boolean;
    checkVisibility?: Element['checkVisibility'];
  };
  /** Draws again, where what it shows has changed. */
  redraw(): void;
}

/** So many rows are drawn soon, wherever they are. */
const FEW = 50;
/** So long are rows drawn at a stretch: half of a frame. */
const SLICE_MS = 8;
/** Then the page has its turn; a longer one before rows that nobody sees. */
const PAUSE_MS = { inSight: 16, outOfSight: 60 };

const indexes = new WeakMap<UploaderState, ReadonlyMap<string, UploadState>>();

/** The uploads of a state by their ids. */
export function byId(state: UploaderState): ReadonlyMap<string, UploadState> {
  let index = indexes.get(state);
  if (index === undefined) indexes.set(state, (index = new Map(state.uploads.map((upload) => [upload.id, upload]))));
  return index;
}

const boards = new WeakMap<UploaderHandle, Board>();

/** From now on `piece` hears of changes of the upload with this id; of all, without one. Its life hangs on the signal. */
export function watch(uploader: UploaderHandle, id: string | undefined, piece: Piece, signal: AbortSignal): void {
  let board = boards.get(uploader);
  if (board === undefined) boards.set(uploader, (board = new Board(uploader)));
  board.add(id, piece, signal);
}

/**
 * All that is drawn of one uploader. A row is asked only when its own upload has changed; rows in sight come first, and
 * together with what draws all uploads at once. The others follow in slices: they are found and read out as well.
 */
class Board {
  readonly #pieces = new Map<string | undefined, Set<Piece>>();
  readonly #inSight = new Queue((id) => this.#drawRow(id), PAUSE_MS.inSight);
  readonly #outOfSight = new Queue((id) => this.#drawRow(id), PAUSE_MS.outOfSight);
  #drawn: UploaderState;
  #life: AbortController | undefined;

  constructor(private readonly uploader: UploaderHandle) {
    this.#drawn = uploader.state;
  }

  add(id: string | undefined, piece: Piece, signal: AbortSignal): void {
    if (this.#life === undefined) {
      this.#life = new AbortController();
      this.#drawn = this.uploader.state;
      this.uploader.subscribe((state) => this.#draw(state), { signal: this.#life.signal });
    }
    const pieces = this.#pieces.get(id) ?? new Set();
    this.#pieces.set(id, pieces.add(piece));
    signal.addEventListener('abort', () => this.#remove(id, piece), { once: true });
  }

  #remove(id: string | undefined, piece: Piece): void {
    const pieces = this.#pieces.get(id);
    pieces?.delete(piece);
    if (pieces?.size === 0) this.#pieces.delete(id);
    if (this.#pieces.size > 0) return;
    this.#life?.abort();
    this.#life = undefined;
  }

  #draw(state: UploaderState): void {
    const [before, after] = [byId(this.#drawn), byId(state)];
    this.#drawn = state;
    const changed = [...after.keys(), ...before.keys()].filter((id) => after.get(id) !== before.get(id));
    for (const id of changed) this.#note(id, changed.length > FEW);
    for (const piece of this.#pieces.get(undefined) ?? []) piece.redraw();
    void this.#inSight.draw().then(() => this.#outOfSight.draw());
  }

  /** Looking whether a row is in sight lays the page out, and pays only where many rows wait. */
  #note(id: string, many: boolean): void {
    // One of them stands for its row.
    const [piece] = this.#pieces.get(id) ?? [];
    if (piece === undefined) return;
    const isSeen = !many || (piece.host.checkVisibility?.({ contentVisibilityAuto: true }) ?? true);
    if (isSeen) this.#outOfSight.delete(id);
    (isSeen ? this.#inSight : this.#outOfSight).add(id);
  }

  async #drawRow(id: string): Promise<void> {
    const pieces = [...(this.#pieces.get(id) ?? [])];
    for (const piece of pieces) piece.redraw();
    // Lit draws in microtasks.
    await Promise.allSettled(pieces.map(({ host }) => host.updateComplete));
  }
}

/** Rows that wait to be drawn, each once. */
class Queue {
  readonly #ids = new Set<string>();
  #drawing: Promise<void> | undefined;

  constructor(
    private readonly drawRow: (id: string) => Promise<void>,
    private readonly pauseMs: number,
  ) {}

  add(id: string): void {
    this.#ids.add(id);
  }

  delete(id: string): void {
    this.#ids.delete(id);
  }

  /** Resolves when none waits any more. */
  draw(): Promise<void> {
    return (this.#drawing ??= this.#drawAll().finally(() => (this.#drawing = undefined)));
  }

  async #drawAll(): Promise<void> {
    let end = performance.now() + SLICE_MS;
    // What comes meanwhile is drawn as well.
    for (const id of this.#ids) {
      this.#ids.delete(id);
      await this.drawRow(id);
      if (performance.now() < end) continue;
      await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
      end = performance.now() + SLICE_MS;
    }
  }
}
