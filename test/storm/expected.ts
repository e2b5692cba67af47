import { NEXT } from '../../src/engine/phases.js';
import { DEEDS } from './commands.js';
import { WEATHER } from './weather.js';

/** Only what VOD fetches by itself goes there, and nobody imports in a storm. */
const IMPORTS: readonly string[] = ['authorized → processing'];

/** What a storm must have met to count as one, by the groups of its tally. */
export const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  ...WEATHER,
  command: DEEDS,
  outcome: ['finished, identical', 'taken back'],
  arrow: Object.entries(NEXT)
    .flatMap(([from, all]) => all.map((to) => `${from} → ${to}`))
    .filter((arrow) => !IMPORTS.includes(arrow)),
};

/** With fewer uploads some of it may not happen. */
export const A_WHOLE_STORM = 2_000;
