import { css, html, LitElement, nothing, svg, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { dragRow, type Row } from './drag-row.js';
import { drawIcon } from './draw-icon.js';
import { property } from './property.js';
import { isInQueue, moveBy, moveTo, queueOf } from './queue.js';
import { buttons, tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * @summary Puts an upload that waits for its turn elsewhere in the queue: drag it, press the arrow keys on it, or press it
 * for two buttons. Empty once the upload has begun.
 * @tag vod-upload-move
 * @csspart handle - What is dragged.
 * @csspart step - Each of the two buttons.
 */
export class VodUploadMoveElement extends LitElement {
  static override styles: CSSResult[] = [
    tokens,
    buttons,
    css`
      :host {
        display: flex;
      }
      .handle {
        min-inline-size: 28px;
        cursor: grab;
        touch-action: none;
      }
      .handle:active {
        cursor: grabbing;
      }
    `,
  ];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /** Which upload; without one that of the row around it. */
  @property() uploadId?: string;

  readonly #about = new UploadController(this);
  #open = false;
  #life = new AbortController();
  /** The click that ends a drag is none. */
  #dragged = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#life.abort();
    this.#life = new AbortController();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { upload } = this.#about;
    if (upload === undefined || !isInQueue(upload)) this.#open = false;
  }

  override render(): TemplateResult {
    const { source, upload } = this.#about;
    if (source === undefined || upload === undefined || !isInQueue(upload)) return html``;
    const { wording } = source;
    const named = (key: 'move' | 'move-up' | 'move-down'): string =>
      wording.say('of', { action: wording.say(key), name: upload.name });
    const step = (key: 'move-up' | 'move-down', places: number): TemplateResult =>
      html`<button
        type="button"
        class="icon"
        part="step"
        aria-label=${named(key)}
        title=${wording.say(key)}
        @click=${() => this.#move(places)}
      >
        ${arrowIcon(places)}
      </button>`;
    return html`${this.#open ? html`${step('move-up', -1)}${step('move-down', 1)}` : nothing}<button
        type="button"
        class="icon handle"
        part="handle"
        aria-label=${named('move')}
        aria-expanded=${this.#open ? 'true' : 'false'}
        title=${wording.say('move')}
        @click=${this.#toggle}
        @keydown=${this.#press}
        @pointerdown=${this.#drag}
      >
        ${gripIcon()}
      </button>`;
  }

  #move(places: number): void {
    const { source, id } = this.#about;
    if (source !== undefined && id !== undefined) moveBy(source.uploader, id, places);
  }

  #toggle({ detail }: MouseEvent): void {
    // A key presses without a pointer.
    if (!this.#dragged || detail === 0) this.#open = !this.#open;
    this.#dragged = false;
    this.requestUpdate();
  }

  #press(event: KeyboardEvent): void {
    const places = STEPS[event.key];
    // With Alt the list hears it, wherever in the row the focus is.
    if (places === undefined || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    this.#move(places);
  }

  async #drag(event: PointerEvent): Promise<void> {
    // After a drop the row may have gone elsewhere, and no click has come.
    this.#dragged = false;
    const { source, id } = this.#about;
    if (source === undefined || id === undefined || event.button !== 0) return;
    const { uploader } = source;
    const rows = rowsAround(this, new Set(queueOf(uploader.state.uploads).map((upload) => upload.id)));
    const drop = (place: number): void => void moveTo(uploader, id, place);
    const { signal } = this.#life;
    this.#dragged = await dragRow(event.currentTarget as HTMLElement, event, { rows, id, drop, signal });
  }
}

/** The rows of the list that it is in, as far as they may change places. */
function rowsAround(mover: HTMLElement, queued: ReadonlySet<string>): readonly Row[] {
  let at: Element | null = mover;
  while (at !== null && at.closest('li') === null) {
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  const rows = at?.closest('ul, ol')?.querySelectorAll<HTMLElement>(':scope > li') ?? [];
  return [...rows].flatMap((element) => {
    const id = element.querySelector('vod-upload-item')?.uploadId;
    return id !== undefined && queued.has(id) ? [{ id, element }] : [];
  });
}

const gripIcon = (): TemplateResult =>
  drawIcon(
    svg`<path stroke-width="2.5" d="M9.5 6.5v.01M14.5 6.5v.01M9.5 12v.01M14.5 12v.01M9.5 17.5v.01M14.5 17.5v.01"/>`,
    20,
  );
const arrowIcon = (places: number): TemplateResult =>
  drawIcon(
    places < 0
      ? svg`<path d="M12 18.5v-13m-5.5 5.5L12 5.5l5.5 5.5"/>`
      : svg`<path d="M12 5.5v13m5.5-5.5L12 18.5 6.5 13"/>`,
    18,
  );

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-move': VodUploadMoveElement;
  }
}
