import type { Call } from './call.js';

/** A list as the documents' own samples show it: JSON, or nearly so, in the one string of an array. */
export function quirkyList({ world, service }: Call, list: readonly string[]): readonly string[] {
  if (!world.settings.quirks || list.length === 0) return list;
  return service === 'ice' ? [`[${list.map((each) => `'${each}'`).join(', ')}]`] : [JSON.stringify(list)];
}
