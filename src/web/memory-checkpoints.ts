import type { Checkpoint } from '../engine/checkpoint.js';
import type { CheckpointStore } from '../engine/ports.js';

/** Checkpoints that live as long as the page. */
export function createMemoryCheckpoints(): CheckpointStore {
  const kept = new Map<string, Checkpoint>();
  return {
    save: async (id, checkpoint) => void kept.set(id, checkpoint),
    list: async (scope) =>
      [...kept].filter(([, { scope: own }]) => own === scope).map(([id, checkpoint]) => ({ id, checkpoint })),
    drop: async (id) => void kept.delete(id),
  };
}
