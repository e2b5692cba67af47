import { late } from '../engine/late.js';
import { lateCalls } from '../engine/late-calls.js';
import type { CheckpointStore, ImportRecords } from '../engine/ports.js';

const load = late(() => import('./idb-stores.js'), import.meta.url);

interface Stores {
  readonly checkpoints: CheckpointStore;
  readonly imports: ImportRecords;
}

interface LazyStorage extends Stores {
  /** Brings that code ahead of time; nothing is opened. */
  load(): Promise<unknown>;
}

/** What outlives the page, in IndexedDB, whose code comes when there is something to read or to write. Rejects where it cannot. */
export function lazyStorage(now: () => number): LazyStorage {
  let opened: Stores | undefined;
  const stores = async () => (opened ??= (await load()).open(now));
  return {
    load,
    checkpoints: lateCalls(async () => (await stores()).checkpoints),
    imports: lateCalls(async () => (await stores()).imports),
  };
}
