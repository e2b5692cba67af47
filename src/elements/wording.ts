import { formatBytes } from './numbers.js';
import { firstEnglish } from './text-first.js';
import type { Text, TextKey } from './text.js';

/** Keys of texts that come as `.one` and `.other`. */
type Counted = { [Key in TextKey]: Key extends `${infer Stem}.one` ? Stem : never }[TextKey];

export type Values = Readonly<Record<string, string | number>>;

let words: Partial<Text> = firstEnglish;

/** From now on these are known, to whatever wording was made before too: they come with the pieces that say them. */
export const learn = (more: Partial<Text>): void => void (words = { ...words, ...more });

/** The words and the numbers of one language. Frozen. */
export class Wording {
  /** The page's, over ours. */
  readonly own: Partial<Text>;

  /** `overrides` replace single texts; numbers follow `locale`. */
  constructor(
    readonly locale: string,
    overrides: Partial<Text> = {},
  ) {
    this.own = { ...overrides };
    Object.freeze(this);
  }

  /**
   * The text with its placeholders filled: `{name}`, or `{most:bytes}` for a size. One without a value stays out; '' for
   * a text that has yet to come.
   */
  say(key: TextKey, values: Values = {}): string {
    const text: string = this.own[key] ?? words[key] ?? '';
    return text.replace(/\{(\w+)(:bytes)?\}/g, (_, name: string, bytes?: string) => {
      const value = values[name];
      if (value === undefined) return '';
      return bytes !== undefined && typeof value === 'number' ? formatBytes(value, this.locale) : String(value);
    });
  }

  /** The form of a text that fits a count: `key.one` or `key.other`. */
  count(key: Counted, count: number, values: Values = {}): string {
    const form = new Intl.PluralRules(this.locale).select(count) === 'one' ? 'one' : 'other';
    return this.say(`${key}.${form}`, { count: new Intl.NumberFormat(this.locale).format(count), ...values });
  }
}

/** Language of the nearest `lang` attribute, through shadow roots; '' where there is none. */
function nearestLang(element: Element): string {
  for (let at: Element | null = element; at !== null;) {
    const holder: Element | null = at.closest('[lang]');
    if (holder !== null) return holder.getAttribute('lang') ?? '';
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return '';
}

/**
 * The locale whose numbers go with our words. The words are English as yet, so another language's units would stand
 * in the middle of English sentences; a page that brings its own words says `locale`.
 */
export function localeFor(element: Element, wish?: string): string {
  const locale = wish || nearestLang(element);
  try {
    const [known] = Intl.getCanonicalLocales(locale || 'en');
    return known !== undefined && (wish || known.startsWith('en')) ? known : 'en';
  } catch {
    return 'en'; // not a language tag: `lang="english"`
  }
}
