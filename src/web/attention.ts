import type { Attention } from '../engine/ports.js';

/** Of this tab. In a worker, which nobody looks at, always. */
export const attention: Attention = {
  whenShown: (signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const { document } = globalThis;
      if (document?.visibilityState !== 'hidden') return resolve();
      const listening = new AbortController();
      const end = (settle: () => void) => {
        listening.abort();
        settle();
      };
      const look = () => document.visibilityState !== 'hidden' && end(resolve);
      document.addEventListener('visibilitychange', look, { signal: listening.signal });
      signal.addEventListener('abort', () => end(() => reject(signal.reason as Error)), { signal: listening.signal });
    }),
};
