import type { Clock } from '../engine/ports.js';

/** `setTimeout` fires at once beyond 31 bits. */
const LONGEST_MS = 2 ** 31 - 1;

/** The page's own time. */
export const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', stop);
          resolve();
        },
        Math.min(ms, LONGEST_MS),
      );
      signal.addEventListener('abort', stop, { once: true });
    }),
};
