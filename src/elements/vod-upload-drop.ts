import { css, html, LitElement, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property } from './property.js';
import type { Source } from './contexts.js';
import { DropController } from './drop-controller.js';
import { DropGuard } from './drop-guard.js';
import { firstButton } from './focus.js';
import { IntentController } from './intent-controller.js';
import { SourceController } from './source-controller.js';
import { tokens } from './tokens.js';
import { uploadIcon } from './upload-icon.js';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * @summary A place to drop files on. Inside a `<vod-uploader>` files may be dropped anywhere on that.
 * @tag vod-upload-drop
 * @slot - Content of your own instead of picture, words and button.
 * @csspart zone - The area.
 * @csspart picture - The circle with the arrow.
 * @csspart title - What can be done here.
 * @csspart hint - Formats and limits.
 * @csspart button - The pick button.
 */
export class VodUploadDropElement extends LitElement {
  static override styles: CSSResult[] = [
    tokens,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .zone {
        display: grid;
        justify-items: center;
        gap: 4px;
        padding: clamp(24px, 8cqi, 48px) 20px;
        border: 1.5px dashed color-mix(in oklab, var(--_text) 30%, var(--_surface));
        border-radius: var(--_radius);
        background: var(--_zone);
        text-align: center;
        cursor: pointer;
        transition:
          background-color var(--_duration),
          border-color var(--_duration);
      }
      .zone:not([data-off]):hover {
        border-color: color-mix(in oklab, var(--_accent) 55%, var(--_surface));
      }
      .zone[data-over] {
        border-color: var(--_accent);
        border-style: solid;
        background: color-mix(in oklab, var(--_accent) 8%, var(--_surface));
      }
      .zone[data-off] {
        cursor: not-allowed;
        border-color: var(--_border);
        color: var(--_muted);
      }
      .picture {
        display: grid;
        place-items: center;
        inline-size: 52px;
        block-size: 52px;
        margin-block-end: 10px;
        border-radius: 50%;
        background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
        color: var(--_accent);
      }
      [data-off] .picture {
        background: var(--_track);
        color: var(--_muted);
      }
      .words {
        display: grid;
        gap: 2px;
        min-inline-size: 0;
      }
      .title,
      .hint {
        margin: 0;
        text-wrap: balance;
      }
      .title {
        font-size: 1.125em;
        font-weight: 600;
      }
      .hint {
        color: var(--_muted);
        font-size: 0.9em;
      }
      vod-upload-button {
        margin-block-start: 16px;
      }
      :host([compact]) .zone {
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 12px;
        padding: 10px 12px;
        justify-items: start;
        text-align: start;
      }
      :host([compact]) .picture {
        inline-size: 40px;
        block-size: 40px;
        margin: 0;
      }
      :host([compact]) .title {
        font-size: 1em;
      }
      :host([compact]) vod-upload-button {
        margin: 0;
      }
      @container (inline-size < 420px) {
        /* No room for words, and hardly a mouse to drop with. */
        :host([compact]) :is(.picture, .words) {
          display: none;
        }
        :host([compact]) .zone {
          grid-template-columns: 1fr;
          justify-items: stretch;
          padding: 0;
          border: 0;
          background: none;
        }
      }
    `,
  ];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /** One line high. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** Its words are about the first file, and not about another one. */
  @property({ type: Boolean }) first = false;

  readonly #source = new SourceController(this);
  readonly #drop: DropController = new DropController(this, () => this.#source.value);

  constructor() {
    super();
    new IntentController(this, () => this.#source.value?.uploader);
    new DropGuard(this, () => this.#source.value?.noDrop === false);
    // A mouse may click anywhere; the button is there for keyboards and for being named.
    this.addEventListener('click', this.#browse);
  }

  override render(): TemplateResult {
    const source = this.#source.value;
    const { over } = this.#drop;
    const own = this.childElementCount > 0;
    return html`<div class="zone" part="zone" ?data-over=${over} ?data-off=${over?.none ?? source?.disabled ?? true}>
      ${own || source === undefined ? nothing : this.#words(source)}<slot
        @slotchange=${() => this.requestUpdate()}
      ></slot>
    </div>`;
  }

  #words({ wording, multiple, maxFileSize }: Source): TemplateResult {
    const { compact } = this;
    const another = compact && !this.first;
    const title = another ? (multiple ? 'drop-more' : 'drop-another') : multiple ? 'drop-many' : 'drop-one';
    const { over } = this.#drop;
    const hint =
      over?.why ?? (maxFileSize < Infinity ? wording.say('hint-limit', { most: maxFileSize }) : wording.say('hint'));
    return html`<span class="picture" part="picture">${uploadIcon(compact ? 20 : 24)}</span>
      <div class="words">
        <p class="title" part="title"><bdi>${over?.title ?? wording.say(over ? 'drop-now' : title)}</bdi></p>
        ${compact ? nothing : html`<p class="hint" part="hint"><bdi>${hint}</bdi></p>`}
      </div>
      <vod-upload-button
        exportparts="button"
        ?quiet=${compact}
        .htmlFor=${this.htmlFor}
        .uploader=${this.uploader}
        .label=${another && !multiple ? wording.say('choose-another') : ''}
      ></vod-upload-button>`;
  }

  readonly #browse = (event: MouseEvent): void => {
    const onButton = event.composedPath().some((node) => node instanceof HTMLButtonElement);
    if (!onButton && this.childElementCount === 0) firstButton(this.shadowRoot)?.click();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-drop': VodUploadDropElement;
  }
}
