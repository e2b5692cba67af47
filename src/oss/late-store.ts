import { lateCalls } from '../engine/late-calls.js';
import type { ObjectStore, OpenStore } from '../engine/ports.js';

/** A store whose code comes with the first call. */
export const lateStore =
  (load: () => Promise<OpenStore>): OpenStore =>
  (credentials) => {
    let opened: ObjectStore | undefined;
    return lateCalls(async () => {
      const open = await load();
      return (opened ??= open(credentials));
    });
  };
