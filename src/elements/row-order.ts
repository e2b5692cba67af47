import type { LitElement } from 'lit';
import type { Source } from './contexts.js';
import { moveBy, queueOf } from './queue.js';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Alt with an arrow key puts the row that has the focus elsewhere in the queue; so do its buttons. Each time it is said. */
export class RowOrder {
  /** For a live region. */
  said = '';
  #place: readonly [id: string, place: number, of: number] | undefined;

  constructor(
    private readonly list: LitElement,
    private readonly source: () => Source | undefined,
  ) {}

  readonly press = (event: KeyboardEvent): void => {
    const places = STEPS[event.key];
    // There it goes to the next paragraph, or opens the list of choices.
    const [target] = event.composedPath();
    if (target instanceof Element && target.matches(':read-write, select')) return;
    const [id, source] = [this.#focused(), this.source()];
    if (places === undefined || !event.altKey || id === undefined || source === undefined) return;
    event.preventDefault();
    moveBy(source.uploader, id, places);
  };

  /** When the focus has come, and before the list is drawn: the row that has it may have been moved, by whatever means. */
  readonly note = (): void => {
    const [id, source] = [this.#focused(), this.source()];
    const queue = queueOf(source?.uploader.state.uploads ?? []);
    const at = queue.findIndex((upload) => upload.id === id);
    const before = this.#place;
    const upload = queue[at];
    this.#place = upload && [upload.id, at, queue.length];
    if (source === undefined || upload === undefined || before?.[0] !== id || before?.[1] === at) return;
    // One before it has begun: nobody moved it.
    if (before?.[2] !== queue.length) return;
    const { name } = upload;
    this.said = source.wording.say('said.moved', { name, place: at + 1, count: queue.length });
  };

  #focused(): string | undefined {
    return this.list.shadowRoot?.activeElement?.closest('li')?.querySelector('vod-upload-item')?.uploadId;
  }
}
