import { late } from '../engine/late.js';
import type { CheckpointStore, ImportRecords } from '../engine/ports.js';
import { hasCheckpoints, STORE } from './checkpoint-probe.js';

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
  // In few bytes: this is loaded with every page.
  const lazy = <Name extends keyof Stores>(name: Name) => {
    const call =
      (method: keyof Stores[Name]) =>
      async (...what: unknown[]) =>
        ((await stores())[name][method] as (...all: unknown[]) => unknown)(...what);
    const list = call('list');
    return {
      save: call('save'),
      drop: call('drop'),
      list: async (scope: string) => ((await hasCheckpoints()) ? list(scope) : []),
    } as Stores[Name];
  };
  return { load, checkpoints: lazy(STORE), imports: lazy('imports') };
}
