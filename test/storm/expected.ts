import { NEXT } from '../../src/engine/phases.js';
import { DEEDS } from './commands.js';
import { WEATHER } from './weather.js';

/** What a storm must have met to count as one, by the groups of its tally. */
export const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  ...WEATHER,
  command: DEEDS,
  arrow: Object.entries(NEXT).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`)),
};

/** With fewer uploads some of it may not happen. */
export const A_WHOLE_STORM = 2_000;
