import { css, html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './property.js';
import { isDoubted, isUnsafe, type UploadState } from '../engine/state.js';
import { cancelQuestion } from './cancel-question.js';
import type { Source } from './contexts.js';
import { pass } from './gates.js';
import { checkIcon, closeIcon, pauseIcon, playIcon, retryIcon } from './icons.js';
import { buttons, tokens } from './tokens.js';
import { actionsFor, actionsForAll, isDone, waitsFor, type Action, type ForAll } from './upload-actions.js';
import { UploadController } from './upload-controller.js';
import { uploadIcon } from './upload-icon.js';
import type { UploaderHandle } from './uploader-factory.js';

/** From here on, what one click would throw away is worth a question. */
const MUCH = { bytes: 10 * 1024 ** 2, ms: 10_000 };

const ICONS = {
  start: playIcon,
  continue: playIcon,
  pause: pauseIcon,
  resume: playIcon,
  retry: retryIcon,
  cancel: closeIcon,
  remove: closeIcon,
  clear: checkIcon,
};

/**
 * @summary The buttons of one upload: start, continue, pause, resume, retry, cancel or remove, as its phase allows. Without a
 * row around it those of all together, and one that takes what is done off the list.
 * @tag vod-upload-controls
 * @csspart control - Each button.
 * @csspart question - Asks before much that was sent is thrown away.
 */
export class VodUploadControlsElement extends LitElement {
  /** @ignore */
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
      .soft + .icon {
        margin-inline-start: 4px;
      }
      /* A narrow row gives the words a line of their own and keeps this in its corner. */
      .icon {
        position: var(--_sign, static);
        inset-block-start: var(--_sign-top);
        inset-inline-end: 6px;
      }
      .controls:has(> .soft + .soft) {
        flex-wrap: wrap;
        gap: 6px;
      }
      .ask {
        flex-wrap: wrap;
        align-items: center;
        justify-content: end;
        gap: 6px;
      }
      .ask > span {
        flex: 1 0 auto;
        font-weight: 600;
      }
      .ask > .controls:has(.soft) {
        justify-content: end;
        gap: 6px 10px;
      }
      .grave {
        border-color: currentColor;
        color: var(--_danger);
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
  #asking = false;
  #focused = false;
  /** What takes the focus when the button that had it is gone. */
  #focus = 'button';
  #sendingSince = Infinity;

  override render(): TemplateResult {
    const { source, upload, uploads, id } = this.#about;
    if (source === undefined) return html``;
    const { noPause } = source;
    // A form would not send any more what was taken off the list.
    const keepsDone = source.area?.closest('form') != null;
    const forAll = (): readonly Action[] => (id === undefined ? actionsForAll(uploads, { noPause, keepsDone }) : []);
    const actions = upload !== undefined ? actionsFor(upload, { noPause }) : forAll();
    if (this.#asking && upload !== undefined) {
      const { id: each, name } = upload;
      const answers = { keep: (event?: Event) => this.#keep(event), cancel: () => source.uploader.cancel(each) };
      return cancelQuestion(name, source.wording, answers);
    }
    return html`<div class="controls">${actions.map((action) => this.#button(action, source, upload))}</div>`;
  }

  #button(action: Action, { wording }: Source, upload: UploadState | undefined): TemplateResult {
    const anyway = action === 'retry' && upload !== undefined && isDoubted(upload);
    const word = wording.say(
      anyway ? 'send-anyway' : upload === undefined ? wordForAll(action as ForAll) : (action as Single),
    );
    const named = upload === undefined ? word : wording.say('of', { action: word, name: upload.name });
    const wordy =
      action === 'retry' ||
      action === 'start' ||
      action === 'continue' ||
      upload === undefined ||
      (action === 'resume' && upload.phase === 'waiting');
    return html`<button
      part="control"
      type="button"
      class=${wordy ? 'soft' : 'icon'}
      aria-label=${named}
      title=${wordy ? nothing : named}
      data-action=${action}
      @click=${() => this.#act(action)}
    >
      ${(anyway ? uploadIcon : ICONS[action])(wordy ? 16 : 20)}${wordy ? html`<bdi>${word}</bdi>` : nothing}
    </button>`;
  }

  #keep(event?: Event): void {
    // A dialog around stays open.
    event?.preventDefault();
    event?.stopPropagation();
    this.#asking = false;
    this.#focus = '[data-action=cancel]';
    this.requestUpdate();
  }

  #act(action: Action): void {
    const { source, id, upload } = this.#about;
    const uploader = source?.uploader;
    if (action === 'cancel' && upload !== undefined && this.#isMuch(upload)) {
      this.#asking = true;
      this.#focus = 'button';
      this.requestUpdate();
    } else if (action === 'continue') {
      uploader?.start(id);
      // The click is what both the permission prompt and the file chooser want.
      if (upload !== undefined && (upload.inherited === 'bare' || waitsFor(upload, 'file-needed'))) source?.browse?.();
    } else if (action === 'clear') {
      // Its own button goes too.
      source?.area?.focus();
      for (const each of this.#about.uploads) if (isDone(each)) uploader?.removeUpload(each.id);
    } else if (action === 'pause' || action === 'cancel') uploader?.[action](id);
    else if (action !== 'remove') pass(uploader, action, id);
    else if (id !== undefined) uploader?.removeUpload(id);
  }

  #isMuch({ sent }: UploadState): boolean {
    return sent > MUCH.bytes || performance.now() - this.#sendingSince > MUCH.ms;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { upload } = this.#about;
    if (upload === undefined || !isUnsafe(upload)) this.#asking = false;
    if (upload?.phase === 'uploading') this.#sendingSince = Math.min(this.#sendingSince, performance.now());
    this.#focused = this.shadowRoot?.activeElement != null;
  }

  /** The button that had the focus may be gone: what is left takes it, so that the keyboard is not thrown to the top. */
  protected override updated(_changed: PropertyValues): void {
    // A row gives it more room then.
    this.toggleAttribute('data-asking', this.#asking);
    this.toggleAttribute('data-worded', this.renderRoot.querySelector('.soft:not(.ask *)') !== null);
    if (!this.#focused || this.shadowRoot?.activeElement != null) return;
    this.shadowRoot?.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = 'button';
  }
}

type Single = Exclude<Action, 'clear'>;
const wordForAll = (action: ForAll) => (action === 'clear' ? 'clear-done' : (`${action}-all` as const));

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-controls': VodUploadControlsElement;
  }
}
