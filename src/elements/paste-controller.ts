import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Source } from './contexts.js';

/** Files pasted anywhere on the page but into a text field. The first element that can be seen and takes them has them. */
export class PasteController implements ReactiveController {
  #life: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** Who takes them now, if anybody. */
    private readonly taker: () => Pick<Source, 'disabled' | 'addFiles'> | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#life = new AbortController();
    document.addEventListener('paste', this.#paste, { signal: this.#life.signal });
  }

  hostDisconnected(): void {
    this.#life?.abort();
  }

  readonly #paste = (event: ClipboardEvent): void => {
    const [target] = event.composedPath();
    const typing = target instanceof Element && target.matches(':read-write');
    const files = [...(event.clipboardData?.files ?? [])];
    if (event.defaultPrevented || typing || files.length === 0) return;
    const taker = this.taker();
    if (taker === undefined || taker.disabled || !this.host.checkVisibility()) return;
    event.preventDefault();
    taker.addFiles(files);
  };
}
