import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorCode } from '../../src/engine/error.js';
import { LANGUAGES } from '../../src/elements/languages.js';
import { counted, files, languages, placeholdersOf, source, sourceOf, stemOf, wrong } from './languages.js';

/** The forms of a language that are for one number alone. */
function plainForms(tag: string): ReadonlySet<string> {
  const rules = new Intl.PluralRules(tag);
  const forms = [...Array(201).keys(), 1_000_000].map((number) => rules.select(number));
  return new Set(forms.filter((form) => forms.indexOf(form) === forms.lastIndexOf(form)));
}

/** The same word in both languages. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: ['list', 'field.tags', 'details', 'definition.od'],
  es: [],
  fr: ['field.description', 'versions.other'],
  pt: ['field.tags'],
};
/** Nothing in it is to be translated. */
const WORDLESS = ['said.failed', 'of', 'amount', 'cover.of', 'of-most'];

describe.each(languages)('$tag', ({ tag, words }) => {
  it('has every text, in the forms of numbers that the language has, and no other', () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
    const single = Object.keys(source).filter((key) => stemOf(key) === undefined);
    const forms = counted.flatMap((stem) => pluralCategories.map((form) => `${stem}.${form}`));
    expect(Object.keys(words).sort()).toEqual([...single, ...forms].sort());
  });

  it('has a text of its own for every error', () => {
    const codes = Object.keys(ERRORS) as ErrorCode[];
    expect(codes.filter((code) => words[`error.${code}`] === source[`error.${code}`])).toEqual([]);
    expect(new Set(codes.map((code) => words[`error.${code}`])).size).toBe(codes.length);
  });

  it('has hardly a text that is the English one', () => {
    const same = Object.keys(words).filter((key) => words[key] === sourceOf(key));
    expect(same.filter((key) => !WORDLESS.includes(key)).sort()).toEqual([...(SAME[tag] ?? [])].sort());
  });

  it('keeps each placeholder and adds none', () => {
    const plain = plainForms(tag);
    const off = Object.entries(words).filter(([key, text]) => {
      const needed = placeholdersOf(sourceOf(key));
      // Such a form may say its number in a word.
      const isPlain = stemOf(key) !== undefined && plain.has(key.split('.').at(-1) ?? '');
      const found = placeholdersOf(text).join();
      return found !== needed.join() && !(isPlain && found === needed.filter((each) => each !== '{count}').join());
    });
    expect(off).toEqual([]);
  });
});

describe('all languages', () => {
  it('are those that a page can have, each in a file of its own', () => {
    expect(
      Object.keys(LANGUAGES)
        .map((tag) => tag.toLowerCase())
        .sort(),
    ).toEqual(files.toSorted());
  });

  it('end a sentence where English does', () => {
    const endOf = (text: string): string => {
      const [end = ''] = /[.。।?？؟!！…]$/.exec(text.trimEnd()) ?? [];
      return '。।'.includes(end) && end !== '' ? '.' : '？؟'.includes(end) && end !== '' ? '?' : end;
    };
    expect(wrong((text, key) => endOf(text) !== endOf(sourceOf(key)))).toEqual([]);
  });

  it('have no English left in them', () => {
    const ENGLISH = /\b(the|this|that|your|you|and|choose|files|again|cannot|were|is|it|does|please)\b/i;
    expect(wrong((text) => ENGLISH.test(text.replace(/\{[^}]*\}/g, '')))).toEqual([]);
  });

  it('are written in their own letters', () => {
    const LETTERS: Readonly<Record<string, RegExp>> = {
      ar: /\p{Script=Arabic}/u,
      hi: /\p{Script=Devanagari}/u,
      ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
      ko: /\p{Script=Hangul}/u,
      ru: /\p{Script=Cyrillic}/u,
      'zh-Hans': /\p{Script=Han}/u,
      'zh-Hant': /\p{Script=Han}/u,
    };
    const NUMERO = 'other-category';
    expect(
      wrong((text, key, tag) => !WORDLESS.includes(key) && key !== NUMERO && LETTERS[tag]?.test(text) === false),
    ).toEqual([]);
  });

  it('use their own quotes, in pairs, and never typewriter ones', () => {
    const QUOTES: Readonly<Record<string, string>> = {
      ar: '«»',
      de: '„“',
      es: '“”',
      fr: '«»',
      hi: '“”',
      ja: '「」',
      ko: '‘’',
      pt: '“”',
      ru: '«»',
      'zh-Hans': '“”',
      'zh-Hant': '「」',
    };
    expect(
      wrong((text, _key, tag) => {
        const quotes = (tag === 'fr' ? text.replaceAll('’', '') : text).match(/["'`´«»„“”‘’‚‹›「」『』]/g) ?? [];
        const pair = QUOTES[tag] ?? '';
        return quotes.length % 2 > 0 || quotes.some((quote, at) => quote !== pair[at % 2]);
      }),
    ).toEqual([]);
  });

  it('have no space too many, and in French the narrow ones', () => {
    expect(wrong((text) => text !== text.trim() || /\s{2}|\s[。、，।؟،]|\s[.,](?!\w|\{)/.test(text))).toEqual([]);
    expect(
      wrong(
        (text, _key, tag) =>
          tag === 'fr' && /« |[^\s\u00a0\u202f][:;?!»](?!\/\/)| [:;?!»]/.test(text.replace(/\{[^}]*\}/g, 'x')),
      ),
    ).toEqual([]);
    expect(wrong((text, _key, tag) => /^(ja|zh)/.test(tag) && /[。，、！？：；]\s/.test(text))).toEqual([]);
  });

  it('keep what is technical as it is', () => {
    const TECHNICAL = /https?:\/\/|\.m\w+|\b(?:[A-Z]{3,}\d*|MP\d|ETag|H\.264|WebM|\d{2,})\b/g;
    const lost = (text: string, key: string): boolean =>
      (sourceOf(key).match(TECHNICAL) ?? []).some((each) => !text.includes(each));
    expect(wrong(lost)).toEqual([]);
  });

  it('say the word of the Retry button where English does, and nowhere else', () => {
    const STEMS: Readonly<Record<string, RegExp>> = {
      ar: /محاولة/,
      de: /erneut\b/i,
      es: /reint/i,
      fr: /réessay/i,
      hi: /फिर आज़माएँ/,
      ja: /再試行/,
      ko: /다시 시도/,
      pt: /\btent[ae]r?\b.* novamente/i,
      ru: /повтор/i,
      'zh-Hans': /重试/,
      'zh-Hant': /重試/,
    };
    // Of what tries again by itself many languages say the same word.
    expect(
      wrong(
        (text, key, tag) => !key.startsWith('reason.') && STEMS[tag]?.test(text) !== /\bretry\b/i.test(sourceOf(key)),
      ),
    ).toEqual([]);
  });

  it('begin no sentence with a name: its letters would turn the whole of it round', () => {
    // What has a full stop. Announcements are heard, not seen.
    const BEGINS = /^["“‘«„「『\s]*\{(name|other|tag|words)\}.*[.。।]/;
    const isTurned = (text: string, key: string) => !key.startsWith('said.') && BEGINS.test(text);
    expect(wrong(isTurned)).toEqual([]);
    expect(Object.entries(source).filter(([key, text]) => isTurned(text, key))).toEqual([]);
  });

  it('name a button as it is called', () => {
    const NAMED: Readonly<Record<string, string>> = {
      'reason.sign-in': 'resume',
      'reason.permission': 'continue',
      'urls-late': 'urls-import',
    };
    for (const { tag, words } of languages) {
      for (const [key, name] of Object.entries(NAMED)) expect(words[key], `${tag} ${key}`).toContain(words[name]);
    }
  });

  it('name a button after what can be read on it, and then the file', () => {
    expect(wrong((text, key) => key === 'of' && !(text.includes('{action}') && text.includes('{name}')))).toEqual([]);
  });
});
