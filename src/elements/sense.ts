import { tellDeveloper } from './tell-developer.js';

const told = new WeakMap<object, Map<string, unknown>>();

/**
 * What `written` means, or `fallback` where nothing is written. So too for what makes no sense: a mistake in one
 * attribute must not cost the page its element. Its console is told, once for each value.
 */
export function read<W, T, F>(
  element: object,
  attribute: string,
  written: W | undefined,
  parse: (written: W) => T,
  fallback: F,
): T | F {
  if (written === undefined || written === '') return fallback;
  try {
    return parse(written);
  } catch (error) {
    const values = told.get(element) ?? new Map<string, unknown>();
    if (values.get(attribute) !== written) {
      told.set(element, values.set(attribute, written));
      const instead = fallback === undefined || fallback === Infinity ? 'none' : `"${String(fallback)}"`;
      const how = error instanceof Error ? error.message : String(error);
      tellDeveloper(`${attribute}="${String(written)}" makes no sense: ${how}. Using ${instead} instead.`);
    }
    return fallback;
  }
}

/** As it was written; undefined where it was not. */
export const written = (value: string | null): string | undefined => value ?? undefined;

/** A number where it is one; else the word, so that the console can be told what was written. */
export const counted = (value: string | null): string | number | undefined =>
  value === null || value.trim() === '' || Number.isNaN(Number(value)) ? written(value) : Number(value);
