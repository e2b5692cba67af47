import type { Checkpoint, PartRecord } from '../engine/checkpoint.js';
import type { CheckpointStore } from '../engine/ports.js';

/** Checkpoints that live as long as the page. */
export function createMemoryCheckpoints(kept = new Map<string, Checkpoint>()): CheckpointStore {
  /** The lists of parts that were made here, and may be changed. */
  const own = new WeakMap<readonly PartRecord[], PartRecord[]>();
  const listOf = (id: string): PartRecord[] | undefined => {
    const there = kept.get(id);
    return there && own.get(there.parts);
  };
  return {
    save: async (id, checkpoint, changed) => {
      const parts = (changed && listOf(id)) ?? [...checkpoint.parts];
      own.set(parts, parts);
      for (const part of changed ?? []) parts[part.n - 1] = part;
      kept.set(id, { ...checkpoint, parts });
    },
    list: async (scope) =>
      [...kept].flatMap(([id, checkpoint]) =>
        checkpoint.scope === scope ? [{ id, checkpoint: { ...checkpoint, parts: [...checkpoint.parts] } }] : [],
      ),
    drop: async (id) => void kept.delete(id),
  };
}
