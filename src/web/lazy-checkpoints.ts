import { late } from '../engine/late.js';
import type { CheckpointStore } from '../engine/ports.js';
import { hasCheckpoints } from './checkpoint-probe.js';

const load = late(() => import('./idb-checkpoints.js'), import.meta.url);

interface LazyCheckpoints extends CheckpointStore {
  /** Brings that code ahead of time; nothing is opened. */
  load(): Promise<unknown>;
}

/** Checkpoints in IndexedDB, whose code comes when there is something to read or to write. Rejects where it cannot. */
export function createLazyCheckpoints(now: () => number): LazyCheckpoints {
  let opened: CheckpointStore | undefined;
  const store = async () => {
    const { createIdbCheckpoints } = await load();
    return (opened ??= createIdbCheckpoints(now));
  };
  return {
    load,
    save: async (...what) => (await store()).save(...what),
    drop: async (id) => (await store()).drop(id),
    list: async (scope) => ((await hasCheckpoints()) ? (await store()).list(scope) : []),
  };
}
