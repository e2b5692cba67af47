import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Checkpoint } from '../engine/checkpoint.js';
import type { CheckpointStore } from '../engine/ports.js';

/** VOD purges unfinished parts after 7 days, and what cannot be gone on with is not offered. */
const LIFE_MS = 7 * 24 * 3_600_000;

interface Schema extends DBSchema {
  checkpoints: { key: string; value: Checkpoint };
}

const open = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('vod-uploader', 1, {
    upgrade: (db) => void db.createObjectStore('checkpoints'),
    // Another tab wants a newer version: never stand in its way.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });

/** Checkpoints in IndexedDB. Rejects where the browser stores nothing (private windows, full disks, blocked frames). */
export function createIdbCheckpoints(now: () => number = Date.now): CheckpointStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const db = () =>
    (opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    }));
  return {
    async save(id, checkpoint) {
      try {
        await (await db()).put('checkpoints', checkpoint, id);
      } catch (error) {
        // Some browsers clone no file handle: the rest is worth keeping all the same.
        if (!(error instanceof DOMException) || error.name !== 'DataCloneError') throw error;
        const { handle: _, ...plain } = checkpoint;
        await (await db()).put('checkpoints', plain, id);
      }
    },
    drop: async (id) => (await db()).delete('checkpoints', id),
    async list(scope) {
      const store = (await db()).transaction('checkpoints', 'readwrite').store;
      const kept: { id: string; checkpoint: Checkpoint }[] = [];
      for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
        const checkpoint = cursor.value;
        if (!isReadable(checkpoint) || checkpoint.createdAt < now() - LIFE_MS) await cursor.delete();
        else if (checkpoint.scope === scope) kept.push({ id: cursor.key, checkpoint });
      }
      return kept.sort((a, b) => a.checkpoint.createdAt - b.checkpoint.createdAt);
    },
  };
}

/** Written by this version, and whole: anything else is thrown away rather than guessed at. */
const isReadable = ({ v, fingerprint, videoId, target, parts }: Partial<Checkpoint>): boolean =>
  v === 1 &&
  typeof fingerprint?.size === 'number' &&
  typeof videoId === 'string' &&
  target !== undefined &&
  Array.isArray(parts);
