import { lockName, type Checkpoint } from './checkpoint.js';
import type { Ports } from './ports.js';

export interface Leftover {
  readonly id: string;
  readonly checkpoint: Checkpoint;
}

/** What earlier pages left, oldest first, but for `known` ids and for what some tab is sending now. Never rejects. */
export async function leftovers(ports: Ports, scope: string, known: readonly string[]): Promise<readonly Leftover[]> {
  try {
    const [found, busy] = await Promise.all([ports.checkpoints.list(scope), ports.locked()]);
    return found.filter(
      ({ id, checkpoint }) => !known.includes(id) && !busy.has(lockName(scope, checkpoint.fingerprint)),
    );
  } catch {
    // A browser that stores nothing has nothing to continue.
    return [];
  }
}
