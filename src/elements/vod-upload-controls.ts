import { css, html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { can, type UploadState, type WaitReason } from '../engine/state.js';
import type { Source } from './contexts.js';
import { closeIcon, pauseIcon, playIcon, retryIcon } from './icons.js';
import { buttons, tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

export type Action = 'start' | 'pause' | 'resume' | 'retry' | 'cancel' | 'remove';

/** Waits that end when a person says so; the others end by themselves. */
const PERSONAL: readonly WaitReason[] = ['sign-in', 'captive-portal', 'file-needed', 'permission'];

const ICONS = {
  start: playIcon,
  pause: pauseIcon,
  resume: playIcon,
  retry: retryIcon,
  cancel: closeIcon,
  remove: closeIcon,
};

/** What a person can do with an upload now, the likeliest first. Asks the phase table; never more than two. */
export function actionsFor(upload: UploadState, { noPause = false } = {}): readonly Action[] {
  const leave = can(upload, 'canceled') && upload.phase !== 'failed' ? 'cancel' : 'remove';
  if (upload.phase === 'validated') return ['start', leave];
  if (upload.phase === 'paused') return ['resume', leave];
  if (upload.phase === 'failed') return upload.error.retryable ? ['retry', leave] : [leave];
  if (upload.phase === 'waiting' && PERSONAL.includes(upload.reason)) return ['resume', leave];
  return can(upload, 'paused') && !noPause ? ['pause', leave] : [leave];
}

/**
 * @summary The buttons of one upload: start, pause, resume, retry, cancel or remove, as its phase allows.
 * @tag vod-upload-controls
 * @csspart control - Each button.
 * @attr for - Id of a `<vod-uploader>` elsewhere on the page.
 * @attr upload-id - Which upload; without one that of the row around it, else all.
 */
export class VodUploadControlsElement extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles: CSSResult[] = [
    tokens,
    buttons,
    css`
      :host {
        display: block;
      }
      .controls {
        display: flex;
        gap: 2px;
      }
      .soft + * {
        margin-inline-start: 4px;
      }
    `,
  ];

  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  @property({ attribute: 'upload-id' }) uploadId?: string;

  readonly #about = new UploadController(this);
  #focused = false;

  override render(): TemplateResult {
    const { source, upload, uploads, id } = this.#about;
    if (source === undefined) return html``;
    const { noPause } = source;
    const actions =
      upload !== undefined ? actionsFor(upload, { noPause }) : id === undefined ? actionsForAll(uploads, noPause) : [];
    return html`<div class="controls">${actions.map((action) => this.#button(action, source, upload))}</div>`;
  }

  #button(action: Action, { wording }: Source, upload: UploadState | undefined): TemplateResult {
    const word = wording.say(action);
    const named =
      upload === undefined
        ? wording.say('all', { action: word })
        : wording.say('of', { action: word, name: upload.name });
    const wordy =
      action === 'retry' ||
      action === 'start' ||
      upload === undefined ||
      (action === 'resume' && upload.phase === 'waiting');
    return html`<button
      part="control"
      type="button"
      class=${wordy ? 'soft' : 'icon'}
      aria-label=${named}
      title=${wordy ? nothing : word}
      data-action=${action}
      @click=${() => this.#act(action)}
    >
      ${ICONS[action](wordy ? 16 : 20)}${wordy ? (upload === undefined ? named : word) : nothing}
    </button>`;
  }

  #act(action: Action): void {
    const { source, id } = this.#about;
    const uploader = source?.uploader;
    if (action !== 'remove') uploader?.[action](id);
    else if (id !== undefined) uploader?.removeUpload(id);
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#focused = this.shadowRoot?.activeElement != null;
  }

  /** The button that had the focus may be gone: what is left takes it, so that the keyboard is not thrown to the top. */
  protected override updated(_changed: PropertyValues): void {
    if (this.#focused && this.shadowRoot?.activeElement == null) this.shadowRoot?.querySelector('button')?.focus();
  }
}

/** The likeliest thing to do with all of them, and retry where something failed. Never cancel: one click would lose all. */
function actionsForAll(uploads: readonly UploadState[], noPause: boolean): readonly Action[] {
  const each = uploads.flatMap((upload) => actionsFor(upload, { noPause }));
  const [likeliest] = (['start', 'pause', 'resume'] as const).filter((action) => each.includes(action));
  return [...(each.includes('retry') ? (['retry'] as const) : []), ...(likeliest === undefined ? [] : [likeliest])];
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-controls': VodUploadControlsElement;
  }
}
