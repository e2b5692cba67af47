import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb';
import { DATABASE, STORE } from './checkpoint-probe.js';

/** Keyed by texts, and what belongs to them by lists that begin with the same. */
export interface RecordSchema extends DBSchema {
  [STORE]: { key: string | [id: string, n: number]; value: object };
}
export type Records = IDBPObjectStore<RecordSchema, [typeof STORE], typeof STORE, 'readwrite'>;

/** All that `act` does, or nothing. */
export type AtOnce = <T>(act: (records: Records) => Promise<T> | T) => Promise<T>;

/** Texts come before lists in the order of keys. */
export const heads = (): IDBKeyRange => IDBKeyRange.upperBound([], true);

/** The one database, opened when it is needed. Rejects where the browser stores nothing (private windows, full disks, blocked frames). */
export function openRecords(): AtOnce {
  let opening: Promise<IDBPDatabase<RecordSchema>> | undefined;
  const forget = () => (opening = undefined);
  const open = () =>
    openDB<RecordSchema>(DATABASE, 1, {
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

  return async (act) => {
    const transaction = (await (opening ??= open())).transaction(STORE, 'readwrite');
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
  };
}
