import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Source } from './contexts.js';
import { dragging } from './late-pieces.js';
import { takeDropped } from './take-files.js';

/** Prevented only so that the browser stays: whoever does take them may. */
const guarded = new WeakSet<Event>();

/**
 * A file dropped just beside the drop zone would make the browser leave the page for it, and every upload with it.
 * Whoever takes drops has said so by `preventDefault()` before an event reaches the window. Who takes those too brings what
 * says so over the whole page, at the first drag.
 */
export class DropGuard implements ReactiveController {
  #life: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly enabled: () => boolean,
    /** Who takes what is dropped anywhere on the page, if anybody. */
    private readonly taker: () => Source | undefined = () => undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#life = new AbortController());
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, this.#stop, { signal });
    const bring = (): void => {
      if (!this.taker()) return;
      window.removeEventListener('dragenter', bring);
      dragging.with(({ PageDrop }) => void new PageDrop(this.host, this.taker, { take: takeDropped, guarded, signal }));
    };
    window.addEventListener('dragenter', bring, { signal });
  }

  hostDisconnected(): void {
    this.#life?.abort();
  }

  readonly #stop = (event: DragEvent): void => {
    const { dataTransfer, defaultPrevented } = event;
    if (defaultPrevented || !dataTransfer?.types.includes('Files') || !this.enabled() || takesFiles(event)) return;
    event.preventDefault();
    guarded.add(event);
    dataTransfer.dropEffect = 'none';
  };
}

/** The browser's own places for files need no handler. */
export function takesFiles(event: DragEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input[type=file]'));
}
