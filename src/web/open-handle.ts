import type { Ports } from '../engine/ports.js';

/** What Chromium's File System Access adds; not in TypeScript's library. */
interface Handle {
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  getFile(): Promise<File>;
}

/**
 * Asks the browser for the file behind a kept handle. The person is prompted only where that is allowed and a click is
 * fresh: Chromium refuses for good what is asked for without one.
 */
export const openHandle: NonNullable<Ports['openHandle']> = async (kept, { prompt }) => {
  const handle = kept as Handle;
  const mode = { mode: 'read' } as const;
  const now = (await handle.queryPermission?.(mode)) ?? 'granted';
  if (now === 'prompt' && !(prompt && navigator.userActivation.isActive)) return 'ask';
  const answer = now === 'prompt' ? await handle.requestPermission?.(mode) : now;
  return answer === 'granted' ? handle.getFile() : undefined;
};
