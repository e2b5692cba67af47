import type { Wording } from './wording.js';

/** One after another; '' is none. The full stop of Chinese and Japanese brings its own space. */
export const joinSentences = (sentences: readonly string[], { language }: Wording): string =>
  sentences.filter(Boolean).join(/^(ja|zh)/.test(language) ? '' : ' ');
