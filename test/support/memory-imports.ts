import type { ImportRecord } from '../../src/engine/import-record.js';
import type { ImportRecords } from '../../src/engine/ports.js';

/** Imports that are remembered as long as the page lives. */
export function createMemoryImports(kept = new Map<string, ImportRecord>()): ImportRecords {
  return {
    save: async (id, record) => void kept.set(id, record),
    drop: async (id) => void kept.delete(id),
    list: async (scope) => [...kept].flatMap(([id, record]) => (record.scope === scope ? [{ id, record }] : [])),
  };
}
