import { ContextProvider } from '@lit/context';
import { html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { UploadState } from '../engine/state.js';
import { uploadIdContext, type Source } from './contexts.js';
import { percentText } from './describe.js';
import { alertIcon, audioIcon, checkIcon, videoIcon } from './icons.js';
import { itemStyles } from './item-styles.js';
import { browserCanPlay, playable } from './play.js';
import { tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/** Parts of the pieces inside, for whoever exports them on. */
export const ITEM_PARTS = 'row, picture, name, percent, player, track, fill, phase, detail, control';

/**
 * @summary One upload: picture, name, words, bar, buttons, and a player when it is ready.
 * @tag vod-upload-item
 * @slot - A row of your own; the pieces in it know which upload they are about.
 * @csspart row - The whole row; carries `data-phase`.
 * @csspart picture - The kind of media, or what became of it.
 * @csspart name - The file's name.
 * @csspart percent - How far it is.
 * @csspart player - The video or audio element.
 * @attr for - Id of a `<vod-uploader>` elsewhere on the page.
 * @attr upload-id - Which upload.
 */
export class VodUploadItemElement extends LitElement {
  static override styles: CSSResult[] = [tokens, itemStyles];

  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  @property({ attribute: 'upload-id' }) uploadId?: string;

  readonly #about = new UploadController(this);
  readonly #id = new ContextProvider(this, { context: uploadIdContext, initialValue: undefined as string | undefined });

  protected override willUpdate(_changed: PropertyValues): void {
    this.#id.setValue(this.uploadId);
  }

  override render(): TemplateResult {
    const { source, upload } = this.#about;
    const own = this.childElementCount > 0;
    return html`${own || source === undefined || upload === undefined ? nothing : this.#row(source, upload)}<slot
        @slotchange=${() => this.requestUpdate()}
      ></slot>`;
  }

  #row(source: Source, upload: UploadState): TemplateResult {
    const { phase } = upload;
    const moving = ['queued', 'authorized', 'uploading', 'paused', 'waiting', 'processing'].includes(phase);
    const sending = ['uploading', 'paused', 'waiting'].includes(phase);
    const { htmlFor, uploader } = this;
    return html`<div class="row" part="row" data-phase=${phase}>
      <span class="picture" part="picture">${picture(upload)}</span>
      <div class="name" part="name" dir="auto" title=${upload.name}>${name(upload.name)}</div>
      <vod-upload-status exportparts="phase, detail" .htmlFor=${htmlFor} .uploader=${uploader}></vod-upload-status>
      <vod-upload-controls exportparts="control" .htmlFor=${htmlFor} .uploader=${uploader}></vod-upload-controls>
      ${
        moving
          ? html`<div class="bar">
              <vod-upload-progress
                exportparts="track, fill"
                .htmlFor=${htmlFor}
                .uploader=${uploader}
              ></vod-upload-progress>
              ${sending ? html`<span class="percent" part="percent">${percentText(upload, source.wording)}</span>` : nothing}
            </div>`
          : nothing
      }
      ${player(upload, source)}
    </div>`;
  }
}

function picture(upload: UploadState): TemplateResult {
  if (upload.phase === 'ready') return checkIcon(22);
  if (upload.phase === 'failed') return alertIcon(22);
  return upload.type.startsWith('audio/') ? audioIcon(22) : videoIcon(22);
}

/** The ending stays in sight when a long name is cut: it says what kind of file this is. */
function name(whole: string): TemplateResult {
  const cut = Math.max(0, whole.length - 6);
  // Not through the middle of a surrogate pair, a combined emoji or an accent.
  const parts = [...new Intl.Segmenter().segment(whole)].map(({ segment, index }) => ({ segment, index }));
  const head = parts.filter(({ index }) => index < cut).map(({ segment }) => segment);
  const tail = parts.filter(({ index }) => index >= cut).map(({ segment }) => segment);
  return html`<span class="head">${head.join('')}</span><span class="tail">${tail.join('')}</span>`;
}

function player(upload: UploadState, { wording }: Source): TemplateResult | typeof nothing {
  const media = playable(upload, browserCanPlay);
  if (media === undefined) return nothing;
  const label = wording.say('player', { name: upload.name });
  return media.kind === 'audio'
    ? html`<audio
        part="player"
        class="player"
        controls
        preload="metadata"
        src=${media.url}
        aria-label=${label}
      ></audio>`
    : html`<video
        part="player"
        class="player"
        controls
        playsinline
        preload="metadata"
        src=${media.url}
        poster=${media.poster ?? nothing}
        aria-label=${label}
      ></video>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-item': VodUploadItemElement;
  }
}
