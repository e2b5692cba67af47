import { html, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './property.js';
import { isUnsafe, underlying, type UploadState } from '../engine/state.js';
import type { AddUrlOptions, UploaderState } from '../engine/uploader.js';
import { ConnectionAttributes } from './connection-attributes.js';
import type { TakenUrls } from './intake.js';
import { LanguageController } from './language-controller.js';
import { lineBreaks } from './line-breaks.js';
import { counted } from './sense.js';
import { StateController } from './state-controller.js';
import { buttons, tokens } from './tokens.js';
import type { UploaderHandle } from './uploader-factory.js';
import { UrlBox } from './url-box.js';
import { urlForm } from './url-form.js';
import { UrlList } from './url-list.js';
import { ownList } from './url-own-list.js';
import { summaryStyles } from './summary-styles.js';
import { urlStyles } from './url-styles.js';

/**
 * @summary Takes addresses of videos that VOD fetches by itself: one or many, checked line by line. Brings a list of its
 * own, unless it is inside a `<vod-uploader>` or `for` one.
 * @tag vod-url-import
 * @fires {CustomEvent} file-reject - An address was not taken; `detail.upload.error` says why.
 * @fires {CustomEvent} upload-created - The VideoId is known.
 * @fires {CustomEvent} upload-progress - At most ten times a second.
 * @fires {CustomEvent} upload-waiting - `detail.upload.reason` says for what.
 * @fires {CustomEvent} upload-resumed - It goes on after a wait.
 * @fires {CustomEvent} upload-success - VOD has the file.
 * @fires {CustomEvent} upload-ready - VOD has finished with it.
 * @fires {CustomEvent} upload-error - `detail.upload.error` says why.
 * @fires {CustomEvent} upload-cancel - It was taken back before it had begun.
 * @csspart form - All but the list.
 * @csspart label - Over the text field.
 * @csspart urls - The text field for addresses.
 * @csspart hint - What can be pasted.
 * @csspart title - The text field for the title of a single one.
 * @csspart problems - What is wrong, line by line.
 * @csspart problem - One line of it.
 * @csspart button - Import.
 * @csspart summary - The line over many imports.
 * @csspart list - The list.
 * @cssstate empty - No import in the list.
 * @cssstate busy - At least one import is not over.
 * @cssstate failed - At least one import has failed.
 * @cssstate invalid - At least one address cannot be imported.
 * @cssstate disabled - Takes no addresses.
 * @cssstate wordless - For a second at most: the words of its language are on their way, and nothing is shown.
 */
export class VodUrlImportElement extends ConnectionAttributes {
  static override styles: CSSResult[] = [tokens, buttons, summaryStyles, urlStyles, lineBreaks];

  /** Id of a `<vod-uploader>` elsewhere on the page, whose list the imports go to. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one made from the attributes. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /**
   * Who imports: `vod` (the default), or `ims` for Intelligent Media Services. With `for` that element's word counts;
   * likewise of the five below.
   * @type {'vod' | 'ims' | undefined}
   */
  @property() service?: string;
  /** Number of imports in the list at once; any unless said. */
  @property({ converter: counted, attribute: 'max-files' }) maxFiles?: string | number;
  /** What becomes of imports that an earlier page left: they come back, or with `off` nothing is stored. */
  @property({ attribute: 'resume-mode' }) resumeMode?: string;
  /** Whose imports these are, on a computer that several people use, or where a page has several of these elements. */
  @property({ attribute: 'user-key' }) userKey?: string;
  /** The account does not transcode: an import is ready when VOD has the file. */
  @property({ type: Boolean, attribute: 'no-transcode' }) noTranscode = false;
  /** Takes no addresses; imports under way go on. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Format of files whose address has no ending that VOD knows, such as `mp4`. */
  @property({ attribute: 'file-extension' }) fileExtension?: string;
  /** What VOD is told about an import, as an object or by a function of the address. */
  @property({ attribute: false }) metadata?: AddUrlOptions['metadata'];

  readonly #internals = this.attachInternals();
  readonly #list = new UrlList(this);
  readonly #box: UrlBox = new UrlBox(this, () => this.#list.source);
  readonly #state = new StateController(this, () => this.#list.source?.uploader, phasesOf);
  readonly #language: LanguageController = new LanguageController(this, this.#internals);
  #judgedOf = '';
  #hadFocus = false;

  /** The imports in the list, with whatever else is in it. Frozen; a new list on each change. */
  get uploads(): readonly UploadState[] {
    return this.#list.source?.uploader.state.uploads ?? [];
  }

  /** @ignore */
  get isDisabled(): boolean {
    return this.disabled || (!this.#list.isOwn && (this.#list.source?.disabled ?? true));
  }

  /**
   * Imports these, past the text field. What is not taken is shown in the list. Rejects where the code for it cannot be
   * loaded, and with a `TypeError` where there is no list.
   */
  async addUrls(urls: Iterable<string>, options: AddUrlOptions = {}): Promise<TakenUrls> {
    if (this.isConnected) await this.updateComplete;
    const { element } = this.#list;
    if (element === undefined) throw new TypeError('<vod-url-import> has to be in the page, and what it is `for`, too');
    const { metadata, fileExtension } = this;
    const own = { ...(metadata && { metadata }), ...(fileExtension !== undefined && { fileExtension }) };
    return element.addUrls(urls, { ...own, ...options });
  }

  /** Tries again what has failed: the import with this id, or all; each becomes a new media. Likewise the two below. */
  retry(id?: string): void {
    this.#list.source?.uploader.retry(id);
  }

  /** Takes back what has not begun. */
  cancel(id?: string): void {
    this.#list.source?.uploader.cancel(id);
  }

  /** Empties the text field, and the list where it is its own; what VOD has stays there. */
  clear(): void {
    this.#box.clear();
    if (this.#list.isOwn) this.#list.element?.clear();
  }

  /** Moves the focus to the text field. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('textarea')?.focus(options);
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  override render(): TemplateResult {
    const { isOwn, source } = this.#list;
    const own = isOwn || this.text !== undefined || this.locale !== undefined;
    const wording = (own ? undefined : source?.wording) ?? this.#language.sync();
    return html`${urlForm(this.#box, { wording, disabled: this.isDisabled })}${isOwn ? ownList(this) : nothing}`;
  }

  protected override updated(_changed: PropertyValues): void {
    const { uploads } = this;
    const states = {
      empty: uploads.every(({ phase }) => phase === 'canceled'),
      busy: uploads.some(isUnderWay),
      failed: uploads.some(({ phase }) => phase === 'failed'),
      invalid: this.#box.problems.length > 0,
      disabled: this.isDisabled,
    };
    for (const [state, on] of Object.entries(states)) this.#internals.states[on ? 'add' : 'delete'](state);
    // What had the focus went with what it was about: the title of an address that was taken, a fault that was mended.
    if (this.#hadFocus && this.shadowRoot?.activeElement == null) this.focus();
    // A row that went makes room, and its address may come again.
    const listed = this.#state.value;
    if (listed !== this.#judgedOf && this.#box.problems.length > 0) void this.#box.judge();
    this.#judgedOf = listed;
  }
}

const isUnderWay = (upload: UploadState): boolean => isUnsafe(upload) || IN_HAND.includes(underlying(upload));
const IN_HAND: readonly string[] = ['authorized', 'uploaded', 'verified', 'processing'];

const phasesOf = ({ uploads }: UploaderState): string => uploads.map(({ id, phase }) => `${id} ${phase}`).join();

declare global {
  interface HTMLElementTagNameMap {
    'vod-url-import': VodUrlImportElement;
  }
}
