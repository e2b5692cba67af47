import { englishMore } from './text-more.js';
import { englishRows } from './text-rows.js';

/** Every word that people read, in English. */
export const english = { ...englishRows, ...englishMore } as const;

export type TextKey = keyof typeof english;

/** All texts of one language. */
export type Text = Readonly<Record<TextKey, string>>;
