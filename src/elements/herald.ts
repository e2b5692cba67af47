import type { ReactiveControllerHost } from 'lit';
import { isUnsafe, type UploadState } from '../engine/state.js';
import type { Rejection } from '../engine/uploader.js';
import type { Announcement, Announcer } from './announcer.js';
import { limitOf, type Attributes } from './attributes.js';
import { firstButton } from './focus.js';
import { FormField } from './form-field.js';
import { pieces } from './late-pieces.js';
import type { Pieces } from './pieces.js';
import type { Teller } from './teller.js';
import type { Wording } from './wording.js';

interface HeraldHost extends ReactiveControllerHost, HTMLElement, Pick<Attributes, 'multiple' | 'maxFiles'> {
  readonly uploads: readonly UploadState[];
  readonly name: string;
  readonly required: boolean;
}

/** Carries each change to the form, to the screen reader and to the page, in this order. */
export class Herald {
  #announcer: Announcer | undefined;
  readonly field: FormField;
  #teller: Teller | undefined;
  readonly #told = new Set<string>();
  /** The value, and the page has not heard of it. */
  #changed = false;

  constructor(
    private readonly host: HeraldHost,
    private readonly internals: ElementInternals,
    private readonly wording: () => Wording,
  ) {
    this.field = new FormField(internals, (id) =>
      pieces.here ? pieces.here.placeOf(host, id) : firstButton(host.shadowRoot),
    );
    // Comes before the browser reports.
    host.addEventListener('invalid', () => {
      this.#updateField();
      this.field.point();
    });
  }

  /** What the live regions say. */
  get said(): Pick<Announcer, 'polite' | 'urgent'> | undefined {
    return this.#announcer;
  }

  get value(): string {
    return this.field.value;
  }

  /** A form sees at once what the page did itself, and nobody is told of that. */
  hush(): void {
    this.#updateField();
    this.#changed = false;
  }

  /** What a form sees, as of this moment. */
  get form(): ElementInternals {
    this.#updateField();
    return this.internals;
  }

  readonly seen = (after: UploadState, before: UploadState | undefined): void => {
    // The value first: whoever hears of a success may read it.
    if (this.field.concerns(after, before)) this.#updateField();
    // How far it is now is no news any more when the code that tells it has come.
    if (pieces.isHere || after.phase !== before?.phase || after.videoId !== before.videoId)
      pieces.with((there) => this.#tell(there, after, before));
    this.#tellChange();
  };

  rejected(rejections: readonly Rejection[]): void {
    pieces.with((there) => {
      for (const { error } of rejections) there.tellMistake(error);
      this.#say(there, there.refusals(rejections, this.wording()));
    });
  }

  /** A folder had so many others. */
  leftOut(count: number): void {
    if (count > 0) pieces.with((there) => this.#say(there, [{ text: this.wording().count('left-out', count) }]));
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
    // Without a role nothing is named by a label.
    this.internals.role = this.internals.labels.length > 0 ? 'group' : null;
    this.#updateField();
    this.#tellChange();
  }

  #tell(there: Pieces, after: UploadState, before: UploadState | undefined): void {
    this.#say(there, [there.announcement(after, before, this.wording(), () => this.host.uploads)]);
    there.tellTrouble(after, this.#told);
    (this.#teller ??= new there.Teller(this.host)).tell(after, before);
  }

  #say(there: Pieces, announcements: readonly (Announcement | undefined)[]): void {
    for (const said of announcements) if (said) (this.#announcer ??= new there.Announcer(this.host)).say(said);
  }

  #updateField(): void {
    const { uploads, name, required } = this.host;
    const isSingle = limitOf(this.host) === 1;
    if (this.field.update({ uploads, name, required, isSingle, wording: this.wording() })) this.#changed = true;
  }

  #tellChange(): void {
    if (!this.#changed) return;
    this.#changed = false;
    this.host.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.host.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
