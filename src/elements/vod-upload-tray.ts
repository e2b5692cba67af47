import { html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import type { Rejection } from '../engine/uploader.js';
import { PERSONAL, type UploadState } from '../engine/state.js';
import { isSealed } from './condition.js';
import type { Source } from './contexts.js';
import { headline, percentText, shareOf, shareOfAll } from './describe.js';
import { alertIcon, checkIcon, chevronIcon } from './icons.js';
import { LIST_PARTS } from './parts.js';
import { placeBy } from './popover-place.js';
import { formatPercent } from './progress-numbers.js';
import { property } from './property.js';
import { sumText } from './sum-text.js';
import { buttons, tokens } from './tokens.js';
import { summaryStyles } from './summary-styles.js';
import { trayStyles } from './tray-styles.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';
import type { Wording } from './wording.js';

/**
 * @summary How all uploads stand, on one button; the list opens behind it. For headers, toolbars and composers; nothing is
 * drawn while there is nothing to say.
 * @tag vod-upload-tray
 * @csspart summary - The button.
 * @csspart popover - What opens behind it.
 */
export class VodUploadTrayElement extends LitElement {
  static override styles: CSSResult[] = [tokens, buttons, summaryStyles, trayStyles];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;

  readonly #about = new UploadController(this);
  #rejections: readonly Rejection[] = [];
  #open: AbortController | undefined;
  #hadFocus = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#open?.abort();
    this.#open = undefined;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  override render(): TemplateResult {
    const { source, uploads } = this.#about;
    const rejected = source?.rejections.length ?? 0;
    const leftOut = source?.leftOut ?? 0;
    if (source === undefined || uploads.length + rejected + leftOut === 0) return html``;
    const { wording } = source;
    const none = (): string =>
      rejected > 0 ? wording.count('rejected', rejected) : wording.count('left-out', leftOut);
    const [only] = uploads;
    const { htmlFor, uploader } = this;
    return html`<button
        type="button"
        class="soft tray"
        part="summary"
        popovertarget="popover"
        data-sign=${signOf(uploads, rejected)}
      >
        ${sign(uploads, rejected)}
        <span class="words"
          >${uploads.length === 1 ? html`<bdi class="name">${only?.name}</bdi>` : nothing}<bdi
            >${uploads.length === 0 ? none() : brief(uploads, wording)}</bdi
          ></span
        >${chevronIcon(14)}
      </button>
      <div
        id="popover"
        class="popover"
        part="popover"
        popover
        role="group"
        aria-label=${wording.say('list')}
        @beforetoggle=${this.#closing}
        @toggle=${this.#toggled}
      >
        ${
          uploads.length > 1
            ? html`<div class="summary">
                <vod-upload-status .htmlFor=${htmlFor} .uploader=${uploader}></vod-upload-status>
                <vod-upload-controls .htmlFor=${htmlFor} .uploader=${uploader}></vod-upload-controls>
              </div>`
            : nothing
        }
        <vod-upload-list slim exportparts=${LIST_PARTS} .htmlFor=${htmlFor} .uploader=${uploader}></vod-upload-list>
      </div>`;
  }

  get #popover(): HTMLElement | null | undefined {
    return this.shadowRoot?.querySelector<HTMLElement>('.popover');
  }

  /** Chromium looks for the focus in this shadow tree alone, and not in those of the rows: it would be lost with them. */
  #closing({ newState }: ToggleEvent): void {
    if (newState === 'closed' && this.#popover?.matches(':focus-within'))
      this.shadowRoot?.querySelector('button')?.focus();
  }

  #toggled({ newState }: ToggleEvent): void {
    this.#open?.abort();
    this.#open = undefined;
    const [popover, button] = [this.#popover, this.shadowRoot?.querySelector('button')];
    if (newState !== 'open' || !popover || !button) return;
    this.#open = new AbortController();
    placeBy(popover, button, this.#open.signal);
  }

  protected override updated(_changed: PropertyValues): void {
    const { source } = this.#about;
    const rejections = source?.rejections ?? [];
    // What was just chosen and not taken is said at once, without taking the focus.
    const isNews = rejections.length > 0 && rejections !== this.#rejections;
    this.#rejections = rejections;
    const popover = this.#popover;
    if (isNews && popover && !popover.matches(':popover-open')) popover.showPopover();
    if (this.#hadFocus && this.shadowRoot?.activeElement == null) this.#leave(source);
  }

  /** Its last row is gone, and it with that. */
  #leave(source: Source | undefined): void {
    const button = this.shadowRoot?.querySelector('button');
    (button ?? source?.area)?.focus();
  }
}

type Sign = 'alert' | 'done' | 'ring';

function signOf(uploads: readonly UploadState[], rejected: number): Sign {
  const needsPerson = uploads.some(
    (upload) => upload.phase === 'failed' || (upload.phase === 'waiting' && PERSONAL.includes(upload.reason)),
  );
  const isDone = uploads.every((upload) => isSealed(upload));
  if (needsPerson || (isDone && (rejected > 0 || uploads.length === 0))) return 'alert';
  return isDone ? 'done' : 'ring';
}

function sign(uploads: readonly UploadState[], rejected: number): TemplateResult {
  const kind = signOf(uploads, rejected);
  if (kind === 'alert') return alertIcon(18);
  return kind === 'done' ? checkIcon(18) : ring(shareOfAll(uploads));
}

/** How far, as a circle that closes. */
const ring = (share: number): TemplateResult =>
  html`<svg class="ring" aria-hidden="true" width="18" height="18" viewBox="0 0 18 18">
    <circle class="track" cx="9" cy="9" r="7" />
    <circle
      class="fill"
      cx="9"
      cy="9"
      r="7"
      pathLength="100"
      stroke-dasharray="100"
      stroke-dashoffset=${100 - share * 100}
    />
  </svg>`;

/** Of one its phase or how far it is; of many, how many are done and how far they are. */
function brief(uploads: readonly UploadState[], wording: Wording): string {
  const [only] = uploads;
  if (uploads.length === 1 && only !== undefined) {
    return only.phase === 'uploading' ? percentText(only, wording) : headline(only, wording);
  }
  const text = sumText(uploads, wording);
  const isSending = uploads.some((upload) => upload.phase === 'uploading' && shareOf(upload) < 1);
  return isSending ? `${text} · ${formatPercent(shareOfAll(uploads), wording.locale)}` : text;
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-tray': VodUploadTrayElement;
  }
}
