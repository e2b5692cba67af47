import type { UploadState } from '../engine/state.js';
import { isSealed } from './condition.js';
import { pieces } from './late-pieces.js';
import type { Wording } from './wording.js';

/** What a form may send of it: its bytes are safe, or VOD fetches them by itself and needs no page for that. */
const videoIdOf = (upload: UploadState | undefined): string | undefined =>
  upload &&
  !['failed', 'canceled'].includes(upload.phase) &&
  (isSealed(upload) || upload.importing?.jobId !== undefined)
    ? upload.videoId
    : undefined;

/** The form has to wait for it. */
const holdsBack = (upload: UploadState): boolean => upload.phase !== 'canceled' && videoIdOf(upload) === undefined;

interface FieldFacts {
  readonly uploads: readonly UploadState[];
  readonly name: string;
  readonly required: boolean;
  /** One file at a time: an upload stands in for what was there before it. */
  readonly isSingle: boolean;
  readonly wording: Wording;
}

/** What a form sees of the element: a value, or several under one name, and whether it may be sent yet. */
export class FormField {
  #value = '';
  /** VideoIds of which there is no upload: the page wrote them, or the browser has restored them. */
  #kept: readonly string[] = [];
  /** What the page says against it; '' for nothing. */
  objection = '';
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

  /** Has these, also where there is no upload of one; returns the uploads with another VideoId. */
  keep(value: string, uploads: readonly UploadState[]): readonly UploadState[] {
    const wanted = value.split(',').flatMap((id) => id.trim() || []);
    const there = uploads.filter((upload) => videoIdOf(upload) !== undefined);
    this.#kept = wanted.filter((id) => there.every(({ videoId }) => videoId !== id));
    return there.filter(({ videoId }) => !wanted.includes(videoId!));
  }

  /**
   * Whether to update at once. Bytes that move change nothing; one more upload that has to be waited for, or another
   * reason to wait, changes the words, and those are looked for when somebody asks or all of a thousand are drawn.
   */
  concerns(after: UploadState, before: UploadState | undefined): boolean {
    if (videoIdOf(after) !== videoIdOf(before)) return true;
    return holdsBack(after) ? this.#fault === undefined : before !== undefined && holdsBack(before);
  }

  /** Returns whether the value has changed. */
  update({ uploads, name, required, isSingle, wording }: FieldFacts): boolean {
    const kept = isSingle && uploads.some(({ phase }) => phase !== 'canceled') ? [] : this.#kept;
    const ids = [...new Set([...kept, ...uploads.flatMap((upload) => videoIdOf(upload) ?? [])])];
    const value = ids.join();
    const changed = value !== this.#value;
    this.#value = value;
    if (`${name} ${value}` !== this.#sent) {
      this.#sent = `${name} ${value}`;
      const data = new FormData();
      if (name !== '') for (const id of ids) data.append(name, id);
      // The browser gives the other one back when the person comes back to the page.
      this.internals.setFormValue(ids.length === 0 ? null : data, value || this.#kept.join());
    }
    const isHeld = uploads.some(holdsBack);
    const isMissing = required && value === '';
    const [culprit, why] = (isHeld && pieces.here?.hindrance(uploads)) || [undefined, 'need-finish' as const];
    this.#culprit = culprit?.id;
    const own = isHeld ? wording.say(why) : isMissing ? wording.say('need-file') : '';
    this.#judge(
      { badInput: isHeld, valueMissing: isMissing && !isHeld, customError: this.objection !== '' },
      [this.objection, own].filter(Boolean).join(' '),
    );
    return changed;
  }

  /** Points at what is there now: pieces draw themselves after the element around them. */
  point(): void {
    if (this.#fault === undefined) return;
    this.internals.setValidity(...this.#fault, this.anchor(this.#culprit));
    // No style sheet has `:user-invalid` of an element like this. A page that only asks paints nothing red.
    if (navigator.userActivation?.isActive ?? true) this.internals.states.add('user-invalid');
  }

  /** Where to point is looked for when a browser is about to report: in a list of a thousand that takes a while. */
  #judge(flags: ValidityStateFlags, message: string): void {
    if (message === (this.#fault?.[1] ?? '')) return;
    this.#fault = message === '' ? undefined : [flags, message];
    if (this.#fault !== undefined) return this.internals.setValidity(...this.#fault);
    this.internals.setValidity({});
    this.internals.states.delete('user-invalid');
  }
}
