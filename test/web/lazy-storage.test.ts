import { expect } from '@open-wc/testing';
import { hasCheckpoints } from '../../src/web/checkpoint-probe.js';
import { createIdbCheckpoints } from '../../src/web/idb-checkpoints.js';
import { probed } from '../../src/web/probed.js';
import { lazyStorage } from '../../src/web/lazy-storage.js';
import { checkpointOf } from '../support/checkpoints.js';

const DATABASE = 'vod-uploader';

const settled = (request: IDBOpenDBRequest): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
const removed = () => settled(indexedDB.deleteDatabase(DATABASE));
// WebKit lists one whose creation was called off too, with version 0.
const names = async () => (await indexedDB.databases()).filter(({ version }) => version !== 0).map(({ name }) => name);

/** While `act` runs, the page sees this instead of IndexedDB. */
async function instead<T>(value: unknown, act: () => Promise<T>): Promise<T> {
  const original = Object.getOwnPropertyDescriptor(window, 'indexedDB')!;
  Object.defineProperty(window, 'indexedDB', { configurable: true, value });
  try {
    return await act();
  } finally {
    Object.defineProperty(window, 'indexedDB', original);
  }
}

describe('the probe', () => {
  beforeEach(async () => {
    await removed();
  });

  it('says no where there is no database, and makes none', async () => {
    const heard: unknown[] = [];
    const hear = (event: Event) => void heard.push(event);
    window.addEventListener('error', hear);
    expect(await hasCheckpoints()).to.equal(false);
    expect(await names()).not.to.include(DATABASE);
    window.removeEventListener('error', hear);
    expect(heard).to.deep.equal([]);
  });

  it('says yes as long as there is a checkpoint', async () => {
    const store = createIdbCheckpoints();
    await store.save('a', checkpointOf());
    expect(await hasCheckpoints()).to.equal(true);
    await store.drop('a');
    expect(await hasCheckpoints()).to.equal(false);
  });

  it('says no to a database of that name that is not ours', async () => {
    const db = await settled(indexedDB.open(DATABASE, 3));
    db.close();
    expect(await hasCheckpoints()).to.equal(false);
  });

  it('stands in nobody’s way: the database can be removed at once', async () => {
    await createIdbCheckpoints().save('a', checkpointOf());
    expect(await hasCheckpoints()).to.equal(true);
    await removed();
    expect(await names()).not.to.include(DATABASE);
  });

  it('says no where the browser stores nothing', async () => {
    const forbidden = {
      open() {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    for (const storage of [undefined, null, forbidden]) {
      expect(await instead(storage, hasCheckpoints)).to.equal(false);
    }
  });

  it('says no in a frame that has no origin, where the browser really forbids it', async () => {
    const script = new URL('../../src/web/checkpoint-probe.ts', import.meta.url).href;
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    const answer = new Promise((resolve) => {
      window.addEventListener('message', ({ data }) => resolve(data), { once: true });
    });
    const source = await (await fetch(script)).text();
    frame.srcdoc = `<script type="module">${source}
      hasCheckpoints().then((found) => parent.postMessage({ found }, '*'));</script>`;
    document.body.append(frame);
    expect(await answer).to.deep.equal({ found: false });
    frame.remove();
  });
});

describe('checkpoints whose code comes late', () => {
  beforeEach(async () => {
    await removed();
  });

  it('are none where nothing was stored, and no database is made for the question', async () => {
    const store = probed(lazyStorage(Date.now).checkpoints);
    expect(await store.list('/api/vod')).to.deep.equal([]);
    expect(await names()).not.to.include(DATABASE);
  });

  it('are written, found by the next page, and dropped', async () => {
    await lazyStorage(Date.now).checkpoints.save('a', checkpointOf());
    const next = probed(lazyStorage(Date.now).checkpoints);
    expect((await next.list('/api/vod')).map(({ id }) => id)).to.deep.equal(['a']);
    await next.drop('a');
    expect(await next.list('/api/vod')).to.deep.equal([]);
  });
});
