import { createIdbCheckpoints } from './idb-checkpoints.js';
import { createIdbImports } from './idb-imports.js';
import { openRecords } from './idb-records.js';

/** Both in one database, so that one look tells whether there is anything. */
export function open(now: () => number) {
  const atOnce = openRecords();
  return { checkpoints: createIdbCheckpoints(now, atOnce), imports: createIdbImports(atOnce, now) };
}
