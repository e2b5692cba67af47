import type { ReactiveControllerHost } from 'lit';
import { isUnsafe, type UploadState } from '../engine/state.js';
import type { Rejection } from '../engine/uploader.js';
import { announcement, Announcer } from './announcer.js';
import { errorText } from './describe.js';
import { firstButton } from './focus.js';
import { FormField } from './form-field.js';
import { Teller } from './teller.js';
import type { Wording } from './wording.js';

export interface HeraldHost extends ReactiveControllerHost, HTMLElement {
  readonly uploads: readonly UploadState[];
  readonly name: string;
  readonly required: boolean;
}

/** Carries each change to the form, to the screen reader and to the page, in this order. */
export class Herald {
  readonly announcer: Announcer;
  readonly #field: FormField;
  readonly #teller: Teller;

  constructor(
    private readonly host: HeraldHost,
    private readonly internals: ElementInternals,
    private readonly wording: () => Wording,
  ) {
    this.announcer = new Announcer(host);
    this.#teller = new Teller(host);
    this.#field = new FormField(internals, () => firstButton(host.shadowRoot) ?? firstButton(host));
    // Comes before the browser reports.
    host.addEventListener('invalid', () => this.#field.point());
  }

  get value(): string {
    return this.#field.value;
  }

  readonly seen = (after: UploadState, before: UploadState | undefined): void => {
    // The value first: whoever hears of a success may read it.
    const changed = this.#updateField();
    const alone = this.host.uploads.filter(({ phase }) => phase === 'uploading').length <= 1;
    const said = announcement(after, before, this.wording(), alone);
    if (said !== undefined) this.announcer.say(said);
    this.#teller.tell(after, before);
    if (changed) this.#tellChange();
  };

  rejected(rejections: readonly Rejection[]): void {
    const wording = this.wording();
    for (const { name, error } of rejections) {
      this.announcer.say({
        text: wording.say('said.rejected', { name, error: errorText(error, wording) }),
        urgent: true,
      });
    }
  }

  /** After each drawing: what may have changed without an upload having moved, such as a row that was removed. */
  settle(disabled: boolean): void {
    const { uploads } = this.host;
    const states = {
      empty: uploads.every(({ phase }) => phase === 'canceled'),
      busy: uploads.some(isUnsafe),
      failed: uploads.some(({ phase }) => phase === 'failed'),
      disabled,
    };
    for (const [state, on] of Object.entries(states)) this.internals.states[on ? 'add' : 'delete'](state);
    if (this.#updateField()) this.#tellChange();
  }

  #updateField(): boolean {
    const { uploads, name, required } = this.host;
    return this.#field.update({ uploads, name, required, wording: this.wording() });
  }

  #tellChange(): void {
    this.host.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.host.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
