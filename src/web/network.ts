import type { Network } from '../engine/ports.js';

/** What the browser says of the connection; works in pages, workers and (always online) elsewhere. */
export const network: Network = {
  online: () => globalThis.navigator?.onLine !== false,
  whenOnline: (signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const both = new AbortController();
      const settle = (act: () => void) => () => {
        both.abort();
        act();
      };
      globalThis.addEventListener?.('online', settle(resolve), { signal: both.signal });
      signal.addEventListener(
        'abort',
        settle(() => reject(signal.reason as Error)),
        { signal: both.signal },
      );
    }),
};
