import { expect } from '@open-wc/testing';
import { openDB } from 'idb';
import type { Checkpoint } from '../../src/engine/checkpoint.js';
import { createIdbCheckpoints } from '../../src/web/idb-checkpoints.js';
import { checkpointOf as checkpoint } from '../support/checkpoints.js';

const DAY = 24 * 3_600_000;

/** All records, read past the code that is tested. */
async function stored(): Promise<unknown[]> {
  const db = await openDB('vod-uploader');
  const all: unknown[] = await db.getAll('checkpoints');
  db.close();
  return all;
}

async function storedKeys(): Promise<IDBValidKey[]> {
  const db = await openDB('vod-uploader');
  const keys = await db.getAllKeys('checkpoints');
  db.close();
  return keys;
}

describe('checkpoints in IndexedDB', () => {
  beforeEach(async () => {
    const all = createIdbCheckpoints();
    for (const scope of ['/api/vod', 'other']) for (const { id } of await all.list(scope)) await all.drop(id);
  });

  it('outlive the object that wrote them, oldest first', async () => {
    const before = createIdbCheckpoints();
    await before.save('b', checkpoint({ createdAt: Date.now() - 1000 }));
    await before.save('a', checkpoint({ createdAt: Date.now() - 2000 }));
    const found = await createIdbCheckpoints().list('/api/vod');
    expect(found.map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(found[0]!.checkpoint).to.deep.include({ videoId: 'video-1', parts: [{ n: 1, offset: 0, size: 10 }] });
  });

  it('belong to their scope', async () => {
    const store = createIdbCheckpoints();
    await store.save('a', checkpoint({ scope: 'other' }));
    expect(await store.list('/api/vod')).to.deep.equal([]);
    expect(await store.list('other')).to.have.length(1);
  });

  it('are gone after seven days, as the parts at VOD are', async () => {
    const store = createIdbCheckpoints();
    await store.save('old', checkpoint({ createdAt: Date.now() - 7 * DAY - 1 }));
    await store.save('new', checkpoint({ createdAt: Date.now() - 6 * DAY }));
    expect((await store.list('/api/vod')).map(({ id }) => id)).to.deep.equal(['new']);
  });

  it('that this code cannot read are thrown away', async () => {
    const store = createIdbCheckpoints();
    await store.save('odd', { ...checkpoint(), v: 0 } as unknown as Checkpoint);
    await store.save('none', {} as unknown as Checkpoint);
    await store.save('broken', { ...checkpoint(), parts: undefined } as unknown as Checkpoint);
    expect(await store.list('/api/vod')).to.deep.equal([]);
    // Other test files share this browser's storage.
    for (const key of ['odd', 'none', 'broken']) expect(await storedKeys()).to.not.include(key);
  });

  it('of a newer version are passed over and left to the tab that runs it', async () => {
    const store = createIdbCheckpoints();
    const newer = { v: 2, scope: '/api/vod', createdAt: 0 } as unknown as Checkpoint;
    await store.save('newer', newer);
    await store.save('own', checkpoint());
    expect((await store.list('/api/vod')).map(({ id }) => id)).to.deep.equal(['own']);
    expect(await stored()).to.deep.include(newer);
    await store.drop('newer');
  });

  it('are kept without a handle that cannot be cloned', async () => {
    const store = createIdbCheckpoints();
    await store.save('a', checkpoint({ handle: () => 'a function' }));
    expect((await store.list('/api/vod'))[0]!.checkpoint).to.not.have.property('handle');
  });

  it('can be dropped', async () => {
    const store = createIdbCheckpoints();
    await store.save('a', checkpoint());
    await store.drop('a');
    expect(await store.list('/api/vod')).to.deep.equal([]);
  });

  it('are still read and written after another tab wanted the database gone', async () => {
    const store = createIdbCheckpoints();
    await store.save('a', checkpoint());
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('vod-uploader');
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    expect(await store.list('/api/vod')).to.deep.equal([]);
    await store.save('b', checkpoint());
    expect((await store.list('/api/vod')).map(({ id }) => id)).to.deep.equal(['b']);
  });
});
