import type { ReactiveController } from 'lit';
import type { UploaderState } from '../engine/uploader.js';
import { watch, type Piece } from './board.js';
import type { UploaderHandle } from './uploader-factory.js';

const NOTHING: UploaderState = Object.freeze({ uploads: Object.freeze([]) });

/**
 * Redraws its host when what it selects has changed, by `Object.is`. The subscription lives from connect to
 * disconnect, and moves along when `source` names another uploader.
 */
export class StateController<T> implements ReactiveController, Piece {
  #life: AbortController | undefined;
  #bound: readonly [uploader?: UploaderHandle | undefined, id?: string | undefined] = [];
  #drawn: T | undefined;

  constructor(
    readonly host: Piece['host'],
    private readonly source: () => UploaderHandle | undefined,
    private readonly select: (state: UploaderState) => T,
    /** Where it selects of one upload only: its id. */
    private readonly id: () => string | undefined = () => undefined,
  ) {
    host.addController(this);
  }

  /** Always of this moment; of an empty list while there is no uploader. */
  get value(): T {
    return this.select(this.source()?.state ?? NOTHING);
  }

  hostConnected(): void {
    this.#bind();
  }

  hostUpdate(): void {
    this.#bind();
    this.#drawn = this.value;
  }

  hostDisconnected(): void {
    this.#life?.abort();
    this.#life = undefined;
    this.#bound = [];
  }

  redraw(): void {
    if (!Object.is(this.value, this.#drawn)) this.host.requestUpdate();
  }

  #bind(): void {
    const [uploader, id] = [this.source(), this.id()];
    // What is out of the page hears nothing: nobody would let go of it.
    if (this.host.isConnected === false || (uploader === this.#bound[0] && id === this.#bound[1])) return;
    this.#life?.abort();
    this.#life = new AbortController();
    this.#bound = [uploader, id];
    if (uploader !== undefined) watch(uploader, id, this, this.#life.signal);
    // What happened while it was out of the page was not heard.
    this.host.requestUpdate();
  }
}
