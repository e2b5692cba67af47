import type { CSSResult, PropertyValues, TemplateResult } from 'lit';
import type { DiagnoseOptions, Diagnosis } from '../engine/diagnosis.js';
import type { MetadataInput } from '../engine/settings.js';
import type { UploadState } from '../engine/state.js';
import type { AddUrlOptions, Rejection } from '../engine/uploader.js';
import { limitOf } from './attributes.js';
import { CareController } from './care-controller.js';
import { ContextProvider } from './context.js';
import { sourceContext, sourceOf, type Source } from './contexts.js';
import { DropGuard } from './drop-guard.js';
import { detailOf, type UploadDetail } from './events.js';
import { chooseFiles } from './file-picker.js';
import { firstButton } from './focus.js';
import { FormControl } from './form-control.js';
import { IntentController } from './intent-controller.js';
import { replaceFiles, takeFiles, tellRejected, type Taken, type TakenUrls } from './intake.js';
import { layoutStyles, panel } from './layout.js';
import { bringExtras, bringMore, pieces } from './late-pieces.js';
import { LeaveController } from './leave-controller.js';
import { outside } from './outside.js';
import { PasteController } from './paste-controller.js';
import { ResumeController } from './resume-controller.js';
import { summaryStyles } from './summary-styles.js';
import { tokens } from './tokens.js';
import { UploaderController } from './uploader-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * @summary Uploads video and audio from the page straight to ApsaraVideo VOD. Complete by itself; pieces inside replace
 * its layout.
 * @tag vod-uploader
 * @slot - Pieces (`<vod-upload-drop>`, `<vod-upload-list>` …) in a layout of your own.
 * @fires {CustomEvent} resumable-found - An earlier page left uploads unfinished; `preventDefault()` keeps them out.
 * @fires {CustomEvent} file-add - Cancelable: before a file is added.
 * @fires {CustomEvent} file-reject - A file was not taken.
 * @fires {CustomEvent} upload-created - The VideoId is known.
 * @fires {CustomEvent} upload-start - The first byte is about to leave.
 * @fires {CustomEvent} upload-progress - At most ten times a second.
 * @fires {CustomEvent} upload-waiting - `detail.upload.reason` says for what.
 * @fires {CustomEvent} upload-paused - A person or the page paused it, or the page was left and came back.
 * @fires {CustomEvent} upload-resumed - It goes on after a pause or a wait.
 * @fires {CustomEvent} upload-success - The bytes are safe in OSS.
 * @fires {CustomEvent} upload-ready - VOD has finished with it.
 * @fires {CustomEvent} upload-error - `detail.upload.error` says why.
 * @fires {CustomEvent} upload-cancel - It was canceled.
 * @fires {Event} change - The value has changed.
 * @fires {Event} input - The value has changed.
 * @csspart panel - The default layout.
 * @csspart summary - The line over many uploads; in the layout `button` what stands beside that.
 * @cssprop --vod-text - Words.
 * @cssprop --vod-surface - Behind rows and buttons.
 * @cssprop --vod-muted - Words of less weight.
 * @cssprop --vod-border - Lines around rows and buttons.
 * @cssprop --vod-zone - Behind the drop zone.
 * @cssprop --vod-track - What is not done yet in a bar.
 * @cssprop --vod-accent - Bars and the button that matters most.
 * @cssprop --vod-on-accent - Words on it.
 * @cssprop --vod-success - Ready.
 * @cssprop --vod-warning - Waiting.
 * @cssprop --vod-danger - Failed.
 * @cssprop --vod-focus - Ring around what has the focus; the accent unless said.
 * @cssprop --vod-radius - Corners of rows and zone; 14px.
 * @cssprop --vod-radius-small - Corners of buttons and pictures; 0.65 of the other.
 * @cssprop --vod-gap - Between rows; 12px.
 * @cssprop --vod-pad - Inside rows; 16px.
 * @cssprop --vod-control - Size of a button; 36px.
 * @cssprop --vod-bar - Height of a bar; 6px.
 * @cssprop --vod-duration - Of transitions; 160ms, none where people want less motion.
 * @cssprop --vod-font - Font family; the system's.
 * @cssprop --vod-font-size - Font size; 0.9375rem.
 * @cssstate empty - No upload in the list.
 * @cssstate busy - Bytes are under way or waiting.
 * @cssstate failed - At least one upload has failed.
 * @cssstate disabled - Takes no files.
 * @cssstate user-invalid - A person has tried to send the form, and it keeps that back.
 * @cssstate wordless - For a second at most: the words of its language are on their way, and nothing is shown.
 */
export class VodUploaderElement extends FormControl {
  static override styles: CSSResult[] = [tokens, summaryStyles, layoutStyles];

  #rejections: readonly Rejection[] = [];
  #leftOut = 0;
  #hadFocus = false;
  readonly #uploader: UploaderController = new UploaderController(this, this.herald.seen);
  readonly #source = new ContextProvider<Source | undefined>(this, sourceContext, undefined);

  constructor() {
    super();
    new IntentController(this, () => this.#uploader.current);
    new PasteController(this, () => (this.noPaste ? undefined : this.#source.value));
    new DropGuard(
      this,
      () => !this.noDrop,
      () => (this.pageDrop && !this.noDrop ? this.#source.value : undefined),
    );
    new CareController(this);
    new LeaveController(this, () => this.#uploader.current);
    new ResumeController(this, () => (this.uploader ? undefined : this.#uploader.current));
  }

  /** The uploads in the list. Frozen; a new list on each change. */
  get uploads(): readonly UploadState[] {
    return this.#uploader.current?.state.uploads ?? [];
  }

  /** Adds files as if a person had chosen them. Throws a `TypeError` where there is no uploader to add them to. */
  addFiles(files: Iterable<File>): Taken {
    const uploader = this.#needed();
    return this.#took(
      this.uploader ? takeFiles(this, uploader, files) : replaceFiles(this, uploader, files, limitOf(this)),
    );
  }

  /**
   * Has VOD fetch files by itself: rows of the same list. Rejects where the code for it cannot be loaded, and with a
   * `TypeError` where there is no uploader to add them to.
   */
  async addUrls(urls: Iterable<string>, options: AddUrlOptions = {}): Promise<TakenUrls> {
    const taken = await this.#needed().addUrls(urls, options);
    tellRejected(this, taken.rejected);
    return this.#took(taken);
  }

  /**
   * What VOD shall be told of an upload, field by field, over attributes and `metadata`. Throws a `TypeError` once VOD was
   * told.
   */
  describe(id: string, metadata: MetadataInput): void {
    this.#uploader.current?.describe(id, metadata);
  }

  /** Opens the file chooser; browsers want a click or a key press behind it. */
  browse(): void {
    const input = this.shadowRoot?.querySelector('input');
    if (input) chooseFiles(input, (files) => this.addFiles(files));
  }

  /** Starts what waits for it: the upload with this id, or all; likewise the four below. */
  start(id?: string): void {
    this.#uploader.sync()?.start(id);
  }

  /** Stops sending until `resume()`; what has arrived is kept. */
  pause(id?: string): void {
    this.#uploader.current?.pause(id);
  }

  /** Goes on after a pause, or at once after a wait. */
  resume(id?: string): void {
    this.#uploader.current?.resume(id);
  }

  /** Tries again what has failed. */
  retry(id?: string): void {
    this.#uploader.sync()?.retry(id);
  }

  /** Gives up and forgets what was sent, without asking. */
  cancel(id?: string): void {
    this.#uploader.current?.cancel(id);
  }

  /** Takes an upload off the list; what VOD has of it stays there. */
  removeUpload(id: string): void {
    this.#uploader.current?.removeUpload(id);
    this.herald.hush();
  }

  /** What earlier pages left unfinished and is not in the list. */
  async listResumable(): Promise<readonly UploadDetail[]> {
    return ((await this.#uploader.sync()?.listResumable()) ?? []).map(detailOf);
  }

  /** Throws unfinished uploads of earlier pages away, in the bucket too: the one with this id, or all. */
  async discardResumable(id?: string): Promise<void> {
    await this.#uploader.sync()?.discardResumable(id);
  }

  /** Looks at page, backend, ticket and bucket, and says what to mend; its `text`, without secrets, is for bug reports. */
  async diagnose(options: DiagnoseOptions = {}): Promise<Diagnosis> {
    const uploader = this.#needed();
    if (!outside.diagnose) throw new TypeError('<vod-uploader> needs vod-uploader/define');
    return outside.diagnose(uploader, options);
  }

  /** Empties the list. */
  clear(): void {
    this.#uploader.current?.clear();
    this.herald.hush();
    this.#dismiss();
  }

  /** Moves the focus to its first button. */
  override focus(options?: FocusOptions): void {
    (firstButton(this.shadowRoot) ?? firstButton(this))?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    if (this.uploads.length + this.#rejections.length + this.#leftOut > 0) {
      if (!pieces.isHere) pieces.with(this.#draw);
      if (this.details) bringMore();
      if (this.layout === 'button') bringExtras();
    }
    const wording = this.language.sync();
    // Controllers have their turn only after this.
    const uploader = this.#uploader.sync();
    const own = {
      wording,
      disabled: this.isDisabled,
      rejections: this.#rejections,
      leftOut: this.#leftOut,
      dismiss: this.#dismiss,
      leaveOut: this.#leaveOut,
    };
    this.#source.setValue(uploader && sourceOf(this, { uploader, ...own }, this.#source.value));
  }

  #needed(): UploaderHandle {
    const uploader = this.#uploader.sync();
    if (uploader === undefined) throw new TypeError('<vod-uploader> needs vod-uploader/define, or an .uploader');
    return uploader;
  }

  #took<T extends Taken>(taken: T): T {
    this.#leaveOut(0);
    this.#rejections = taken.rejected;
    this.herald.rejected(taken.rejected);
    this.requestUpdate();
    return taken;
  }

  readonly #draw = (): void => this.requestUpdate();

  readonly #leaveOut = (count: number): void => {
    this.#leftOut = count;
    this.herald.leftOut(count);
    this.requestUpdate();
  };

  readonly #dismiss = (gone?: Rejection): void => {
    if (gone === undefined) this.#leftOut = 0;
    this.#rejections = this.#rejections.filter((rejection) => gone !== undefined && rejection !== gone);
    this.requestUpdate();
  };

  override render(): TemplateResult {
    return panel(this, this.#source.value, this.herald.said);
  }

  protected override updated(_changed: PropertyValues): void {
    // Where there is no room for another file, the button that has chosen one goes.
    if (this.#hadFocus) pieces.with(({ keepFocus }) => void keepFocus(this));
    this.herald.settle(this.#source.value?.disabled ?? true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-uploader': VodUploaderElement;
  }
}
