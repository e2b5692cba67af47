import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Asks the browser to ask before the page is left, only while bytes are at risk: a standing `beforeunload` listener
 * would cost the page its place in the back/forward cache.
 */
export class UnloadGuard implements ReactiveController {
  #armed: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly isConnected: boolean },
    private readonly atRisk: () => boolean,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    // Lit also draws what has left the page.
    if (this.host.isConnected && this.atRisk()) this.#arm();
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
