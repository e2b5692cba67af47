import type { Ports } from '../engine/ports.js';

/** Of all tabs of this origin. */
export const locked = async (): Promise<ReadonlySet<string>> => {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => name ?? []));
};

/** For a page that keeps nothing: its uploads are nobody else's. */
export const ALONE: Pick<Ports, 'lock' | 'locked'> = {
  lock: () => Promise.resolve(() => undefined),
  locked: () => Promise.resolve(new Set()),
};
