import type { ObjectStore, OpenStore } from '../engine/ports.js';

/** A store whose code comes with the first call. */
export const lateStore =
  (load: () => Promise<OpenStore>): OpenStore =>
  (credentials) => {
    let opened: ObjectStore | undefined;
    const store = async () => {
      const open = await load();
      return (opened ??= open(credentials));
    };
    return {
      open: async (...args) => (await store()).open(...args),
      put: async (...args) => (await store()).put(...args),
      list: async (...args) => (await store()).list(...args),
      seal: async (...args) => (await store()).seal(...args),
      look: async (...args) => (await store()).look(...args),
      discard: async (...args) => (await store()).discard(...args),
      write: async (...args) => (await store()).write(...args),
    };
  };
