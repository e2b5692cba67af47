import type { Ports } from '../engine/ports.js';

/** What Chromium's File System Access adds; not in TypeScript's library. */
interface Handle {
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  getFile(): Promise<File>;
}

/** Asks the browser for the file behind a kept handle; the person may be prompted, and has to have clicked for that. */
export const openHandle: NonNullable<Ports['openHandle']> = async (kept) => {
  const handle = kept as Handle;
  const mode = { mode: 'read' } as const;
  const now = (await handle.queryPermission?.(mode)) ?? 'granted';
  const answer = now === 'prompt' ? await handle.requestPermission?.(mode) : now;
  return answer === 'granted' ? handle.getFile() : undefined;
};
