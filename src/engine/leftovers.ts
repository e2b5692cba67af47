import { NEVER } from './abort.js';
import { lockName } from './checkpoint.js';
import type { Ports } from './ports.js';
import { allStored, type Stored } from './stored.js';

export interface Leftover extends Stored {
  /** It needs nobody's word to go on: another tab is sending it, or only VOD has work left. */
  readonly moving: boolean;
}

/** What earlier pages left and other tabs are at. What a page canceled and did not live to clean up is handed on, once. */
export class Leftovers {
  readonly #swept = new Set<string>();

  constructor(
    private readonly ports: Ports,
    private readonly sweep: (canceled: Stored) => void,
  ) {}

  /** Oldest first, but for ids and names that are `known`. Never rejects. */
  async list(scope: string, known: readonly string[]): Promise<readonly Leftover[]> {
    const { ports } = this;
    try {
      const [found = [], busy] = await Promise.all([allStored(ports, scope, NEVER), ports.locked()]);
      return found.flatMap((stored): readonly Leftover[] => {
        const { outcome, fingerprint } = stored.checkpoint;
        const name = lockName(scope, fingerprint);
        if (known.includes(stored.id) || outcome === 'spent') return [];
        if (outcome === 'canceled') return this.#clear(stored);
        return known.includes(name) ? [] : [{ ...stored, moving: busy.has(name) || outcome === 'sealed' }];
      });
    } catch {
      // A browser that stores nothing has nothing to continue.
      return [];
    }
  }

  #clear(canceled: Stored): [] {
    if (!this.#swept.has(canceled.id)) this.sweep(canceled);
    this.#swept.add(canceled.id);
    return [];
  }
}
