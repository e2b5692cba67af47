import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isUnsafe, type UploadState } from '../engine/state.js';
import { isAtRest } from './condition.js';

interface Host extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly uploads: readonly UploadState[];
  readonly noUnloadGuard: boolean;
}

/** Leaving now would stop it. What is at rest has stopped already, and can be continued. */
const isLost = (upload: UploadState): boolean => isUnsafe(upload) && !isAtRest(upload);

/**
 * Asks the browser to ask before the page is left, only while bytes are at risk: a standing `beforeunload` listener
 * would cost the page its place in the back/forward cache.
 */
export class UnloadGuard implements ReactiveController {
  #armed: AbortController | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostUpdated(): void {
    // Lit also draws what has left the page.
    const { isConnected, noUnloadGuard, uploads } = this.host;
    if (isConnected && !noUnloadGuard && uploads.some(isLost)) this.#arm();
    else this.hostDisconnected();
  }

  hostDisconnected(): void {
    this.#armed?.abort();
    this.#armed = undefined;
  }

  #arm(): void {
    if (this.#armed !== undefined) return;
    this.#armed = new AbortController();
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask, { signal: this.#armed.signal });
  }
}
