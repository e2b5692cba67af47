import { firstEnglish } from '../words/en/first.js';
import type { Counted, CountedForm, Text, TextKey } from '../words/text.js';
import { languageOf } from './languages.js';
import { formatBytes, formatNumber } from './numbers.js';

export type Values = Readonly<Record<string, string | number>>;

const known = new Map<string, Partial<Text>>([['en', firstEnglish]]);

/** From now on these are known, to whatever wording was made before too: they come with the pieces that say them. */
export const learn = (more: Partial<Text>, language = 'en'): void =>
  void known.set(language, { ...known.get(language), ...more });

/** The words and the numbers of one language. Frozen. */
export class Wording {
  /** The page's, over ours. */
  readonly own: Partial<Text>;
  /** The words are in this one of our languages, but for those of the page. */
  readonly language: string;
  /** For the attribute `lang` of what is said in it. */
  readonly lang: string;

  /** `overrides` replace single texts; numbers follow `locale`, and words too, where there are any in its language. */
  constructor(
    readonly locale: string,
    overrides: Partial<Text> = {},
  ) {
    const language = languageOf(locale);
    this.own = { ...overrides };
    this.language = language ?? 'en';
    this.lang = language || Object.keys(overrides).length > 0 ? locale : 'en';
    Object.freeze(this);
  }

  /**
   * The text with its placeholders filled: `{name}`, or `{most:bytes}` for a size. One without a value stays out; '' for
   * a text that has yet to come.
   */
  say(key: TextKey | CountedForm, values: Values = {}): string {
    return (this.#find(key) ?? '').replace(/\{(\w+)(:bytes)?\}/g, (_, name: string, bytes?: string) => {
      const value = values[name];
      if (typeof value === 'number') return (bytes ? formatBytes : formatNumber)(value, this.locale);
      return value === undefined ? '' : this.#apart(value);
    });
  }

  /** The form of a text that fits a count: `key.one`, `key.few`, `key.other` … */
  count(key: Counted, count: number, values: Values = {}): string {
    // Words of ours have the forms of the language that they are in.
    const rules = languageOf(this.locale) || this.own[`${key}.other`] ? this.locale : 'en';
    const form: CountedForm = `${key}.${new Intl.PluralRules(rules).select(count)}`;
    return this.say(this.#find(form) === undefined ? `${key}.other` : form, { count, ...values });
  }

  #find(key: TextKey | CountedForm): string | undefined {
    return this.own[key] ?? known.get(this.language)?.[key] ?? known.get('en')?.[key];
  }

  /** A name that runs the other way must not turn the sentence around it. */
  #apart(value: string): string {
    return RIGHT_TO_LEFT.test(`${this.locale} ${value}`) ? `\u2068${value}\u2069` : value;
  }
}

/** Arabic as a language, and whatever is written from right to left. */
const RIGHT_TO_LEFT = /^ar\b|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
