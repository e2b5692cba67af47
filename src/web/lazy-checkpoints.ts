import type { CheckpointStore } from '../engine/ports.js';
import { hasCheckpoints } from './checkpoint-probe.js';

/** Checkpoints in IndexedDB, whose code comes when there is something to read or to write. Rejects where it cannot. */
export function createLazyCheckpoints(now: () => number): CheckpointStore {
  let loading: Promise<CheckpointStore> | undefined;
  const store = () =>
    (loading ??= import('./idb-checkpoints.js').then(
      ({ createIdbCheckpoints }) => createIdbCheckpoints(now),
      (error: unknown) => {
        // The network may be back at the next step.
        loading = undefined;
        throw error;
      },
    ));
  return {
    save: async (id, checkpoint) => (await store()).save(id, checkpoint),
    drop: async (id) => (await store()).drop(id),
    list: async (scope) => ((await hasCheckpoints()) ? (await store()).list(scope) : []),
  };
}
