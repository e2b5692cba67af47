import type { Checkpoint } from '../engine/checkpoint.js';
import type { CheckpointStore } from '../engine/ports.js';

/** Checkpoints that live as long as the page. */
export function createMemoryCheckpoints(): CheckpointStore {
  const kept = new Map<string, Checkpoint>();
  return {
    save: async (id, checkpoint) => void kept.set(id, checkpoint),
    load: async (id) => kept.get(id),
    drop: async (id) => void kept.delete(id),
  };
}
