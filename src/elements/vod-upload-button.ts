import { css, html, LitElement, nothing, type CSSResult, type TemplateResult } from 'lit';
import { property } from './property.js';
import { chosenFiles } from './chosen-files.js';
import { chooseFiles } from './file-picker.js';
import { IntentController } from './intent-controller.js';
import { SourceController } from './source-controller.js';
import { buttons, tokens } from './tokens.js';
import { uploadIcon } from './upload-icon.js';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * @summary Opens the file chooser.
 * @tag vod-upload-button
 * @slot - Words of your own on the button.
 * @csspart button - The button.
 */
export class VodUploadButtonElement extends LitElement {
  /** @ignore */
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  static override styles: CSSResult[] = [
    tokens,
    buttons,
    css`
      :host {
        display: inline-block;
      }
      button {
        inline-size: 100%;
        min-block-size: calc(var(--_control) + 4px);
        padding-inline: 16px;
      }
    `,
  ];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /** Looks like one choice among others, not like the thing to do. */
  @property({ type: Boolean, reflect: true }) quiet = false;
  /** Words for the button; a slot wins over them. */
  @property() label = '';

  readonly #source = new SourceController(this);

  constructor() {
    super();
    new IntentController(this, () => this.#source.value?.uploader);
  }

  override render(): TemplateResult {
    const source = this.#source.value;
    const key = source?.folder ? 'choose-folder' : source?.multiple ? 'choose-files' : 'choose-video';
    const label = this.label || source?.wording.say(key) || '';
    return html`<button
        part="button"
        type="button"
        class=${this.quiet ? 'soft' : 'solid'}
        ?disabled=${source === undefined || source.disabled}
        @click=${this.#browse}
      >
        ${this.quiet ? nothing : uploadIcon(18)}<slot><bdi>${label}</bdi></slot>
      </button>
      ${source === undefined || source.browse !== undefined ? nothing : this.#input(source.accept, source.multiple)}`;
  }

  #input(accept: string, multiple: boolean): TemplateResult {
    return html`<input
      type="file"
      hidden
      tabindex="-1"
      .accept=${accept}
      ?multiple=${multiple}
      @change=${(event: Event) => this.#source.value?.addFiles(chosenFiles(event))}
    />`;
  }

  #browse(): void {
    const source = this.#source.value;
    const input = this.shadowRoot?.querySelector('input');
    if (source?.browse !== undefined) source.browse();
    else if (input) chooseFiles(input, (files) => source?.addFiles(files));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-button': VodUploadButtonElement;
  }
}
