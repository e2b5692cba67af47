import { waitUntil as patiently } from '@open-wc/testing';

/** The machine may be busy with other tests: a wait ends with its condition, and only a hang is a failure. */
const LONGEST_MS = 90_000;

/** Until the condition holds; rejects with `message` after 90 s. */
export const waitUntil = (holds: () => unknown, message?: string): Promise<void> =>
  patiently(holds, message, { timeout: LONGEST_MS, interval: 20 });
