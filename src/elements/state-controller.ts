import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UploaderState } from '../engine/uploader.js';
import type { UploaderHandle } from './uploader-factory.js';

const NOTHING: UploaderState = Object.freeze({ uploads: Object.freeze([]) });

/**
 * Redraws its host when what it selects has changed, by `Object.is`. The subscription lives from connect to
 * disconnect, and moves along when `source` names another uploader.
 */
export class StateController<T> implements ReactiveController {
  #life: AbortController | undefined;
  #bound: UploaderHandle | undefined;
  #drawn: T | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly source: () => UploaderHandle | undefined,
    private readonly select: (state: UploaderState) => T,
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
    this.#bound = undefined;
  }

  #bind(): void {
    const uploader = this.source();
    if (uploader === this.#bound) return;
    this.#life?.abort();
    this.#life = new AbortController();
    this.#bound = uploader;
    uploader?.subscribe(
      () => {
        if (!Object.is(this.value, this.#drawn)) this.host.requestUpdate();
      },
      { signal: this.#life.signal },
    );
    // What happened while it was out of the page was not heard.
    this.host.requestUpdate();
  }
}
