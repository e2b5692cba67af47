import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { UploadError } from '../engine/error.js';
import { flatten, type Category } from './category.js';
import { faultText, type Field } from './details-draft.js';
import { alertIcon, closeIcon } from './icons.js';
import type { TextKey } from '../words/text.js';
import type { Wording } from './wording.js';

/** A field, as it is drawn. */
export interface FieldFacts {
  readonly field: Field;
  readonly wording: Wording;
  readonly fault: UploadError | undefined;
  /** How many characters or tags there are, of how many at most. */
  readonly count?: readonly [now: number, most: number];
  readonly hint?: string;
}

const LABELS = {
  title: 'field.title',
  description: 'field.description',
  tags: 'field.tags',
  cateId: 'field.category',
} as const satisfies Record<Field, TextKey>;

/** For `aria-describedby` of the control: what stands around it. */
const describedBy = ({ field, count, hint }: FieldFacts): string =>
  [hint && `${field}-hint`, count && `${field}-count`, `${field}-fault`].filter(Boolean).join(' ');

/** Label, count, control, and what is wrong. */
function drawField(facts: FieldFacts, control: TemplateResult): TemplateResult {
  const { field, wording, fault, count, hint } = facts;
  return html`<div class=${field === 'title' || field === 'description' ? 'field wide' : 'field'} part="field">
    <div class="head">
      <label for=${field}><bdi>${wording.say(LABELS[field])}</bdi></label>
      ${count === undefined ? nothing : drawCount(facts, count)}
    </div>
    ${control} ${hint === undefined ? nothing : html`<p class="hint" id="${field}-hint"><bdi>${hint}</bdi></p>`}
    <p class="fault" part="fault" id="${field}-fault" aria-live="polite">
      ${fault === undefined ? nothing : html`${alertIcon(16)}<bdi>${faultText(fault, wording)}</bdi>`}
    </p>
  </div>`;
}

function drawCount({ field, wording }: FieldFacts, [now, most]: readonly [number, number]): TemplateResult {
  const number = new Intl.NumberFormat(wording.locale);
  const text = wording.say('of-most', { count: number.format(now), most: number.format(most) });
  return html`<span class=${now > most ? 'count over' : 'count'} part="count" id="${field}-count"
    ><bdi>${text}</bdi></span
  >`;
}

/** The attributes that all controls share. */
const invalid = ({ fault }: FieldFacts): 'true' | 'false' => (fault === undefined ? 'false' : 'true');

type Wrote = (field: 'title' | 'description', text: string) => void;

/** One line. */
export const titleField = (facts: FieldFacts, value: string, wrote: Wrote): TemplateResult =>
  drawField(
    facts,
    html`<input
      id="title"
      part="input"
      dir="auto"
      autocomplete="off"
      .value=${live(value)}
      aria-required="true"
      aria-invalid=${invalid(facts)}
      aria-describedby=${describedBy(facts)}
      @input=${(event: Event) => wrote('title', (event.target as HTMLInputElement).value)}
    />`,
  );

/** As many lines as there are. */
export const descriptionField = (facts: FieldFacts, value: string, wrote: Wrote): TemplateResult =>
  drawField(
    facts,
    html`<textarea
      id="description"
      part="input"
      dir="auto"
      rows="2"
      .value=${live(value)}
      aria-invalid=${invalid(facts)}
      aria-describedby=${describedBy(facts)}
      @input=${(event: Event) => wrote('description', (event.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  );

/** One of the page's categories, or none. */
export function categoryField(
  facts: FieldFacts,
  value: number | undefined,
  categories: readonly Category[],
  chose: (id: number | undefined) => void,
): TemplateResult {
  const { wording } = facts;
  const listed = flatten(categories);
  const other = value !== undefined && !listed.some(({ id }) => id === value);
  const option = (id: string, name: string) =>
    html`<option value=${id} dir="auto" .selected=${live(id === String(value ?? ''))}>${name}</option>`;
  return drawField(
    facts,
    html`<select
      id="cateId"
      part="input"
      aria-invalid=${invalid(facts)}
      aria-describedby=${describedBy(facts)}
      @change=${(event: Event) => {
        const { value: chosen } = event.target as HTMLSelectElement;
        chose(chosen === '' ? undefined : Number(chosen));
      }}
    >
      ${option('', wording.say('no-category'))}
      ${other ? option(String(value), wording.say('other-category', { id: value })) : nothing}
      ${listed.map(({ id, name, depth }) => option(String(id), `${'\u2003'.repeat(depth)}${name}`))}
    </select>`,
  );
}

interface TagsFacts extends FieldFacts {
  readonly tags: readonly string[];
  /** What stands behind the last comma. */
  readonly pending: string;
  isWrong(tag: string, at: number): boolean;
  /** All of them, as they are now. */
  wrote(tags: readonly string[], pending: string): void;
}

/** Each tag with a button that takes it out; a comma, Enter or leaving the field ends one, Backspace takes up the last. */
export function tagsField(facts: TagsFacts): TemplateResult {
  const { wording, tags, pending, isWrong, wrote } = facts;
  const end = (): void => wrote([...tags, pending], '');
  const typed = (event: Event): void => {
    const pieces = (event.target as HTMLInputElement).value.split(/[,،，、\n]/);
    wrote([...tags, ...pieces.slice(0, -1)], pieces.at(-1) ?? '');
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && pending.trim() !== '') end();
    else if (event.key === 'Backspace' && pending === '' && tags.length > 0) wrote(tags.slice(0, -1), tags.at(-1)!);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return drawField(
    facts,
    html`<div class="tags" part="tags">
      ${
        tags.length === 0
          ? nothing
          : html`<ul aria-label=${wording.say('field.tags')}>
              ${tags.map(
                (tag, at) =>
                  html`<li class=${isWrong(tag, at) ? 'wrong' : nothing} part="tag">
                    <bdi>${tag}</bdi>${drop(tag, at)}
                  </li>`,
              )}
            </ul>`
      }
      <input
        id="tags"
        part="input"
        dir="auto"
        autocomplete="off"
        enterkeyhint="enter"
        .value=${live(pending)}
        aria-invalid=${invalid(facts)}
        aria-describedby=${describedBy(facts)}
        @input=${typed}
        @keydown=${pressed}
        @blur=${() => pending === '' || end()}
      />
    </div>`,
  );

  function drop(tag: string, at: number): TemplateResult {
    const word = wording.say('remove-tag', { tag });
    const dropped = (event: Event): void => {
      const { parentElement } = (event.currentTarget as HTMLElement).parentElement!;
      wrote(
        tags.filter((_, other) => other !== at),
        pending,
      );
      parentElement?.parentElement?.querySelector('input')?.focus();
    };
    return html`<button type="button" class="icon" title=${word} aria-label=${word} @click=${dropped}>
      ${closeIcon(14)}
    </button>`;
  }
}
