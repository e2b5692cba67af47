import type { Heard } from './talk.js';

/** A header of the answer, or nothing. */
export const headerOf = ({ headers }: Pick<Heard, 'headers'>, name: string): string => headers.get(name)?.trim() ?? '';

/** The words of a header that lists some. */
export const listOf = (header: string): readonly string[] =>
  header
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean);
