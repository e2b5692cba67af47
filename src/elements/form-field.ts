import { isUnsafe, PERSONAL, type UploadState, type WaitReason } from '../engine/state.js';
import { isSealed } from './condition.js';
import type { TextKey } from '../words/text.js';
import type { Wording } from './wording.js';

/** Its bytes are safe, and the form sends its VideoId. */
const videoIdOf = (upload: UploadState | undefined): string | undefined =>
  upload?.videoId !== undefined && upload.phase !== 'failed' && isSealed(upload) ? upload.videoId : undefined;

/** The form has to wait for it. */
const holdsBack = (upload: UploadState): boolean => upload.phase === 'failed' || isUnsafe(upload);

const reasonOf = (upload: UploadState | undefined): WaitReason | undefined =>
  upload?.phase === 'waiting' ? upload.reason : undefined;

interface FieldFacts {
  readonly uploads: readonly UploadState[];
  readonly name: string;
  readonly required: boolean;
  readonly wording: Wording;
}

/** What keeps the form back, and what a person can do about it; what waits for a person comes first. */
function unfinished(uploads: readonly UploadState[]): [upload: UploadState, text: TextKey] | undefined {
  let asking: [UploadState, TextKey] | undefined;
  let open: [UploadState, TextKey] | undefined;
  for (const upload of uploads) {
    if (upload.phase === 'failed') return [upload, 'need-mending'];
    if (asking !== undefined) continue;
    if (upload.phase === 'paused') asking = [upload, 'need-resume'];
    else if (upload.phase === 'validated') asking = [upload, 'need-start'];
    else if (isUnsafe(upload)) {
      if (upload.phase === 'waiting' && PERSONAL.includes(upload.reason)) asking = [upload, `reason.${upload.reason}`];
      open ??= [upload, 'need-finish'];
    }
  }
  return asking ?? open;
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

  /**
   * Whether to update at once. Bytes that move change nothing; one more upload that has to be waited for changes at most
   * the words, and those can wait until all of a thousand have changed and are drawn.
   */
  concerns(after: UploadState, before: UploadState | undefined): boolean {
    if (videoIdOf(after) !== videoIdOf(before) || reasonOf(after) !== reasonOf(before)) return true;
    return after.phase !== before?.phase && (this.#fault === undefined || !holdsBack(after));
  }

  /** Returns whether the value has changed. */
  update({ uploads, name, required, wording }: FieldFacts): boolean {
    const ids = uploads.map(videoIdOf).filter((id) => id !== undefined);
    const value = ids.join(',');
    const changed = value !== this.#value;
    this.#value = value;
    if (`${name} ${value}` !== this.#sent) {
      this.#sent = `${name} ${value}`;
      const data = new FormData();
      if (name !== '') for (const id of ids) data.append(name, id);
      this.internals.setFormValue(ids.length === 0 ? null : data);
    }
    const [culprit, text] = unfinished(uploads) ?? [];
    this.#culprit = culprit?.id;
    if (text !== undefined) this.#judge([{ customError: true }, wording.say(text) || wording.say('need-finish')]);
    else if (required && value === '') this.#judge([{ valueMissing: true }, wording.say('need-file')]);
    else this.#judge(undefined);
    return changed;
  }

  /** Points at what is there now: pieces draw themselves after the element around them. */
  point(): void {
    if (this.#fault !== undefined) this.internals.setValidity(...this.#fault, this.anchor(this.#culprit));
  }

  /** Where to point is looked for when a browser is about to report: in a list of a thousand that takes a while. */
  #judge(fault: readonly [flags: ValidityStateFlags, message: string] | undefined): void {
    if (fault?.[1] === this.#fault?.[1]) return;
    this.#fault = fault;
    if (fault === undefined) this.internals.setValidity({});
    else this.internals.setValidity(...fault);
  }
}
