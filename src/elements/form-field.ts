import { isUnsafe, type UploadState } from '../engine/state.js';
import { isSealed } from './describe.js';
import type { Wording } from './wording.js';

/** VideoIds of the media whose bytes are safe, in the order of the list. */
export const videoIdsOf = (uploads: readonly UploadState[]): readonly string[] =>
  uploads.flatMap((upload) =>
    upload.videoId !== undefined && upload.phase !== 'failed' && isSealed(upload) ? [upload.videoId] : [],
  );

export interface FieldFacts {
  readonly uploads: readonly UploadState[];
  readonly name: string;
  readonly required: boolean;
  readonly wording: Wording;
}

/** What a form sees of the element: a value, or several under one name, and whether it may be sent yet. */
export class FormField {
  #value = '';
  #sent: string | undefined;
  #fault: readonly [flags: ValidityStateFlags, message: string] | undefined;

  constructor(
    private readonly internals: ElementInternals,
    /** Where a browser points when it reports. */
    private readonly anchor: () => HTMLElement | undefined,
  ) {}

  /** The VideoIds, separated by commas as the API writes lists. */
  get value(): string {
    return this.#value;
  }

  /** Returns whether the value has changed. */
  update({ uploads, name, required, wording }: FieldFacts): boolean {
    const ids = videoIdsOf(uploads);
    const value = ids.join(',');
    const changed = value !== this.#value;
    this.#value = value;
    if (`${name} ${value}` !== this.#sent) {
      this.#sent = `${name} ${value}`;
      const data = new FormData();
      if (name !== '') for (const id of ids) data.append(name, id);
      this.internals.setFormValue(ids.length === 0 ? null : data);
    }
    const present = uploads.filter(({ phase }) => phase !== 'canceled');
    if (present.some(({ phase }) => phase === 'failed'))
      this.#fault = [{ customError: true }, wording.say('need-mending')];
    else if (present.some(isUnsafe)) this.#fault = [{ customError: true }, wording.say('need-finish')];
    else if (required && value === '') this.#fault = [{ valueMissing: true }, wording.say('need-file')];
    else this.#fault = undefined;
    this.point();
    return changed;
  }

  /** Says what is wrong, pointing at what is there now: pieces draw themselves after the element around them. */
  point(): void {
    if (this.#fault === undefined) this.internals.setValidity({});
    else this.internals.setValidity(...this.#fault, this.anchor());
  }
}
