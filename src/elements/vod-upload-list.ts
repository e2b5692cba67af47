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
import { extras } from './extras.js';
import { ITEM_PARTS } from './parts.js';
import { queueOf } from './queue.js';
import { leftOutFiles, rejectedFiles, rejectedStyles } from './rejected.js';
import { RowFocus } from './row-focus.js';
import { RowOrder } from './row-order.js';
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
 * @csspart left-out - How many other files a folder had.
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
      :host([slim]) ul {
        gap: 4px;
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
  /** Rows of one line each. */
  @property({ type: Boolean, reflect: true }) slim = false;

  readonly #source = new SourceController(this);
  /** One string, so that the list redraws when rows come and go, not at each byte. */
  readonly #ids = new StateController(
    this,
    () => this.#source.value?.uploader,
    ({ uploads }) => uploads.flatMap(({ id, phase }) => (phase === 'canceled' ? [] : [id])).join('\n'),
  );
  /** Those that may change places; where there is one alone, none. */
  readonly #queue = new StateController(
    this,
    () => this.#source.value?.uploader,
    ({ uploads }) => queueOf(uploads).reduce((ids, { id }) => `${ids}${id}\n`, ''),
  );
  readonly #focus = new RowFocus(this, () => this.#rows());
  readonly #order = new RowOrder(this, () => this.#source.value);
  /** Rows that are drawn; the room for those behind them is kept, and they follow. */
  #ready = 0;
  #following: ReturnType<typeof setTimeout> | undefined;

  override render(): TemplateResult {
    const source = this.#source.value;
    const ids = this.#ids.value.split('\n').filter(Boolean);
    const rejections = source?.rejections ?? [];
    const leftOut = source?.leftOut ?? 0;
    if (source === undefined || ids.length + rejections.length + leftOut === 0) return html``;
    const { htmlFor, uploader, slim } = this;
    const queued = new Set(this.#queue.value.split('\n').filter(Boolean));
    if (queued.size > 1) extras.bring?.();
    return html`${rejections.length > 0 ? rejectedFiles(rejections, source) : nothing}
    ${leftOut > 0 ? leftOutFiles(leftOut, source) : nothing}
    ${
      ids.length === 0
        ? nothing
        : html`<ul
              part="list"
              class=${ids.length > MANY ? 'many' : nothing}
              aria-label=${source.wording.say('list')}
              @keydown=${this.#order.press}
              @focusin=${this.#order.note}
            >
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
                      .movable=${queued.size > 1 && queued.has(id)}
                      ?slim=${slim}
                    ></vod-upload-item>
                  </li>`,
              )}
            </ul>
            <div
              .style=${`block-size: calc(${Math.max(0, ids.length - this.#ready)} * (${ROW_HEIGHT} + var(--_gap)))`}
            ></div>
            <div class="unseen" role="status">${this.#order.said}</div>`
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
    return [...(this.shadowRoot?.querySelectorAll<HTMLElement>('li, .heading, .left-out') ?? [])];
  }

  protected override willUpdate(_changed: PropertyValues): void {
    // Of many, even the first come in a task of their own: the one that took the files has done enough.
    if (this.#count <= MANY) this.#ready = Math.max(this.#ready, ROWS_AT_ONCE);
    this.#focus.note();
    this.#order.note();
  }

  protected override updated(_changed: PropertyValues): void {
    this.#follow();
    this.#focus.restore(this.#source.value?.area);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-list': VodUploadListElement;
  }
}
