import { late } from '../engine/late.js';
import type { CheckpointStore, ImportRecords } from '../engine/ports.js';
import { hasCheckpoints } from './checkpoint-probe.js';

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
export function createLazyStorage(now: () => number): LazyStorage {
  let opened: Stores | undefined;
  const stores = async () => (opened ??= (await load()).createIdbStores(now));
  // Few bytes: this is loaded with every page.
  const lazy = <Name extends keyof Stores>(name: Name) =>
    ({
      save: async (...what: Parameters<Stores[Name]['save']>) =>
        ((await stores())[name].save as (...all: unknown[]) => Promise<void>)(...what),
      drop: async (id: string) => (await stores())[name].drop(id),
      list: async (scope: string) => ((await hasCheckpoints()) ? (await stores())[name].list(scope) : []),
    }) as Stores[Name];
  return { load, checkpoints: lazy('checkpoints'), imports: lazy('imports') };
}
