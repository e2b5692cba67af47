import type { PropertyValues } from 'lit';
import type { UploadState } from '../engine/state.js';
import { Herald } from './herald.js';
import { LanguageController } from './language-controller.js';
import { property } from './property.js';
import { UploaderAttributes } from './uploader-attributes.js';

/** What `<vod-uploader>` has in common with every control of a form. */
export abstract class FormControl extends UploaderAttributes {
  /** @ignore */
  static readonly formAssociated = true;

  /** VideoIds that are there from the start, separated by commas, such as those of a record that is edited. */
  @property({ attribute: 'value' }) defaultValue?: string;

  protected readonly internals: ElementInternals = this.attachInternals();
  protected readonly language: LanguageController = new LanguageController(this, this.internals);
  protected readonly herald: Herald = new Herald(this, this.internals, () => this.language.sync());
  /** The value is not that of the attribute any more. */
  #isTouched = false;

  constructor() {
    super();
    // Browsers click what a label names, and do no more for an element of this kind.
    this.addEventListener('click', (event) => {
      if (event.composedPath()[0] !== this || this.labels.length === 0) return;
      this.focus();
      // Where there is no room for a file, the layout hides what takes one.
      if (!this.shadowRoot?.querySelector('.panel > [hidden]')) this.browse();
    });
  }

  abstract get uploads(): readonly UploadState[];
  abstract browse(): void;
  abstract clear(): void;
  abstract removeUpload(id: string): void;

  /**
   * VideoIds of what is safely uploaded, separated by commas. What it is set to takes their place, without an event; an
   * upload that has no VideoId to send yet goes on.
   * @type {string}
   */
  @property({ attribute: false })
  get value(): string {
    return this.herald.field.value;
  }
  set value(value: string | null | undefined) {
    // What is written back, as frameworks do, changes nothing.
    if ((value ?? '') === this.value) return;
    this.#isTouched = true;
    for (const { id } of this.#keep(value)) this.removeUpload(id);
    this.herald.hush();
  }

  /** As of every form control. */
  get type(): string {
    return this.localName;
  }

  /** The form around it. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** Each `<label>` for it. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** As of every form control. */
  get validity(): ValidityState {
    return this.herald.form.validity;
  }

  /** What a form says of it now; '' while it is valid. */
  get validationMessage(): string {
    return this.herald.form.validationMessage;
  }

  /** Whether a form asks it: not while it is disabled. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Whether a form may be sent; fires `invalid` where it may not. */
  checkValidity(): boolean {
    return this.herald.form.checkValidity();
  }

  /** The same, and shows the person what is missing. */
  reportValidity(): boolean {
    return this.herald.form.reportValidity();
  }

  /** What the page has against it, said before what the element says itself; '' takes it back. */
  setCustomValidity(message: string): void {
    this.herald.field.objection = message;
    this.herald.hush();
  }

  /** @ignore */
  formDisabledCallback(): void {
    this.requestUpdate();
  }

  /** @ignore */
  formResetCallback(): void {
    this.clear();
    this.internals.states.delete('user-invalid');
    this.#isTouched = false;
    this.#keep(this.defaultValue);
  }

  /** @ignore */
  formStateRestoreCallback(state: unknown): void {
    if (typeof state !== 'string') return;
    this.#isTouched = true;
    this.#keep(state);
  }

  /** By itself, or with the fieldset around it. */
  protected get isDisabled(): boolean {
    // `:disabled` alone may still mean an attribute that the property is about to take away.
    return this.disabled || (this.matches(':disabled') && this.closest('fieldset:disabled') !== null);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('defaultValue') && !this.#isTouched) this.#keep(this.defaultValue);
  }

  /** Returns the uploads that are not meant by it. */
  #keep(value: string | null | undefined): readonly UploadState[] {
    const others = this.herald.field.keep(value ?? '', this.uploads);
    this.herald.hush();
    this.requestUpdate();
    return others;
  }
}
