import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { isCheckpoint, isOfNewerVersion } from '../engine/check-checkpoint.js';
import type { Checkpoint } from '../engine/checkpoint.js';
import type { CheckpointStore } from '../engine/ports.js';
import { DATABASE, STORE } from './checkpoint-probe.js';

interface Schema extends DBSchema {
  [STORE]: { key: string; value: Checkpoint };
}

/** Checkpoints in IndexedDB. Rejects where the browser stores nothing (private windows, full disks, blocked frames). */
export function createIdbCheckpoints(now: () => number = Date.now): CheckpointStore {
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
  return {
    async save(id, checkpoint) {
      try {
        await (await db()).put(STORE, checkpoint, id);
      } catch (error) {
        // Some browsers clone no file handle: the rest is worth keeping all the same.
        if (!(error instanceof DOMException) || error.name !== 'DataCloneError') throw error;
        const { handle: _, ...plain } = checkpoint;
        await (await db()).put(STORE, plain, id);
      }
    },
    drop: async (id) => (await db()).delete(STORE, id),
    async list(scope) {
      const store = (await db()).transaction(STORE, 'readwrite').store;
      const kept: { id: string; checkpoint: Checkpoint }[] = [];
      for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
        const checkpoint: unknown = cursor.value;
        if (isOfNewerVersion(checkpoint)) continue;
        if (!isCheckpoint(checkpoint, now())) await cursor.delete();
        else if (checkpoint.scope === scope) kept.push({ id: cursor.key, checkpoint });
      }
      return kept.sort((a, b) => a.checkpoint.createdAt - b.checkpoint.createdAt);
    },
  };
}
