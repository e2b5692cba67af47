import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * Ends the runs when the page is left: their requests and their lock go, so that the back/forward cache takes the page
 * and another tab may go on at once. They begin again when the person comes back to this very page; what was paused
 * stays paused.
 */
export class LeaveController implements ReactiveController {
  #life: AbortController | undefined;
  #goOn: (() => void) | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly uploader: () => UploaderHandle | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#life = new AbortController());
    globalThis.addEventListener('pagehide', () => (this.#goOn = this.uploader()?.suspend()), { signal });
    globalThis.addEventListener('pageshow', () => this.#comeBack(), { signal });
  }

  hostDisconnected(): void {
    this.#life?.abort();
  }

  #comeBack(): void {
    const goOn = this.#goOn;
    this.#goOn = undefined;
    goOn?.();
  }
}
