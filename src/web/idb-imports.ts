import { isImportRecord, type ImportRecord } from '../engine/import-record.js';
import type { ImportRecords } from '../engine/ports.js';
import { heads, type AtOnce } from './idb-records.js';

/** Imports, beside the checkpoints. */
export const createIdbImports = (atOnce: AtOnce, now: () => number): ImportRecords => ({
  save: (id, record) => atOnce(async (records) => void (await records.put(record, id))),
  drop: (id) => atOnce((records) => records.delete(id)),
  list: (scope) =>
    atOnce(async (records) => {
      const [ids, found] = await Promise.all([records.getAllKeys(heads()), records.getAll(heads())]);
      const kept: { id: string; record: ImportRecord }[] = [];
      for (const [at, record] of found.entries()) {
        if ((record as Partial<ImportRecord>).kind !== 'import') continue;
        const id = ids[at] as string;
        if (!isImportRecord(record, now())) await records.delete(id);
        else if (record.scope === scope) kept.push({ id, record });
      }
      return kept.sort((a, b) => a.record.createdAt - b.record.createdAt);
    }),
});
