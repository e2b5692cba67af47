import { css, html, LitElement, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property } from './property.js';
import { isSafe, shownPhase } from './shown-phase.js';
import { details, headline } from './describe.js';
import { Flow } from './flow.js';
import { lineBreaks } from './line-breaks.js';
import { overall } from './overall.js';
import { Steady } from './steady.js';
import { sumText } from './sum-text.js';
import { tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * @summary One upload in words: phase, amount, speed, time left, or what to do. Without a row around it, all together:
 * how many are done, percent, amount, speed and time left, or what they wait for.
 * @tag vod-upload-status
 * @csspart phase - The phase in a word or two.
 * @csspart detail - Each fact behind it.
 */
export class VodUploadStatusElement extends LitElement {
  static override styles: CSSResult[] = [
    tokens,
    lineBreaks,
    css`
      :host {
        display: block;
        color: var(--_muted);
        font-size: 0.875em;
        font-variant-numeric: tabular-nums;
      }
      .line {
        margin: 0;
        overflow-wrap: break-word;
        text-wrap: pretty;
      }
      .facts {
        /* A dot between two facts, but none where a line begins: those are clipped. */
        display: flex;
        flex-wrap: wrap;
        margin-inline-start: -1.1em;
        overflow: hidden;
      }
      :host {
        overflow: hidden;
      }
      /* A fact moves to the next line whole, and breaks only where it is longer than a line. */
      .facts > span {
        padding-inline-start: 1.1em;
      }
      .facts > span::before {
        margin-inline-start: -1.1em;
        content: '·';
        /* Seen, not read. */
        content: '·' / ' ';
        display: inline-block;
        inline-size: 1.1em;
        text-align: center;
        font-weight: 400;
        color: var(--_muted);
      }
      /* The dot stays with the word before it, and no sentence needs one before the next. */
      .sentence::before {
        content: ' ';
      }
      /* Their full stop brings its own. */
      .sentence:is(:lang(ja), :lang(zh))::before {
        content: none;
      }
      .phase + .sentence::before,
      .amount::before,
      .amount + .sentence::before {
        content: '\u00a0· ';
        content: '\u00a0· ' / ' ';
      }
      .phase {
        font-weight: 600;
        color: var(--_text);
      }
      [data-phase='ready'] .phase {
        color: var(--_success);
      }
      [data-phase='waiting'] .phase {
        color: var(--_warning);
      }
      [data-phase='failed'] .phase {
        color: var(--_danger);
      }
      @media (forced-colors: active) {
        .phase {
          color: CanvasText;
        }
      }
    `,
  ];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /** Which upload; without one that of the row around it, else all. */
  @property() uploadId?: string;

  readonly #about = new UploadController(this);
  readonly #steady = new Steady();
  readonly #flow = new Flow();

  override render(): TemplateResult {
    const { source, upload, uploads, id } = this.#about;
    if (source === undefined || (upload === undefined && id !== undefined)) return html``;
    const { wording } = source;
    if (upload === undefined) {
      const facts = overall(uploads, this.#flow.see(uploads), wording, this.#steady);
      return html`<p class="line facts">
        <span class="phase" part="phase"><bdi>${sumText(uploads, wording)}</bdi></span
        >${facts.map((fact) => html`<span part="detail"><bdi>${fact}</bdi></span>`)}
      </p>`;
    }
    // A sentence may break; an amount may not.
    const sentence = (upload.phase === 'waiting' && !isSafe(upload)) || upload.phase === 'failed';
    return html`<p class=${sentence ? 'line' : 'line facts'} data-phase=${shownPhase(upload)}>
      <span class="phase" part="phase"><bdi>${headline(upload, wording)}</bdi></span
      >${details(upload, wording, this.#steady).map((fact, at, { length }) => {
        // Before the reason of a wait stands how fast another tab is.
        const kind = upload.phase === 'failed' || at === length - 1 ? 'sentence' : 'amount';
        return html`<span class=${sentence ? kind : nothing} part="detail"><bdi>${fact}</bdi></span>`;
      })}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-status': VodUploadStatusElement;
  }
}
