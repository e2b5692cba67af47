import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UploadState } from '../engine/state.js';
import { pieces } from './late-pieces.js';

interface Host extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly uploads: readonly UploadState[];
  readonly noWakeLock: boolean;
  readonly noUnloadGuard: boolean;
}

/** Brings what cares for uploads while they are sent, when there is a first one. */
export class CareController implements ReactiveController {
  #cares = false;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.host.uploads.length === 0 || this.#cares) return;
    this.#cares = true;
    pieces.with(({ UnloadGuard, WakeLockController }) => {
      const { host } = this;
      new WakeLockController(host, () => (host.noWakeLock ? [] : host.uploads));
      new UnloadGuard(host);
    });
  }
}
