import type { ReactiveController } from 'lit';
import { byId } from './board.js';
import { ContextRequest } from './context.js';
import { uploadIdContext, type Source } from './contexts.js';
import { SourceController, type SourceHost } from './source-controller.js';
import { StateController } from './state-controller.js';
import type { UploaderState } from '../engine/uploader.js';
import type { UploadState } from '../engine/state.js';

interface UploadHost extends SourceHost {
  readonly uploadId?: string | undefined;
}

/** What a piece is about: one upload (by its own `upload-id`, or that of the row around it), or all of them. */
export class UploadController {
  readonly #source: SourceController;
  readonly #row: RowController;
  readonly #state: StateController<UploadState | undefined | UploaderState>;

  constructor(private readonly host: UploadHost) {
    this.#source = new SourceController(host);
    this.#row = new RowController(host);
    this.#state = new StateController<UploadState | undefined | UploaderState>(
      host,
      () => this.source?.uploader,
      (state) => (this.id === undefined ? state : byId(state).get(this.id)),
      () => this.id,
    );
  }

  get source(): Source | undefined {
    return this.#source.value;
  }

  /** Undefined: all uploads. */
  get id(): string | undefined {
    return this.host.uploadId ?? this.#row.id;
  }

  /** The one upload; undefined for all, and for one that is gone. */
  get upload(): UploadState | undefined {
    return this.id === undefined ? undefined : (this.#state.value as UploadState | undefined);
  }

  /** Every upload that is not canceled; none where it is about one: a thousand rows would look through a thousand. */
  get uploads(): readonly UploadState[] {
    if (this.id !== undefined) return [];
    return (this.source?.uploader.state.uploads ?? []).filter(({ phase }) => phase !== 'canceled');
  }
}

/** Knows the upload of the row around its host; rows are defined before what may be in them. */
class RowController implements ReactiveController {
  #id: string | undefined;
  #release: (() => void) | undefined;

  constructor(private readonly host: UploadHost) {
    host.addController(this);
  }

  get id(): string | undefined {
    return this.#id;
  }

  hostConnected(): void {
    const hear = (id: string | undefined, release?: () => void): void => {
      this.#release = release;
      this.#id = id;
      this.host.requestUpdate();
    };
    this.host.dispatchEvent(new ContextRequest(uploadIdContext, this.host, hear));
  }

  hostDisconnected(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
