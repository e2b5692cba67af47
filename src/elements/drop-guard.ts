import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * A file dropped just beside the drop zone would make the browser leave the page for it, and every upload with it.
 * Whoever takes drops has said so by `preventDefault()` before an event reaches the window.
 */
export class DropGuard implements ReactiveController {
  #life: AbortController | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly enabled: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#life = new AbortController());
    for (const type of ['dragover', 'drop'] as const) window.addEventListener(type, this.#stop, { signal });
  }

  hostDisconnected(): void {
    this.#life?.abort();
  }

  readonly #stop = (event: DragEvent): void => {
    const { dataTransfer, defaultPrevented } = event;
    if (defaultPrevented || !dataTransfer?.types.includes('Files') || !this.enabled() || takesFiles(event)) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'none';
  };
}

/** The browser's own places for files need no handler. */
function takesFiles(event: DragEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input[type=file]'));
}
