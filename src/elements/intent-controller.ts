import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { dragging, pieces, searchForPieces } from './late-pieces.js';
import type { UploaderHandle } from './uploader-factory.js';

/** Loads what an upload needs when a person turns to the element: a pointer or the focus on it, a drag over the page. */
export class IntentController implements ReactiveController {
  #life: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly uploader: () => UploaderHandle | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#life = new AbortController());
    for (const type of ['pointerenter', 'focusin']) this.host.addEventListener(type, this.#prepare, { signal });
    const drag = (): void => {
      this.#prepare();
      dragging.preload();
    };
    window.addEventListener('dragenter', drag, { signal });
    // Pieces that are `for` this element are in the same tree.
    searchForPieces(this.host.getRootNode());
  }

  hostDisconnected(): void {
    this.#life?.abort();
  }

  readonly #prepare = (): void => {
    pieces.preload();
    void this.uploader()?.preload();
  };
}
