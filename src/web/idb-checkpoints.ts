import { unwrap } from 'idb';
import { isCheckpoint, isOfNewerVersion } from '../engine/check-checkpoint.js';
import type { Checkpoint, PartRecord } from '../engine/checkpoint.js';
import type { CheckpointStore } from '../engine/ports.js';
import { heads, openRecords, type AtOnce, type Records } from './idb-records.js';
import { newId } from './new-id.js';

/** All but the parts. `by`: who wrote the whole, and all that was added to it since. */
type Head = Omit<Checkpoint, 'parts'> & { readonly by: string };
/** `v`, so that every record says to an older version that it is not its own to throw away. */
type Stored = Head | (PartRecord & Pick<Checkpoint, 'v'>);

/** Of a checkpoint's records: its head under the upload's id, each part under that and its number: one more part is one more record. */
const partsOf = (id: string) => IDBKeyRange.bound([id], [id, []]);

/** Checkpoints in IndexedDB. */
export function createIdbCheckpoints(now: () => number = Date.now, atOnce: AtOnce = openRecords()): CheckpointStore {
  const me = newId();
  return {
    save: (id, checkpoint, changed) =>
      atOnce(async (records) => {
        const { parts, ...facts } = checkpoint;
        const head: Head = { ...facts, by: me };
        const known = changed && ((await records.get(id)) as Head | undefined);
        // What is gone, or was written by another page since, is not to be added to.
        const isMine = known?.by === me;
        if (!isMine || !isEqual(known, head)) putHead(unwrap(records), id, head);
        if (!isMine) unwrap(records).delete(partsOf(id));
        for (const part of isMine ? changed! : parts)
          unwrap(records).put({ v: 2, ...part } satisfies Stored, [id, part.n]);
      }),
    drop: (id) => atOnce((records) => remove(records, id)),
    list: (scope) =>
      atOnce(async (records) => {
        const [ids, found] = await Promise.all([records.getAllKeys(heads()), records.getAll(heads())]);
        const kept: { id: string; checkpoint: Checkpoint }[] = [];
        for (const [i, head] of found.entries()) {
          const id = ids[i] as string;
          if (isOfNewerVersion(head)) continue;
          const checkpoint = await wholeOf(records, id, head, scope);
          if (!isCheckpoint(checkpoint, now())) remove(records, id);
          else if (checkpoint.scope === scope) kept.push({ id, checkpoint });
        }
        return kept.sort((a, b) => a.checkpoint.createdAt - b.checkpoint.createdAt);
      }),
  };
}

/** Parts are read for this scope only. Version 1 kept them in the record itself. */
async function wholeOf(records: Records, id: string, head: unknown, scope: string): Promise<unknown> {
  const { by: _, ...facts } = Object(head) as Record<string, unknown>;
  if (facts.v === 1) return { ...facts, v: 2 };
  const stored = facts.scope === scope ? await records.getAll(partsOf(id)) : [];
  return { ...facts, parts: (stored as (PartRecord & Pick<Checkpoint, 'v'>)[]).map(({ v: __, ...part }) => part) };
}

function remove(records: Records, id: string): void {
  unwrap(records).delete(id);
  unwrap(records).delete(partsOf(id));
}

function putHead(records: IDBObjectStore, id: string, head: Head): void {
  try {
    records.put(head, id);
  } catch (error) {
    // Some browsers clone no file handle: the rest is worth keeping all the same.
    if (!(error instanceof DOMException) || error.name !== 'DataCloneError') throw error;
    const { handle: _, ...plain } = head;
    records.put(plain, id);
  }
}

/** Two handles are taken for the same. */
const isEqual = (a: Head, b: Head): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

const plain = (head: Head) => ({ ...head, handle: head.handle !== undefined });
