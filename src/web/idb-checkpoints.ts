import { openDB, unwrap, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import { isCheckpoint, isOfNewerVersion } from '../engine/check-checkpoint.js';
import type { Checkpoint, PartRecord } from '../engine/checkpoint.js';
import type { CheckpointStore } from '../engine/ports.js';
import { DATABASE, STORE } from './checkpoint-probe.js';
import { newId } from './new-id.js';

/** All but the parts. `by`: who wrote the whole, and all that was added to it since. */
type Head = Omit<Checkpoint, 'parts'> & { readonly by: string };
/** `v`, so that every record says to an older version that it is not its own to throw away. */
type Stored = Head | (PartRecord & Pick<Checkpoint, 'v'>);

/** Heads are kept under the upload's id, each part under that and its number, so that one more part is one more record. */
interface Schema extends DBSchema {
  [STORE]: { key: string | [id: string, n: number]; value: Stored };
}
type Records = IDBPObjectStore<Schema, [typeof STORE], typeof STORE, 'readwrite'>;

/** Texts come before lists in the order of keys. */
const heads = () => IDBKeyRange.upperBound([], true);
const partsOf = (id: string) => IDBKeyRange.bound([id], [id, []]);

/** Checkpoints in IndexedDB. Rejects where the browser stores nothing (private windows, full disks, blocked frames). */
export function createIdbCheckpoints(now: () => number = Date.now): CheckpointStore {
  const me = newId();
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => (opening = undefined);
  const open = () =>
    openDB<Schema>(DATABASE, 1, {
      upgrade: (db) => void db.createObjectStore(STORE),
      // Another tab wants a newer version, or the person wants it gone: never stand in the way. The next step opens again.
      blocking: (_current, _blocked, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      // The browser closed it: the site's data was cleared, or the disk failed.
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
  const db = () => (opening ??= open());

  /** All that `act` does, or nothing. */
  async function atOnce<T>(act: (records: Records) => Promise<T> | T): Promise<T> {
    const transaction = (await db()).transaction(STORE, 'readwrite');
    const { done } = transaction;
    done.catch(() => undefined);
    try {
      const result = await act(transaction.store);
      await done;
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It is over already.
      }
      throw error;
    }
  }

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
        for (const part of isMine ? changed! : parts) unwrap(records).put({ v: 2, ...part }, [id, part.n]);
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
  return { ...facts, parts: stored.map(({ v: __, ...part }) => part) };
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
