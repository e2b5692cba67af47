import { html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './property.js';
import { UploadError } from '../engine/error.js';
import type { UploadState } from '../engine/state.js';
import { coverOf, isChoosable, PictureUrl } from './cover-choice.js';
import { FilmController } from './cover-film.js';
import { coverFromFrame, coverFromImage, originText } from './cover-origin.js';
import { choices, chosen, note, type Panel } from './cover-panel.js';
import { coverStyles } from './cover-styles.js';
import { errorText } from './describe.js';
import { chosenFiles } from './chosen-files.js';
import type { Text } from '../words/text.js';
import { buttons, tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';
import { LanguageController } from './language-controller.js';
import { lineBreaks } from './line-breaks.js';
import { Wording } from './wording.js';

/**
 * @summary Picks the picture that stands for a video: a frame of the local file, or an image. Where it is about an upload
 * that has not begun, the cover goes with it.
 * @tag vod-cover-picker
 * @fires {CustomEvent} cover-change - Another cover was chosen, or none; `detail.blob` is it.
 * @csspart stage - The video.
 * @csspart scrubber - The slider below it.
 * @csspart time - Where the slider is.
 * @csspart suggestion - Each suggested frame.
 * @csspart use - The button that takes the frame.
 * @csspart image - The button that chooses an image.
 * @csspart chosen - What was chosen.
 * @csspart preview - Its picture.
 * @csspart remove - The button that takes it back.
 * @csspart note - What cannot be done, and what can.
 * @csspart problem - What is wrong with an image.
 * @cssstate chosen - There is a cover.
 * @cssstate wordless - For a second at most: the words of its language are on their way, and nothing is shown.
 */
export class VodCoverPickerElement extends LitElement {
  /** @ignore */
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  static override styles: CSSResult[] = [tokens, buttons, coverStyles, lineBreaks];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /** Which upload; without one that of the row around it, else the only one in the list that has not begun. */
  @property({ attribute: 'upload-id' }) uploadId?: string;
  /** The video to pick from; that of the upload unless set. What was chosen stays when it is another one. */
  @property({ attribute: false }) file?: Blob;
  /** Lets nothing be chosen. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Language of words and numbers, such as `de` or `zh-TW`; else that of the nearest `lang`. */
  @property() locale?: string;
  /** Words of your own for single texts. */
  @property({ attribute: false }) text?: Partial<Text>;

  readonly #about = new UploadController(this);
  readonly #film = new FilmController(this, () => this.#file);
  readonly #picture = new PictureUrl(this, () => this.cover);
  readonly #internals = this.attachInternals();
  readonly #language: LanguageController = new LanguageController(this, this.#internals);
  #wording = new Wording('en');
  /** Where there is no upload that it goes with. */
  #own: Blob | undefined;
  #taking: AbortController | undefined;
  /** In words, '' while there is none. */
  #problem = '';
  #said = '';

  /** What was chosen: a JPEG, PNG or GIF. */
  get cover(): Blob | undefined {
    const upload = this.#upload;
    return upload === undefined ? this.#own : coverOf(upload);
  }

  /** Takes it back. */
  clear(): void {
    this.#taking?.abort();
    this.#problem = '';
    if (this.cover !== undefined) this.#choose(undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#taking?.abort();
  }

  get #upload(): UploadState | undefined {
    const { id, upload, uploads } = this.#about;
    if (id !== undefined) return upload;
    const choosable = uploads.filter(isChoosable);
    const [only, another] = choosable.length > 0 ? choosable : uploads;
    return another === undefined ? only : undefined;
  }

  get #file(): Blob | undefined {
    const upload = this.#upload;
    if (upload === undefined || !isChoosable(upload)) return upload === undefined ? this.file : undefined;
    return this.file ?? this.#about.source?.uploader.fileOf(upload.id);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { source } = this.#about;
    const isOwn = this.locale !== undefined || this.text !== undefined || source === undefined;
    this.#wording = isOwn ? this.#language.sync() : source.wording;
    if (changed.has('file') || changed.has('uploadId')) this.#problem = '';
  }

  override render(): TemplateResult {
    const { source, id } = this.#about;
    const upload = this.#upload;
    // It is about uploads, and there is none.
    if (upload === undefined && this.file === undefined && (id ?? source) !== undefined) return html``;
    const { cover } = this;
    const panel = this.#panel();
    const isOpen = upload === undefined || isChoosable(upload);
    const fixed = this.#wording.say('cover.sent');
    return html`<div class="picker" role="group" aria-label=${this.#wording.say('cover')}>
      ${isOpen ? choices(panel, this.#film.film) : cover === undefined ? note(panel, 'late') : nothing}
      <p class="problem" part="problem" role="alert">${this.#problem}</p>
      ${cover === undefined ? nothing : chosen(panel, this.#picture.url, isOpen ? originText(cover, this.#wording) : fixed, !isOpen)}
      <span class="unseen" role="status">${this.#said}</span>
    </div>`;
  }

  protected override updated(): void {
    this.#internals.states[this.cover === undefined ? 'delete' : 'add']('chosen');
  }

  #panel(): Panel {
    return {
      wording: this.#wording,
      disabled: this.disabled,
      cover: this.cover,
      scrub: (seconds) => void this.#film.seek(seconds),
      take: (seconds) => void this.#take(() => this.#frame(seconds)),
      browse: () => this.renderRoot.querySelector<HTMLInputElement>('[type=file]')?.click(),
      takeImage: (event) => {
        const [image] = chosenFiles(event);
        if (image !== undefined) void this.#take(() => coverFromImage(image));
      },
      remove: () => void this.#remove(),
    };
  }

  async #frame(seconds: number): Promise<Blob | undefined> {
    if (!(await this.#film.seek(seconds))) return undefined;
    const { film } = this.#film;
    return film.is === 'open' ? coverFromFrame(film.frames, seconds) : undefined;
  }

  /** The newest wish counts. */
  async #take(make: () => Promise<Blob | undefined>): Promise<void> {
    this.#taking?.abort();
    const { signal } = (this.#taking = new AbortController());
    this.#problem = '';
    try {
      const cover = await make();
      if (!signal.aborted && cover) this.#choose(cover);
    } catch (thrown) {
      if (!signal.aborted) this.#problem = errorText(UploadError.from(thrown), this.#wording);
    }
    this.requestUpdate();
  }

  #choose(cover: Blob | undefined): void {
    const upload = this.#upload;
    try {
      if (upload === undefined) this.#own = cover;
      else this.#about.source?.uploader.describe(upload.id, { cover });
    } catch {
      // VOD is being asked at this moment.
      this.#problem = this.#wording.say('cover.late');
      return;
    }
    this.#said =
      cover === undefined
        ? this.#wording.say('cover.removed')
        : `${this.#wording.say('cover.chosen')}: ${originText(cover, this.#wording)}`;
    this.requestUpdate();
    const detail = { blob: cover, ...(upload !== undefined && { id: upload.id }) };
    this.dispatchEvent(new CustomEvent('cover-change', { bubbles: true, composed: true, detail }));
  }

  async #remove(): Promise<void> {
    this.clear();
    await this.updateComplete;
    // The button that had the focus is gone.
    this.renderRoot.querySelector<HTMLElement>('.actions button')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-cover-picker': VodCoverPickerElement;
  }
}
