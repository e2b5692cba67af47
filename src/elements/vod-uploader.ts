import { ContextProvider } from '@lit/context';
import { LitElement, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Settings } from '../engine/settings.js';
import type { UploadState } from '../engine/state.js';
import type { Rejection, UploaderState } from '../engine/uploader.js';
import { limitOf, type Attributes } from './attributes.js';
import { sourceContext, sourceOf } from './contexts.js';
import { firstButton } from './focus.js';
import { Herald } from './herald.js';
import { replaceFiles, takeFiles, type Taken } from './intake.js';
import { layoutStyles, panel } from './layout.js';
import { PasteController } from './paste-controller.js';
import { StateController } from './state-controller.js';
import type { Text } from './text.js';
import { tokens } from './tokens.js';
import type { CreateUploader, HeadersSource, MetadataSource, UploaderHandle } from './uploader-factory.js';
import { UploaderController } from './uploader-controller.js';
import { localeFor, Wording } from './wording.js';

const written = (value: string | null): string | undefined => value ?? undefined;

/**
 * @summary Uploads video and audio from the page straight to ApsaraVideo VOD. Complete by itself; pieces inside replace
 * its layout.
 * @tag vod-uploader
 * @slot - Pieces (`<vod-upload-drop>`, `<vod-upload-list>` …) in a layout of your own.
 * @fires {CustomEvent} file-add - Cancelable: before a file is added.
 * @fires {CustomEvent} file-reject - A file was not taken.
 * @fires {CustomEvent} upload-created - The VideoId is known.
 * @fires {CustomEvent} upload-start - The first byte is about to leave.
 * @fires {CustomEvent} upload-progress - At most ten times a second.
 * @fires {CustomEvent} upload-waiting - `detail.upload.reason` says for what.
 * @fires {CustomEvent} upload-paused - A person or the page paused it.
 * @fires {CustomEvent} upload-resumed - It goes on after a pause or a wait.
 * @fires {CustomEvent} upload-success - The bytes are safe in OSS.
 * @fires {CustomEvent} upload-ready - VOD has finished with it.
 * @fires {CustomEvent} upload-error - `detail.upload.error` says why.
 * @fires {CustomEvent} upload-cancel - It was canceled.
 * @fires {Event} change - The value has changed.
 * @fires {Event} input - The value has changed.
 * @csspart panel - The default layout.
 * @csspart summary - The line over many uploads.
 * @cssstate empty - No upload in the list.
 * @cssstate busy - Bytes are under way or waiting.
 * @cssstate failed - At least one upload has failed.
 * @cssstate disabled - Takes no files.
 */
export class VodUploaderElement extends LitElement implements Attributes {
  static readonly formAssociated = true;
  /** Makes the uploader; set by whoever registers the element. */
  static createUploader: CreateUploader | undefined;
  static override styles: CSSResult[] = [tokens, layoutStyles];

  /** Base URL of the page's backend. */
  @property() endpoint?: string;
  @property({ attribute: 'create-url' }) createUrl?: string;
  @property({ attribute: 'refresh-url' }) refreshUrl?: string;
  @property({ attribute: 'details-url' }) detailsUrl?: string;
  @property({ attribute: 'infos-url' }) infosUrl?: string;
  /** Plain async functions instead of an endpoint: `{ createUploadVideo, refreshUploadVideo, … }`. */
  @property({ attribute: false }) backend?: unknown;
  /** For requests to the backend: an object, or a function that is asked each time. */
  @property({ attribute: false }) headers?: HeadersSource;
  @property({ type: Boolean, attribute: 'with-credentials' }) withCredentials = false;
  @property() store?: unknown;
  @property() region?: string;
  @property({ type: Boolean }) cname = false;
  @property({ reflect: true, useDefault: true }) name = '';
  @property({ type: Boolean, reflect: true }) required = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  @property() accept = '';
  @property({ type: Boolean, reflect: true }) multiple = false;
  @property({ type: Number, attribute: 'max-files' }) maxFiles?: number;
  @property({ converter: written, attribute: 'max-file-size' }) maxFileSize?: string | number;
  @property({ converter: written, attribute: 'min-file-size' }) minFileSize?: string | number;
  /** Waits for `start()` or its button. */
  @property({ type: Boolean }) manual = false;
  /** Refuses a file by returning a sentence for the person. */
  @property({ attribute: false }) validate?: Settings['validate'];
  @property({ attribute: 'video-title' }) videoTitle?: string;
  @property() description?: string;
  @property() tags?: string | readonly string[];
  @property({ type: Number, attribute: 'cate-id' }) cateId?: number;
  @property({ attribute: 'template-group-id' }) templateGroupId?: string;
  @property({ attribute: 'workflow-id' }) workflowId?: string;
  @property({ attribute: 'storage-location' }) storageLocation?: string;
  @property({ attribute: 'app-id' }) appId?: string;
  @property({ attribute: 'reference-id' }) referenceId?: string;
  @property({ attribute: 'cover-url' }) coverUrl?: string;
  @property() extend?: unknown;
  /** What VOD is told about a file; wins over the attributes. */
  @property({ attribute: false }) metadata?: MetadataSource;
  @property({ type: Number, attribute: 'max-concurrent-uploads' }) maxConcurrentUploads?: number;
  @property({ converter: written, attribute: 'max-connections' }) maxConnections?: string | number;
  @property({ converter: written, attribute: 'part-size' }) partSize?: string | number;
  @property({ type: Boolean, attribute: 'no-transcode' }) noTranscode = false;
  @property({ type: Boolean, attribute: 'no-drop' }) noDrop = false;
  @property({ type: Boolean, attribute: 'no-paste' }) noPaste = false;
  @property({ type: Boolean, attribute: 'no-pause' }) noPause = false;
  @property() locale?: string;
  /** Words of your own for single texts. */
  @property({ attribute: false }) text?: Partial<Text>;
  /** An uploader of the page's own; it goes on when this element is taken out, and keeps its own settings. */
  @property({ attribute: false }) uploader?: UploaderHandle;

  readonly #internals = this.attachInternals();
  #words = new Wording('en');
  #rejections: readonly Rejection[] = [];
  #inDisabledFieldset = false;
  readonly #herald: Herald = new Herald(this, this.#internals, () => this.#words);
  readonly #uploader: UploaderController = new UploaderController(this, this.#herald.seen);
  readonly #source = new ContextProvider<typeof sourceContext>(this, { context: sourceContext });

  constructor() {
    super();
    // Redraws this element when uploads come, go and change phase; the rows look after themselves.
    new StateController(this, () => this.#uploader.current, phasesOf);
    new PasteController(this, () => (this.noPaste ? undefined : this.#source.value));
  }

  /** The uploads in the list. Frozen; a new list on each change. */
  get uploads(): readonly UploadState[] {
    return this.#uploader.current?.state.uploads ?? [];
  }

  /** VideoIds of what is safely uploaded, separated by commas. */
  get value(): string {
    return this.#herald.value;
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Adds files as if a person had chosen them. Throws a `TypeError` where there is no uploader to add them to. */
  addFiles(files: Iterable<File>): Taken {
    const uploader = this.#uploader.sync();
    if (uploader === undefined) throw new TypeError('<vod-uploader> needs vod-uploader/define, or an .uploader');
    const taken = this.uploader ? takeFiles(this, uploader, files) : replaceFiles(this, uploader, files, limitOf(this));
    this.#rejections = taken.rejected;
    this.#herald.rejected(taken.rejected);
    this.requestUpdate();
    return taken;
  }

  /** Opens the file chooser; browsers want a click or a key press behind it. */
  browse(): void {
    this.shadowRoot?.querySelector('input')?.click();
  }

  /** Starts what waits for it: the upload with this id, or all; likewise the next four. */
  start(id?: string): void {
    this.#uploader.sync()?.start(id);
  }

  pause(id?: string): void {
    this.#uploader.current?.pause(id);
  }

  resume(id?: string): void {
    this.#uploader.current?.resume(id);
  }

  retry(id?: string): void {
    this.#uploader.sync()?.retry(id);
  }

  cancel(id?: string): void {
    this.#uploader.current?.cancel(id);
  }

  /** Takes an upload off the list; what VOD has of it stays there. */
  removeUpload(id: string): void {
    this.#uploader.current?.removeUpload(id);
  }

  /** Empties the list. */
  clear(): void {
    this.#uploader.current?.clear();
    this.#rejections = [];
    this.requestUpdate();
  }

  override focus(options?: FocusOptions): void {
    (firstButton(this.shadowRoot) ?? firstButton(this))?.focus(options);
  }

  formDisabledCallback(disabled: boolean): void {
    this.#inDisabledFieldset = disabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.clear();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const locale = localeFor(this, this.locale);
    if (locale !== this.#words.locale || changed.has('text')) this.#words = new Wording(locale, this.text);
    // Controllers have their turn only after this.
    const uploader = this.#uploader.sync();
    const rejections = this.#rejections;
    const disabled = this.disabled || this.#inDisabledFieldset;
    const dismiss = (gone: Rejection) => {
      this.#rejections = this.#rejections.filter((rejection) => rejection !== gone);
      this.requestUpdate();
    };
    this.#source.setValue(
      uploader && sourceOf(this, { uploader, wording: this.#words, disabled, rejections, dismiss }),
    );
  }

  override render(): TemplateResult {
    return panel(this, this.#source.value, this.#herald.announcer);
  }

  protected override updated(_changed: PropertyValues): void {
    this.#herald.settle(this.#source.value?.disabled ?? true);
  }
}

const phasesOf = ({ uploads }: UploaderState): string => uploads.map(({ id, phase }) => `${id} ${phase}`).join();

declare global {
  interface HTMLElementTagNameMap {
    'vod-uploader': VodUploaderElement;
  }
}
