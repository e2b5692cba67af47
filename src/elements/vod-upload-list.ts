import { css, html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Rejection } from '../engine/uploader.js';
import type { Source } from './contexts.js';
import { errorText } from './describe.js';
import { firstButton } from './focus.js';
import { alertIcon, closeIcon } from './icons.js';
import { ITEM_PARTS } from './parts.js';
import { SourceController } from './source-controller.js';
import { StateController } from './state-controller.js';
import { buttons, tokens } from './tokens.js';
import type { UploaderHandle } from './uploader-factory.js';

/** From here on, rows out of sight are not laid out. */
const MANY = 50;

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
        contain-intrinsic-block-size: auto 92px;
        border-radius: var(--_radius);
      }
      .many .upload:focus-within {
        content-visibility: visible;
      }
      .rejections {
        margin-block-end: var(--_gap);
        padding-block: 6px;
        border-radius: var(--_radius);
        background: color-mix(in oklab, var(--_danger) 8%, var(--_surface));
        font-size: 0.9em;
      }
      .rejections:last-child {
        margin: 0;
      }
      .rejections ul {
        gap: 0;
        max-block-size: 20rem;
        overflow: auto;
      }
      .heading,
      .rejection {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 10px;
        align-items: start;
        padding-block: 2px;
        padding-inline: 14px 6px;
      }
      .heading {
        align-items: center;
      }
      .rejection {
        grid-template-columns: auto minmax(0, 1fr) auto;
      }
      .rejection > svg {
        margin-block-start: 8px;
        color: var(--_danger);
      }
      .rejections p {
        margin: 0;
        padding-block: 7px;
        overflow-wrap: anywhere;
      }
      .heading p,
      .rejection strong {
        font-weight: 600;
      }
      .rejection strong {
        display: block;
      }
      @media (forced-colors: active) {
        .rejections {
          border: 1px solid CanvasText;
        }
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

  override render(): TemplateResult {
    const source = this.#source.value;
    const ids = this.#ids.value.split('\n').filter(Boolean);
    const rejections = source?.rejections ?? [];
    if (source === undefined || ids.length + rejections.length === 0) return html``;
    const { htmlFor, uploader } = this;
    return html`${rejections.length > 0 ? this.#rejections(rejections, source) : nothing}
    ${
      ids.length === 0
        ? nothing
        : html`<ul part="list" class=${ids.length > MANY ? 'many' : nothing} aria-label=${source.wording.say('list')}>
            ${repeat(
              ids,
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
          </ul>`
    }`;
  }

  #rejections(rejections: readonly Rejection[], source: Source): TemplateResult {
    const { wording, dismiss } = source;
    const heading = wording.count('rejected', rejections.length);
    const all = wording.say('all', { action: wording.say('dismiss') });
    return html`<div class="rejections" part="rejections">
      ${
        rejections.length > 1
          ? html`<div class="heading">
              <p><bdi>${heading}</bdi></p>
              <button type="button" class="soft" @click=${() => dismiss()}><bdi>${all}</bdi></button>
            </div>`
          : nothing
      }
      <ul aria-label=${heading}>
        ${rejections.map((rejection) => this.#rejection(rejection, source))}
      </ul>
    </div>`;
  }

  #rejection(rejection: Rejection, { wording, dismiss }: Source): TemplateResult {
    const { name, error } = rejection;
    const word = wording.say('dismiss');
    return html`<li class="rejection" part="rejection">
      ${alertIcon(18)}
      <p>
        <strong><bdi>${name}</bdi></strong>
        <bdi>${errorText(error, wording)}</bdi>
      </p>
      <button
        type="button"
        class="icon"
        title=${word}
        aria-label=${wording.say('of', { action: word, name })}
        @click=${() => dismiss(rejection)}
      >
        ${closeIcon(18)}
      </button>
    </li>`;
  }

  #rows(): readonly HTMLElement[] {
    return [...(this.shadowRoot?.querySelectorAll<HTMLElement>('li, .heading') ?? [])];
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement ?? null;
    this.#focusedRow = this.#rows().findIndex((row) => focused !== null && row.contains(focused));
  }

  /** When the row that had the focus is gone, the row in its place takes it; after the last one, the element around. */
  protected override updated(_changed: PropertyValues): void {
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
