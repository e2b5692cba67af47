import { englishDrop } from './en/drop.js';
import { englishMore } from './en/more.js';
import { englishRows } from './en/rows.js';

/** Every word that people read, in English: the list of all there are. */
export const english = { ...englishRows, ...englishMore, ...englishDrop } as const;

export type TextKey = keyof typeof english;

/** Texts that are said of a number, by what stands before the form: `rejected` of `rejected.one` and `rejected.other`. */
export type Counted = { [Key in TextKey]: Key extends `${infer Stem}.one` ? Stem : never }[TextKey];

/** Languages have from one to six forms of them; `Intl.PluralRules` knows which. */
export type CountedForm = `${Counted}.${Intl.LDMLPluralRule}`;

/** All texts of one language, with the forms of numbers that it has. */
export type Text = Readonly<Record<TextKey, string> & Partial<Record<CountedForm, string>>>;

/** A translation: as much, but not the English forms of numbers. */
export type Translation = Readonly<
  Record<Exclude<TextKey, `${Counted}.one`>, string> & Partial<Record<CountedForm, string>>
>;
