import { attributeOf } from './property.js';
import { tellDeveloper } from './tell-developer.js';

const told = new WeakMap<object, Map<string, unknown>>();

/**
 * What is written in a property of this name, or `fallback` where nothing is. So too for what makes no sense: a mistake in one
 * attribute must not cost the page its element. Its console is told, once for each value.
 */
export function read<K extends string, W, T, F>(
  element: { readonly [P in K]?: W | undefined },
  name: K,
  parse: (written: W) => T,
  fallback: F,
): T | F {
  const written = element[name];
  if (written === undefined || written === '') return fallback;
  try {
    return parse(written);
  } catch (error) {
    const values = told.get(element) ?? new Map<string, unknown>();
    if (values.get(name) !== written) {
      told.set(element, values.set(name, written));
      const instead = fallback === undefined || fallback === Infinity ? 'none' : `"${String(fallback)}"`;
      tellDeveloper(
        `${attributeOf(name)}="${String(written)}" makes no sense: ${(error as TypeError).message}. Using ${instead} instead.`,
      );
    }
    return fallback;
  }
}

/** As it was written; undefined where it was not. */
export const written = (value: string | null): string | undefined => value ?? undefined;

/** A number where it is one; else the word, so that the console can be told what was written. */
export const counted = (value: string | null): string | number | undefined =>
  value === null || value.trim() === '' || Number.isNaN(Number(value)) ? written(value) : Number(value);
