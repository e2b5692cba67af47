import { isUnsafe, PERSONAL, type UploadState } from '../engine/state.js';
import { isSealed } from './condition.js';
import type { TextKey } from './text.js';
import type { Wording } from './wording.js';

/** VideoIds of the media whose bytes are safe, in the order of the list. */
const videoIdsOf = (uploads: readonly UploadState[]): readonly string[] =>
  uploads.flatMap((upload) =>
    upload.videoId !== undefined && upload.phase !== 'failed' && isSealed(upload) ? [upload.videoId] : [],
  );

interface FieldFacts {
  readonly uploads: readonly UploadState[];
  readonly name: string;
  readonly required: boolean;
  readonly wording: Wording;
}

/** What keeps the form back, and what a person can do about it; what waits for a person comes first. */
function unfinished(uploads: readonly UploadState[]): [upload: UploadState, text: TextKey] | undefined {
  const open = uploads.filter(isUnsafe);
  const failed = uploads.find(({ phase }) => phase === 'failed');
  if (failed !== undefined) return [failed, 'need-mending'];
  for (const upload of open) {
    if (upload.phase === 'paused') return [upload, 'need-resume'];
    if (upload.phase === 'validated') return [upload, 'need-start'];
    if (upload.phase === 'waiting' && PERSONAL.includes(upload.reason)) return [upload, `reason.${upload.reason}`];
  }
  return open[0] && [open[0], 'need-finish'];
}

/** What a form sees of the element: a value, or several under one name, and whether it may be sent yet. */
export class FormField {
  #value = '';
  #sent: string | undefined;
  #culprit: string | undefined;
  #fault: readonly [flags: ValidityStateFlags, message: string] | undefined;

  constructor(
    private readonly internals: ElementInternals,
    /** Where a browser points when it reports: at the upload with this id, if at any. */
    private readonly anchor: (id: string | undefined) => HTMLElement | undefined,
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
    const [culprit, text] = unfinished(present) ?? [];
    this.#culprit = culprit?.id;
    if (text !== undefined) this.#fault = [{ customError: true }, wording.say(text) || wording.say('need-finish')];
    else if (required && value === '') this.#fault = [{ valueMissing: true }, wording.say('need-file')];
    else this.#fault = undefined;
    this.point();
    return changed;
  }

  /** Says what is wrong, pointing at what is there now: pieces draw themselves after the element around them. */
  point(): void {
    if (this.#fault === undefined) this.internals.setValidity({});
    else this.internals.setValidity(...this.#fault, this.anchor(this.#culprit));
  }
}
