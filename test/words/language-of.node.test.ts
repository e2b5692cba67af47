import { describe, expect, it } from 'vitest';
import { languageOf, LANGUAGES } from '../../src/elements/languages.js';
import { Wording } from '../../src/elements/wording.js';

describe('the language of a locale', () => {
  it.each([
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-MO', 'zh-Hant'],
    ['zh-Hant', 'zh-Hant'],
    ['pt', 'pt'],
    ['pt-BR', 'pt'],
    ['pt-PT', 'pt'],
    ['de-CH', 'de'],
    ['es-419', 'es'],
    ['fr-CA', 'fr'],
    ['ar-EG', 'ar'],
    ['hi-Latn', 'hi'],
    ['ja-JP-u-ca-japanese', 'ja'],
    ['ko-KR', 'ko'],
    ['ru-UA', 'ru'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['DE', 'de'],
  ])('%s is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });

  it.each(['it', 'tlh', 'yue', 'und', 'und-CN', 'english'])('%s is none of ours', (locale) => {
    expect(languageOf(locale)).toBeUndefined();
  });

  it('is looked for among all that there are, and English', () => {
    expect(Object.keys(LANGUAGES)).toHaveLength(11);
    for (const tag of Object.keys(LANGUAGES)) expect(languageOf(tag)).toBe(tag);
  });
});

describe('a wording', () => {
  it('is marked with its locale where we have its language, or the page has words in it; else as English', () => {
    expect(new Wording('de-CH').lang).toBe('de-CH');
    expect(new Wording('it').lang).toBe('en');
    expect(new Wording('it', { retry: 'Riprova' }).lang).toBe('it');
  });

  it('counts by the language that its words are in', () => {
    const forms = { 'rejected.one': 'one', 'rejected.few': 'few', 'rejected.many': 'many', 'rejected.other': 'other' };
    const count = (wording: Wording, ...numbers: number[]) => numbers.map((n) => wording.count('rejected', n));
    expect(count(new Wording('ru', forms), 1, 3, 5, 1.5)).toEqual(['one', 'few', 'many', 'other']);
    expect(count(new Wording('th', forms), 1, 3)).toEqual(['other', 'other']);
    // The page has words in another language than its numbers are: ours are English.
    expect(new Wording('th', { 'rejected.one': 'one' }).count('rejected', 1)).toBe('one');
  });

  it('keeps a name that runs the other way from turning the sentence', () => {
    const say = (locale: string, name: string) => new Wording(locale, { retry: '{name}!' }).say('retry', { name });
    expect(say('en', 'a.mp4')).toBe('a.mp4!');
    expect(say('en', 'ملف.mp4')).toBe('\u2068ملف.mp4\u2069!');
    expect(say('ar', 'a.mp4')).toBe('\u2068a.mp4\u2069!');
  });
});
