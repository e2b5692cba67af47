import { readdirSync } from 'node:fs';
import { LANGUAGES } from '../../src/elements/languages.js';
import { english } from '../../src/words/text.js';

export interface Language {
  readonly tag: string;
  readonly words: Readonly<Record<string, string>>;
}

/** As they come to a page. */
export const languages: readonly Language[] = await Promise.all(
  Object.entries(LANGUAGES).map(async ([tag, load]) => ({ tag, words: (await load()).words })),
);

/** What lies in the folder, whether anybody loads it or not. */
export const files: readonly string[] = readdirSync('src/words')
  .filter((name) => name.endsWith('.ts') && name !== 'text.ts')
  .map((name) => name.replace(/\.ts$/, ''));

export const source: Readonly<Record<string, string>> = english;

const FORM = /\.(zero|one|two|few|many|other)$/;

/** Texts that are said of a number, without the form. */
export const counted: readonly string[] = Object.keys(source)
  .filter((key) => key.endsWith('.one'))
  .map((key) => key.replace(FORM, ''));

/** `rejected` of `rejected.few`; undefined of a text that is not said of a number. */
export function stemOf(key: string): string | undefined {
  const stem = key.replace(FORM, '');
  return stem !== key && counted.includes(stem) ? stem : undefined;
}

/** The English text that this one is a translation of: of a form of a number, the one for many. */
export function sourceOf(key: string): string {
  const stem = stemOf(key);
  const text = source[stem === undefined ? key : `${stem}.other`];
  if (text === undefined) throw new Error(`There is no English text for ${key}`);
  return text;
}

export const placeholdersOf = (text: string): readonly string[] => text.match(/\{[^{}]*\}/g)?.sort() ?? [];

/** `tag key: text` of every text that is wrong. */
export const wrong = (isWrong: (text: string, key: string, tag: string) => boolean): readonly string[] =>
  languages.flatMap(({ tag, words }) =>
    Object.entries(words)
      .filter(([key, text]) => isWrong(text, key, tag))
      .map(([key, text]) => `${tag} ${key}: ${text}`),
  );
