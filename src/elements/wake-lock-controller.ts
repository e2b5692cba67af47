import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { underlying, type UploadState } from '../engine/state.js';

/** A wait that is over before this keeps the screen on; a longer one is nobody's reason to empty a battery. */
const LONG_WAIT_MS = 60_000;

/** Keeps the screen on, and with it the computer awake, while bytes are being sent. Does nothing where it may not. */
export class WakeLockController implements ReactiveController {
  #held: AbortController | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly isConnected: boolean },
    private readonly uploads: () => readonly UploadState[],
    private readonly longWaitMs = LONG_WAIT_MS,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    // Lit also draws what has left the page.
    const uploads = this.host.isConnected ? this.uploads() : [];
    const sending = uploads.filter((upload) => ['authorized', 'uploading'].includes(underlying(upload)));
    if (sending.some(({ phase }) => phase !== 'waiting')) this.#hold();
    else if (sending.length === 0) this.hostDisconnected();
    else this.#patience ??= setTimeout(() => this.hostDisconnected(), this.longWaitMs);
  }

  hostDisconnected(): void {
    this.#stopWaiting();
    this.#held?.abort();
    this.#held = undefined;
  }

  #stopWaiting(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  #hold(): void {
    this.#stopWaiting();
    if (this.#held !== undefined) return;
    this.#held = new AbortController();
    const { signal } = this.#held;
    const takeAgain = () => void take(signal);
    // The browser takes it away when the tab is hidden, and never gives it back by itself.
    document.addEventListener('visibilitychange', takeAgain, { signal });
    takeAgain();
  }
}

/** Silent when refused (battery low, a frame without permission, a tab just hidden) and where there is none. */
async function take(signal: AbortSignal): Promise<void> {
  if (document.visibilityState !== 'visible') return;
  try {
    const lock = await (navigator as Partial<Navigator>).wakeLock?.request('screen');
    const release = () => void lock?.release();
    if (signal.aborted) release();
    else signal.addEventListener('abort', release, { once: true });
  } catch {
    // The upload goes on without.
  }
}
