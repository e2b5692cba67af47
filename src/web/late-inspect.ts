import type { Inspect } from '../engine/inspection.js';
import { late } from '../engine/late.js';

const load = late(() => import('./inspect.js'), import.meta.url);

/** Looks at a file before it is sent, with code that comes when the first is about to be. */
export const inspect: Inspect = async (file, options) => (await load()).inspect(file, options);

/** Loads that code, and what reads the most usual files. */
export const preloadInspect = async (): Promise<unknown> => (await load()).preloadInspect();
