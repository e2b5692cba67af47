import {
  css,
  html,
  LitElement,
  nothing,
  unsafeCSS,
  type CSSResult,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property } from './property.js';
import { repeat } from 'lit/directives/repeat.js';
import { firstButton } from './focus.js';
import { ITEM_PARTS } from './parts.js';
import { rejectedFiles, rejectedStyles } from './rejected.js';
import { SourceController } from './source-controller.js';
import { StateController } from './state-controller.js';
import { buttons, tokens } from './tokens.js';
import type { UploaderHandle } from './uploader-factory.js';

/** From here on, rows out of sight are not laid out. */
const MANY = 50;

/** Of a row that nobody has seen yet. */
const ROW_HEIGHT = '92px';
/** About what a window holds. A thousand rows in one task would hold the page for seconds. */
const ROWS_AT_ONCE = 8;

/**
 * @summary All uploads, and the files that were not taken, with the reason.
 * @tag vod-upload-list
 * @csspart list - The list.
 * @csspart rejections - The files that were not taken, together.
 * @csspart rejection - A file that was not taken.
 */
export class VodUploadListElement extends LitElement {
  static override styles: CSSResult[] = [
    tokens,
    buttons,
    rejectedStyles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: var(--_gap);
        margin: 0;
        padding: 0;
        /* Safari takes the value none for a reason to say nothing of a list. */
        list-style: '';
      }
      li {
        min-inline-size: 0;
      }
      /* Rows out of sight cost nothing; a thousand of them scroll. */
      .many .upload {
        content-visibility: auto;
        contain-intrinsic-block-size: auto ${unsafeCSS(ROW_HEIGHT)};
        border-radius: var(--_radius);
      }
      .many .upload:focus-within {
        content-visibility: visible;
      }
    `,
  ];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;

  readonly #source = new SourceController(this);
  /** One string, so that the list redraws when rows come and go, not at each byte. */
  readonly #ids = new StateController(
    this,
    () => this.#source.value?.uploader,
    ({ uploads }) => uploads.flatMap(({ id, phase }) => (phase === 'canceled' ? [] : [id])).join('\n'),
  );
  #focusedRow = -1;
  /** Rows that are drawn; the room for those behind them is kept, and they follow. */
  #ready = 0;
  #following: ReturnType<typeof setTimeout> | undefined;

  override render(): TemplateResult {
    const source = this.#source.value;
    const ids = this.#ids.value.split('\n').filter(Boolean);
    const rejections = source?.rejections ?? [];
    if (source === undefined || ids.length + rejections.length === 0) return html``;
    const { htmlFor, uploader } = this;
    return html`${rejections.length > 0 ? rejectedFiles(rejections, source) : nothing}
    ${
      ids.length === 0
        ? nothing
        : html`<ul part="list" class=${ids.length > MANY ? 'many' : nothing} aria-label=${source.wording.say('list')}>
              ${repeat(
                ids.slice(0, this.#ready),
                (id) => id,
                (id) =>
                  html`<li class="upload">
                    <vod-upload-item
                      exportparts=${ITEM_PARTS}
                      .uploadId=${id}
                      .htmlFor=${htmlFor}
                      .uploader=${uploader}
                      .compact=${ids.length > 1}
                    ></vod-upload-item>
                  </li>`,
              )}
            </ul>
            <div
              .style=${`block-size: calc(${Math.max(0, ids.length - this.#ready)} * (${ROW_HEIGHT} + var(--_gap)))`}
            ></div>`
    }`;
  }

  get #count(): number {
    const ids = this.#ids.value;
    return ids === '' ? 0 : ids.split('\n').length;
  }

  #follow(): void {
    const count = this.#count;
    this.#ready = Math.min(this.#ready, count);
    if (this.#ready === count || this.#following !== undefined) return;
    this.#following = setTimeout(() => {
      this.#following = undefined;
      this.#ready += ROWS_AT_ONCE;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#following);
    this.#following = undefined;
  }

  #rows(): readonly HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLElement>('li, .heading') ?? [])];
  }

  protected override willUpdate(_changed: PropertyValues): void {
    // Of many, even the first come in a task of their own: the one that took the files has done enough.
    if (this.#count <= MANY) this.#ready = Math.max(this.#ready, ROWS_AT_ONCE);
    const focused = this.shadowRoot?.activeElement ?? null;
    this.#focusedRow = focused === null ? -1 : this.#rows().findIndex((row) => row.contains(focused));
  }

  /** When the row that had the focus is gone, the row in its place takes it; after the last one, the element around. */
  protected override updated(_changed: PropertyValues): void {
    this.#follow();
    if (this.#focusedRow < 0 || this.shadowRoot?.activeElement != null) return;
    const rows = this.#rows();
    const next = firstButton(rows[Math.min(this.#focusedRow, rows.length - 1)]);
    if (next === undefined) this.#source.value?.area?.focus();
    else next.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-list': VodUploadListElement;
  }
}
