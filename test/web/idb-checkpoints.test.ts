import { expect } from '@open-wc/testing';
import { openDB } from 'idb';
import type { PartRecord } from '../../src/engine/checkpoint.js';
import { Journal } from '../../src/engine/journal.js';
import { clock } from '../../src/web/clock.js';
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

const OWN = ['a', 'b', 'old', 'new', 'odd', 'none', 'broken', 'hole', 'own', 'newer'];

/** Of these tests: other test files share this browser's storage. */
async function storedKeys(): Promise<IDBValidKey[]> {
  const db = await openDB('vod-uploader');
  const keys = await db.getAllKeys('checkpoints');
  db.close();
  return keys.filter((key) => OWN.includes((Array.isArray(key) ? key[0] : key) as string));
}

/** A record as some other version, or nobody, would write it. */
async function put(key: string, record: unknown): Promise<void> {
  const db = await openDB('vod-uploader');
  await db.put('checkpoints', record, key);
  db.close();
}

/** While `act` runs, every record that is written, as JSON. */
async function written(act: () => Promise<unknown>): Promise<string[]> {
  const { put: original } = IDBObjectStore.prototype;
  const records: string[] = [];
  IDBObjectStore.prototype.put = function (...args) {
    records.push(JSON.stringify(args));
    return original.apply(this, args);
  };
  try {
    await act();
  } finally {
    IDBObjectStore.prototype.put = original;
  }
  return records;
}

const part = (n: number, over: Partial<PartRecord> = {}): PartRecord => ({ n, offset: (n - 1) * 2, size: 2, ...over });
const five = [1, 2, 3, 4, 5].map((n) => part(n));

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
    await store.list('/api/vod');
    await put('odd', { ...checkpoint(), v: 0 });
    await put('none', {});
    await put('broken', { ...checkpoint(), v: 1, parts: undefined });
    await store.save('hole', checkpoint({ parts: [part(1), part(3)] }));
    expect(await store.list('/api/vod')).to.deep.equal([]);
    expect(await storedKeys()).to.deep.equal([]);
  });

  it('of a newer version are passed over and left to the tab that runs it', async () => {
    const store = createIdbCheckpoints();
    const newer = { v: 3, scope: '/api/vod', createdAt: 0 };
    await store.save('own', checkpoint());
    await put('newer', newer);
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
    expect(await storedKeys()).to.deep.equal([]);
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

describe('the parts of a checkpoint in IndexedDB', () => {
  const found = async () => (await createIdbCheckpoints().list('/api/vod'))[0]?.checkpoint;

  beforeEach(async () => {
    await new Promise((resolve) => (indexedDB.deleteDatabase('vod-uploader').onsuccess = resolve));
  });

  it('are records of their own: what changed is written, and the rest stays', async () => {
    const store = createIdbCheckpoints();
    const whole = checkpoint({ parts: five.slice(0, 3) });
    await store.save('a', whole);
    const changed = [part(2, { etag: 'e' }), part(4)];
    const records = await written(() => store.save('a', { ...whole, parts: [] }, changed));
    expect(records).to.have.length(2);
    expect(await found()).to.deep.equal({ ...whole, parts: [five[0], changed[0], five[2], changed[1]] });
  });

  it('go with what else has changed, and with nothing where nothing has', async () => {
    const store = createIdbCheckpoints();
    const whole = checkpoint({ parts: five });
    await store.save('a', whole);
    const sealing = { ...whole, sealSent: true };
    expect(await written(() => store.save('a', sealing, []))).to.have.length(1);
    expect(await written(() => store.save('a', sealing, []))).to.have.length(0);
    expect(await found()).to.deep.equal(sealing);
  });

  it('are all written anew where the database was cleared', async () => {
    const store = createIdbCheckpoints();
    await store.save('a', checkpoint({ parts: five.slice(0, 4) }));
    await new Promise((resolve) => (indexedDB.deleteDatabase('vod-uploader').onsuccess = resolve));
    await store.save('a', checkpoint({ parts: five }), [five[4]!]);
    expect((await found())!.parts).to.deep.equal(five);
  });

  it('are all written anew where another page has written since, and nothing of what it wrote is left', async () => {
    const [one, two] = [createIdbCheckpoints(), createIdbCheckpoints()];
    await one.save('a', checkpoint({ parts: five.slice(0, 2) }));
    await two.save('a', checkpoint({ outcome: 'canceled', parts: five }));
    await one.save('a', checkpoint({ parts: five.slice(0, 3) }), [five[2]!]);
    expect(await found())
      .to.deep.include({ parts: five.slice(0, 3) })
      .and.not.to.have.property('outcome');
    expect(await storedKeys()).to.have.length(4);
  });

  it('are all written anew after they were dropped', async () => {
    const store = createIdbCheckpoints();
    await store.save('a', checkpoint({ parts: five }));
    await store.drop('a');
    expect(await storedKeys()).to.deep.equal([]);
    await store.save('a', checkpoint({ parts: five }), [five[4]!]);
    expect((await found())!.parts).to.deep.equal(five);
  });

  it('are as they were when a write is refused half-way', async () => {
    const store = createIdbCheckpoints();
    const before = checkpoint({ parts: five });
    await store.save('a', before);
    const { put: original } = IDBObjectStore.prototype;
    let left = 2;
    IDBObjectStore.prototype.put = function (...args) {
      if ((left -= 1) < 0) throw new DOMException('full', 'QuotaExceededError');
      return original.apply(this, args);
    };
    try {
      const after = { ...before, uploadId: 'other', parts: five.slice(0, 2) };
      const error: unknown = await store.save('a', after).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('name', 'QuotaExceededError');
    } finally {
      IDBObjectStore.prototype.put = original;
    }
    expect(await found()).to.deep.equal(before);
  });

  it('that version 1 kept in one record are read, and become records with the first write', async () => {
    const store = createIdbCheckpoints();
    await store.list('/api/vod');
    await put('a', { ...checkpoint({ parts: five }), v: 1 });
    await put('b', { ...checkpoint({ scope: 'other' }), v: 1 });
    const read = await found();
    expect(read).to.deep.equal(checkpoint({ parts: five, createdAt: read!.createdAt }));
    await store.save('a', read!, [five[0]!]);
    expect(await found()).to.deep.equal(read);
    expect((await storedKeys()).map(String)).to.deep.equal(['a', 'b', ...five.map(({ n }) => `a,${n}`)]);
  });

  it('cost as much each among two thousand as among a hundred', async function () {
    this.timeout(60_000);
    const AT_ONCE = 6;
    const TOLD = { md5: 'AAAAAAAAAAAAAAAAAAAAAA==' };
    const costOf = async (count: number) => {
      const journal = new Journal(createIdbCheckpoints(), clock);
      const id = `film-${count}`;
      const fingerprint = { name: 'film.mp4', size: count * 2, lastModified: 1, type: 'video/mp4' };
      await journal.begin(id, checkpoint({ fingerprint, parts: [] }));
      let next = 1;
      const lane = async () => {
        while (next <= count) {
          const n = (next += 1) - 1;
          journal.note(part(n));
          await journal.record(id, part(n, TOLD));
          await journal.record(id, part(n, { ...TOLD, etag: String(n) }));
        }
      };
      const records = await written(() => Promise.all(Array.from({ length: AT_ONCE }, lane)));
      const longest = Math.max(...records.map(({ length }) => length));
      const sealing = await written(() => journal.save(id, { sealSent: true }));
      return { id, each: records.length / count, longest, sealing: sealing.length };
    };
    const [few, many] = [await costOf(100), await costOf(2_000)];
    expect(many.each).to.be.at.most(3);
    expect(many.each).to.be.at.most(few.each * 1.05);
    expect(many.longest).to.be.lessThan(250);
    expect([few.sealing, many.sealing]).to.deep.equal([1, 1]);
    const stored = (await createIdbCheckpoints().list('/api/vod')).find(({ id }) => id === many.id)!;
    expect(stored.checkpoint.parts).to.have.length(2_000);
    expect(stored.checkpoint.parts.every(({ n, etag }, at) => n === at + 1 && etag === String(n))).to.equal(true);
    expect(stored.checkpoint.sealSent).to.equal(true);
  });
});
