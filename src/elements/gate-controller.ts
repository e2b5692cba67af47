import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { guard, type Gate } from './gates.js';
import type { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/** Has the gate asked before the upload that its host is about starts; whichever that is, while the host is in the page. */
export class GateController implements ReactiveController {
  #life: AbortController | undefined;
  #of: readonly [uploader?: UploaderHandle | undefined, id?: string | undefined] = [];

  constructor(
    host: ReactiveControllerHost,
    private readonly about: UploadController,
    private readonly gate: Gate,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const { source, id } = this.about;
    if (source?.uploader === this.#of[0] && id === this.#of[1]) return;
    this.#life?.abort();
    this.#life = new AbortController();
    this.#of = [source?.uploader, id];
    if (source && id !== undefined) guard(source.uploader, id, this.gate, this.#life.signal);
  }

  hostDisconnected(): void {
    this.#life?.abort();
    this.#of = [];
  }
}
