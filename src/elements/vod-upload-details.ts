import { html, LitElement, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './property.js';
import type { UploadError } from '../engine/error.js';
import { faultsOf, tagsOf } from '../engine/metadata-faults.js';
import { lengthOf } from '../engine/names.js';
import type { MetadataInput } from '../engine/settings.js';
import type { UploadState } from '../engine/state.js';
import type { Source } from './contexts.js';
import { coverOf } from './cover-choice.js';
import { isDescribable } from './describable.js';
import { coverField } from './details-cover.js';
import { draftFaults, draftOf, FIELDS, refusal, type Draft, type Faults, type Field } from './details-draft.js';
import { categoryField, descriptionField, tagsField, titleField, type FieldFacts } from './details-fields.js';
import { detailsStyles } from './details-styles.js';
import { GateController } from './gate-controller.js';
import { alertIcon, chevronIcon } from './icons.js';
import { lineBreaks } from './line-breaks.js';
import { startByKey } from './start-key.js';
import { buttons, tokens } from './tokens.js';
import { UploadController } from './upload-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/**
 * @summary A form for what VOD is told of a file: title, description, tags, a category where the page lists some, a cover.
 * Checked as one types; empty once VOD has been told. `<vod-uploader details>` has one in each row.
 * @tag vod-upload-details
 * @csspart toggle - Opens and shuts the form.
 * @csspart fields - The form.
 * @csspart field - Each field with its label.
 * @csspart input - What is written into.
 * @csspart count - How many characters or tags there are.
 * @csspart tags - The tags and the field for another one.
 * @csspart tag - Each tag.
 * @csspart cover - The button that opens the cover picker, whose parts are parts of the form then.
 * @csspart fault - What is wrong with a field.
 */
export class VodUploadDetailsElement extends LitElement {
  static override styles: CSSResult[] = [tokens, buttons, detailsStyles, lineBreaks];

  /** Id of a `<vod-uploader>` elsewhere on the page. */
  @property({ attribute: 'for' }) htmlFor?: string;
  /** An uploader of the page's own, instead of one around. */
  @property({ attribute: false }) uploader?: UploaderHandle;
  /** Which upload; without one that of the row around it. */
  @property({ attribute: 'upload-id' }) uploadId?: string;
  /** One of several: shut until it is asked for, or something is wrong. */
  @property({ type: Boolean }) compact = false;

  readonly #about = new UploadController(this);
  /** What the person wants; undefined until then. */
  #open: boolean | undefined;
  /** What stands behind the last comma of the tags. VOD is told of it all the same. */
  #pending = '';
  /** The service's word on a field: known, and answered by writing into it. */
  #refusal: { readonly error: UploadError; mended: boolean } | undefined;
  #wantsCover = false;

  constructor() {
    super();
    new GateController(this, this.#about, (takesFocus) => this.#allows(takesFocus));
  }

  protected override willUpdate(changed: PropertyValues): void {
    // A form that somebody writes into is not shut because another file was added.
    if (changed.has('compact') && this.shadowRoot?.activeElement?.closest('.fields')) this.#open ??= true;
    const error = refusal(this.#about.upload);
    if (error === this.#refusal?.error) return;
    this.#refusal = error && { error, mended: false };
    this.#open = error === undefined ? this.#open : true;
  }

  override render(): TemplateResult {
    const { source, upload } = this.#about;
    if (source === undefined || upload === undefined || !isDescribable(upload)) return html``;
    const { wording } = source;
    const draft = draftOf(upload);
    const faults = this.#faults(source, upload);
    const open = this.#open ?? !this.compact;
    const wrong = Object.keys(faults).length > 0;
    return html`<button
        type="button"
        class="toggle"
        part="toggle"
        aria-expanded=${open ? 'true' : 'false'}
        aria-controls="fields"
        @click=${() => this.#show(!open)}
      >
        ${chevronIcon(16)}<bdi>${wording.say('details')}</bdi><span class="unseen"> ${upload.name}</span>
        ${open ? nothing : html`<span class="brief"><bdi>${[draft.title, ...draft.tags].join(' · ')}</bdi></span>`}
        ${open || !wrong ? nothing : html`<span class="alert">${alertIcon(16)}</span>`}
      </button>
      <div
        id="fields"
        class="fields"
        part="fields"
        role="group"
        aria-label=${wording.say('details-of', { name: upload.name })}
        ?hidden=${!open}
        @keydown=${(event: KeyboardEvent) => startByKey(event, this.#about)}
      >
        ${open ? this.#fields(source, draft, faults) : nothing}
      </div>`;
  }

  #fields({ wording, uploader, details = [] }: Source, draft: Draft, faults: Faults): TemplateResult {
    const { limits } = uploader;
    const { title, description, cateId } = draft;
    const isLast = draft.tags.at(-1) === this.#pending.trim();
    const [tags, pending] = isLast ? [draft.tags.slice(0, -1), this.#pending] : [draft.tags, ''];
    const facts = (field: Field, count?: FieldFacts['count']): FieldFacts => ({
      field,
      wording,
      fault: faults[field],
      ...(count && { count }),
    });
    const wrote = (field: 'title' | 'description', text: string): void => this.#write(field, { [field]: text });
    return html`${titleField(facts('title', [lengthOf(title.trim()), limits.title]), title, wrote)}
    ${descriptionField(facts('description', [lengthOf(description.trim()), limits.description]), description, wrote)}
    ${tagsField({
      ...facts('tags', [draft.tags.length, limits.tags]),
      hint: wording.say('tags-hint'),
      tags,
      pending,
      isWrong: (tag, at) => at >= limits.tags || faultsOf({ tags: [tag] }, limits).tags !== undefined,
      wrote: (all, rest) => {
        this.#pending = rest;
        this.#write('tags', { tags: [...new Set(tagsOf(all)), ...tagsOf([rest])] });
      },
    })}
    ${
      details.length === 0
        ? nothing
        : categoryField(facts('cateId'), cateId, details, (id) => this.#write('cateId', { cateId: id }))
    }
    ${coverField({ ...this.#cover, wording, htmlFor: this.htmlFor, uploader: this.uploader })}`;
  }

  get #cover() {
    const { id: uploadId, upload } = this.#about;
    const open = this.#wantsCover || (upload !== undefined && coverOf(upload) !== undefined);
    return { uploadId, open, show: () => void this.#chooseCover() };
  }

  async #chooseCover(): Promise<void> {
    this.#wantsCover = true;
    this.requestUpdate();
    await this.updateComplete;
    // The button that had the focus is gone.
    const picker = this.shadowRoot?.querySelector('vod-cover-picker');
    await picker?.updateComplete;
    picker?.focus();
  }

  #faults({ uploader }: Source, upload: UploadState): Faults {
    const { error, mended = true } = this.#refusal ?? {};
    return { ...(!mended && error && { [error.detail.field!]: error }), ...draftFaults(upload, uploader.limits) };
  }

  /** At once to the uploader: whatever draws this upload next, draws what was written. */
  #write(field: Field, metadata: MetadataInput): void {
    const { source, upload } = this.#about;
    if (upload === undefined || !isDescribable(upload)) return;
    try {
      source?.uploader.describe(upload.id, metadata);
      if (this.#refusal?.error.detail.field === field) this.#refusal.mended = true;
    } catch (thrown) {
      // VOD was told meanwhile: the field shows again what it was told.
      if (!(thrown instanceof TypeError)) throw thrown;
    }
    this.requestUpdate();
  }

  #show(open: boolean): void {
    this.#open = open;
    this.requestUpdate();
  }

  /** What the service has refused may be right by now, whoever mended it; what the upload itself would refuse is not. */
  #allows(takesFocus: boolean): boolean {
    const { source, upload } = this.#about;
    if (source === undefined || upload === undefined || !isDescribable(upload)) return true;
    const faults = draftFaults(upload, source.uploader.limits);
    const wrong = FIELDS.find((field) => faults[field] !== undefined);
    if (wrong === undefined) return true;
    this.#show(true);
    if (takesFocus) void this.updateComplete.then(() => this.shadowRoot?.getElementById(wrong)?.focus());
    return false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-upload-details': VodUploadDetailsElement;
  }
}
