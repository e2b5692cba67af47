import { late, type Late } from '../engine/late.js';
import type { Translation } from '../words/text.js';

export interface Words {
  readonly words: Translation;
}
const language = (load: () => Promise<Words>): Late<Words> => late(load, import.meta.url);

/** Languages by their tags, each loaded when there is an element in it. English comes with the pieces that say it. */
export const LANGUAGES: Readonly<Record<string, Late<Words>>> = {
  ar: language(() => import('../words/ar.js')),
  de: language(() => import('../words/de.js')),
  es: language(() => import('../words/es.js')),
  fr: language(() => import('../words/fr.js')),
  hi: language(() => import('../words/hi.js')),
  ja: language(() => import('../words/ja.js')),
  ko: language(() => import('../words/ko.js')),
  pt: language(() => import('../words/pt.js')),
  ru: language(() => import('../words/ru.js')),
  'zh-Hans': language(() => import('../words/zh-hans.js')),
  'zh-Hant': language(() => import('../words/zh-hant.js')),
};

/** Which of our languages a locale is in: `zh-Hant` for `zh-TW`; undefined where it is in none of them. */
export function languageOf(locale: string): string | undefined {
  const { language, script } = new Intl.Locale(locale).maximize();
  const tag = language === 'zh' ? `${language}-${script}` : language;
  // Undetermined is not what most people speak.
  return !locale.startsWith('und') && (tag === 'en' || Object.hasOwn(LANGUAGES, tag)) ? tag : undefined;
}
