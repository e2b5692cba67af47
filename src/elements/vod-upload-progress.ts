import { css, html, LitElement, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property } from './property.js';
import { isFetched, shownPhase } from './shown-phase.js';
import { goodOfAll, headline, lostOfAll, shareOf, shareOfAll } from './describe.js';
import { formatPercent } from './progress-numbers.js';
import { tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * @summary The bar of one upload, or of all of them together.
 * @tag vod-upload-progress
 * @csspart track - The whole bar.
 * @csspart fill - What is done.
 * @csspart lost - Of the bar of all: what has failed.
 */
export class VodUploadProgressElement extends LitElement {
  static override styles: CSSResult[] = [
    tokens,
    css`
      :host {
        --_way: 1;
        display: block;
      }
      :host(:dir(rtl)) {
        --_way: -1;
      }
      .track {
        position: relative;
        block-size: var(--_bar);
        contain: strict;
        overflow: hidden;
        border-radius: 99px;
        background: var(--_track);
      }
      .fill,
      .lost {
        /* Moved, not resized: the compositor does that alone, at each frame, while the main thread is idle. */
        position: absolute;
        inset: 0;
        translate: calc((var(--_share) - 100%) * var(--_way));
        border-radius: inherit;
        background: var(--_accent);
        transition:
          translate 240ms linear,
          background-color var(--_duration);
      }
      [data-phase='paused'] .fill {
        background: var(--_muted);
      }
      [data-phase='waiting'] .fill {
        background: var(--_warning);
      }
      .lost,
      [data-phase='failed'] .fill {
        background: var(--_danger);
      }
      [data-phase='ready'] .fill {
        background: var(--_success);
      }
      [data-phase='processing'] .fill {
        background: color-mix(in oklab, var(--_accent) 30%, var(--_track));
      }
      [data-passing].track::after {
        content: '';
        position: absolute;
        inset-block: 0;
        inset-inline-start: 0;
        inline-size: 40%;
        border-radius: inherit;
        background: var(--_accent);
        animation: pass 1.6s ease-in-out infinite;
      }
      @keyframes pass {
        from {
          translate: calc(-100% * var(--_way));
        }
        to {
          translate: calc(250% * var(--_way));
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .fill,
        .lost {
          transition: none;
        }
        [data-passing].track::after {
          animation: none;
          inset-inline-start: 30%;
        }
      }
      @media (forced-colors: active) {
        .track {
          border: 1px solid CanvasText;
        }
        .track[data-phase] .fill,
        [data-passing].track::after {
          forced-color-adjust: none;
          background: Highlight;
        }
        .track[data-passing] .fill {
          background: Canvas;
        }
        .lost {
          forced-color-adjust: none;
          background: GrayText;
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

  override render(): TemplateResult {
    const { source, upload, uploads: all, id } = this.#about;
    const share = upload !== undefined ? shareOf(upload) : shareOfAll(all);
    const good = upload !== undefined ? share : goodOfAll(all);
    const lost = lostOfAll(all);
    const name = upload?.name ?? '';
    const wording = source?.wording;
    // Nobody knows how far it is.
    const isVague = upload !== undefined && (isFetched(upload) || upload.phase === 'processing');
    const text = wording && (isVague ? headline(upload, wording) : formatPercent(share, wording.locale));
    // `.style`, because a page's content security policy may forbid style attributes.
    return html`<div
      class="track"
      part="track"
      data-phase=${upload ? shownPhase(upload) : 'all'}
      ?data-passing=${isVague}
      role="progressbar"
      aria-label=${wording?.say(id === undefined ? 'progress-all' : 'progress', { name }) ?? ''}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${isVague ? nothing : Math.floor(share * 100)}
      aria-valuetext=${text ?? ''}
    >
      ${lost > 0 ? html`<div class="lost" part="lost" .style=${`--_share: ${(good + lost) * 100}%`}></div>` : nothing}
      <div class="fill" part="fill" .style=${`--_share: ${good * 100}%`}></div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-progress': VodUploadProgressElement;
  }
}
