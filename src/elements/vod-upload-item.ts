import { html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './property.js';
import { isDoubted, type UploadState } from '../engine/state.js';
import { ContextProvider } from './context.js';
import { uploadIdContext, type Source } from './contexts.js';
import { isSealed } from './condition.js';
import { isSafe } from './shown-phase.js';
import { isDescribable } from './describable.js';
import { percentText } from './describe.js';
import { firstButton } from './focus.js';
import { mediaInstead } from './import-over.js';
import { closeIcon, playIcon } from './icons.js';
import { pictureIcon, PosterController } from './item-picture.js';
import { itemStyles } from './item-styles.js';
import { slimStyles } from './slim-styles.js';
import { MiddleController } from './middle.js';
import { narrowStyles } from './narrow-styles.js';
import { DETAILS_PARTS } from './parts.js';
import { browserCanPlay, playable, type Playable } from './play.js';
import { player, playerStyles } from './player.js';
import { isInQueue } from './queue.js';
import { tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * @summary One upload: picture, name, words, bar, buttons, and a player when it is ready.
 * @tag vod-upload-item
 * @slot - A row of your own; the pieces in it know which upload they are about.
 * @csspart row - The whole row; carries `data-phase`, and `data-doubted` where a person may send it all the same.
 * @csspart picture - A picture from the local film, the kind of media, or what became of it.
 * @csspart name - The file's name.
 * @csspart percent - How far it is.
 * @csspart play - Opens the player, where there are several rows; a `picture` too.
 * @csspart player - The video or audio element.
 */
export class VodUploadItemElement extends LitElement {
  static override styles: CSSResult[] = [tokens, playerStyles, itemStyles, narrowStyles, slimStyles];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /** Which upload. */
  @property({ attribute: 'upload-id' }) uploadId?: string;

  /** One of several: a player opens when it is asked for. */
  @property({ type: Boolean }) compact = false;
  /** One line; a player opens when it is asked for. */
  @property({ type: Boolean, reflect: true }) slim = false;
  /** Has a handle, by which it is put elsewhere among those that wait. */
  @property({ type: Boolean }) movable = false;

  readonly #about = new UploadController(this);
  readonly #poster = new PosterController(this, this.#about);
  readonly #id = new ContextProvider<string | undefined>(this, uploadIdContext, undefined);
  /** What the person wants; undefined until then. */
  #open: boolean | undefined;
  #hadFocus = false;

  constructor() {
    super();
    new MiddleController(this);
  }

  protected override willUpdate(changed: PropertyValues): void {
    // A film that runs is not shut because a file was added.
    const running = this.renderRoot.querySelector<HTMLMediaElement>('.player')?.paused === false;
    if (changed.has('uploadId')) this.#open = undefined;
    else if (changed.has('compact') && running) this.#open = true;
    this.#id.setValue(this.uploadId);
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  /**
   * A form goes with the start, all of the row where it becomes a media or is none any more: what takes the place of what
   * had the focus keeps the keyboard in the row.
   */
  protected override updated(_changed: PropertyValues): void {
    if (this.#hadFocus && this.shadowRoot?.activeElement == null) void this.#keepFocus();
  }

  async #keepFocus(): Promise<void> {
    const { shadowRoot, ownerDocument } = this;
    // Its buttons are drawn, and seen, later than itself.
    for (const piece of shadowRoot?.querySelectorAll<LitElement>('vod-media-status, vod-upload-controls') ?? [])
      await piece.updateComplete;
    if (ownerDocument.activeElement !== ownerDocument.body) return;
    (firstButton(shadowRoot?.querySelector('vod-upload-controls')?.shadowRoot) ?? firstButton(shadowRoot))?.focus();
  }

  override render(): TemplateResult {
    const { source, upload } = this.#about;
    const own = this.childElementCount > 0;
    return html`${own || source === undefined || upload === undefined ? nothing : this.#row(source, upload)}<slot
        @slotchange=${() => this.requestUpdate()}
      ></slot>`;
  }

  #row(source: Source, upload: UploadState): TemplateResult {
    const { wording } = source;
    const { htmlFor, uploader, compact } = this;
    const controls = html`<vod-upload-controls
      exportparts="control, question"
      .htmlFor=${htmlFor}
      .uploader=${uploader}
    ></vod-upload-controls>`;
    const media = mediaInstead(upload, { wording, compact, controls });
    return media ?? this.#ownRow(source, upload, controls);
  }

  #ownRow(source: Source, upload: UploadState, controls: TemplateResult): TemplateResult {
    const { wording } = source;
    const { phase } = upload;
    const moving =
      ['queued', 'authorized', 'uploading', 'paused', 'waiting', 'processing'].includes(phase) && !isSafe(upload);
    const sending = moving && phase !== 'queued' && phase !== 'authorized' && !isSealed(upload) && !upload.importing;
    const { htmlFor, uploader } = this;
    const poster = this.#poster.canvas;
    const media = playable(upload, browserCanPlay);
    const open = media !== undefined && (this.#open ?? !this.#isOneLine);
    const label = wording.say('player', { name: upload.name });
    return html`<div class="row" part="row" data-phase=${phase} ?data-doubted=${isDoubted(upload)}>
      ${
        media !== undefined && this.#isOneLine
          ? this.#playButton(media, label, open)
          : html`<span class="picture" part="picture">${poster}${pictureIcon(upload, poster !== undefined)}</span>`
      }
      <div class="name" part="name" title=${upload.name}><bdi class="unseen"></bdi><bdi></bdi></div>
      <vod-upload-status exportparts="phase, detail" .htmlFor=${htmlFor} .uploader=${uploader}></vod-upload-status>
      ${
        this.movable && isInQueue(upload)
          ? html`<vod-upload-move
              exportparts="handle, step"
              .htmlFor=${htmlFor}
              .uploader=${uploader}
            ></vod-upload-move>`
          : nothing
      }${controls}
      ${
        moving
          ? html`<div class="bar">
              <vod-upload-progress
                exportparts="track, fill"
                .htmlFor=${htmlFor}
                .uploader=${uploader}
              ></vod-upload-progress>
              ${
                sending
                  ? // The bar says it.
                    html`<span class="percent" part="percent" aria-hidden="true">${percentText(upload, wording)}</span>`
                  : nothing
              }
            </div>`
          : nothing
      }
      ${
        source.details !== undefined && isDescribable(upload)
          ? html`<vod-upload-details
              exportparts=${DETAILS_PARTS}
              .htmlFor=${htmlFor}
              .uploader=${uploader}
              .compact=${this.compact}
            ></vod-upload-details>`
          : nothing
      }
      ${open ? player(media, upload.name, this.#open === true) : nothing}
    </div>`;
  }

  get #isOneLine(): boolean {
    return this.compact || this.slim;
  }

  /** Among others a ready video is one row: its player comes when it is asked for. */
  #playButton({ poster }: Playable, label: string, open: boolean): TemplateResult {
    return html`<button
      type="button"
      class="picture play"
      part="picture play"
      aria-label=${label}
      aria-expanded=${open ? 'true' : 'false'}
      title=${label}
      @click=${() => this.#toggle(open)}
    >
      ${poster === undefined ? this.#poster.canvas : html`<img src=${poster} alt="" />`}${open ? closeIcon(18) : playIcon(20)}
    </button>`;
  }

  #toggle(open: boolean): void {
    this.#open = !open;
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-item': VodUploadItemElement;
  }
}
