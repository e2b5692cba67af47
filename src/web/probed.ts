import type { CheckpointStore, ImportRecords } from '../engine/ports.js';
import { hasCheckpoints } from './checkpoint-probe.js';

/** The same storage, whose code is not needed to find out that there is nothing. */
export const probed = <Store extends CheckpointStore | ImportRecords>({ save, drop, list }: Store): Store =>
  ({ save, drop, list: async (scope: string) => ((await hasCheckpoints()) ? list(scope) : []) }) as Store;

/** Another tab can keep a browser from answering: whoever reads then is told so. */
const PATIENCE_MS = 10_000;

/** Whether anything is stored; true also where the browser does not say so in time. */
export const hasStored = (): Promise<boolean> =>
  new Promise((resolve) => {
    const tooLong = setTimeout(resolve, PATIENCE_MS, true);
    void hasCheckpoints().then((found) => {
      clearTimeout(tooLong);
      resolve(found);
    });
  });
