import { expect } from '@open-wc/testing';
import type { PartRecord } from '../../src/engine/checkpoint.js';
import { waitUntil } from '../support/wait-until.js';
import { createVodUploader, isOver, type Clock, type Uploader } from '../../src/core.js';
import { clock } from '../../src/web/clock.js';
import { createIdbCheckpoints } from '../../src/web/idb-checkpoints.js';
import { named } from '../faults/catalogue.js';
import { checkpointOf } from '../support/checkpoints.js';
import { createWorld, patterned, sha256, type World } from '../support/world.js';

const DATABASE = 'vod-uploader';
const PART = 102_400;
const file = () => new File([patterned(PART * 4 + 17)], 'clip.mp4', { type: 'video/mp4', lastModified: 1000 });

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

const stored = async (): Promise<readonly string[]> => (await indexedDB.databases()).map(({ name }) => name!);

/** The bytes are in the bucket, once, under one VideoId. */
async function expectWhole(world: World, uploader: Uploader): Promise<void> {
  await waitUntil(
    () => isOver(uploader.state.uploads[0]!) || uploader.state.uploads[0]!.phase === 'processing',
    'it ends',
  );
  expect(uploader.state.uploads[0]).not.to.have.property('error');
  const objects = await world.objects();
  expect(objects.map(({ sha256: digest }) => digest)).to.deep.equal([await sha256(file())]);
  expect(await world.videos()).to.have.length(1);
}

describe(named('E3', 'in a real browser, storage'), function () {
  let world: World;
  let uploader: Uploader;

  const upload = (options: { clock?: Clock } = {}) => {
    const { endpoint } = world;
    uploader = createVodUploader({ endpoint, scope: endpoint, partSize: PART, noTranscode: true, ...options });
    uploader.addFiles([file()]);
  };

  beforeEach(async () => {
    await settled(indexedDB.deleteDatabase(DATABASE));
    world = createWorld();
  });

  it('whose quota is exceeded: the upload goes on without resume', async () => {
    const { put } = IDBObjectStore.prototype;
    let refused = 0;
    IDBObjectStore.prototype.put = () => {
      refused += 1;
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      upload();
      await expectWhole(world, uploader);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(refused).to.be.greaterThan(3);
  });

  it('that is disabled: the upload goes on without resume', async () => {
    const original = Object.getOwnPropertyDescriptor(window, 'indexedDB')!;
    let asked = 0;
    const open = () => {
      asked += 1;
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(window, 'indexedDB', { configurable: true, value: { open } });
    try {
      upload();
      expect(await uploader.listResumable()).to.deep.equal([]);
      await expectWhole(world, uploader);
    } finally {
      Object.defineProperty(window, 'indexedDB', original);
    }
    expect(asked).to.be.greaterThan(3);
  });

  it('that is cleared in the middle: it is written anew, and the upload goes on', async () => {
    await world.fault({
      where: { service: 'oss', op: 'UploadPart', nth: 3 },
      what: 'delay',
      delayMs: 60_000,
      times: 0,
    });
    upload();
    await waitUntil(() => uploader.state.uploads[0]!.confirmed >= PART * 2, 'two parts are in the bucket');
    // Resolves only when our own connection has made way.
    await settled(indexedDB.deleteDatabase(DATABASE));
    expect(await stored()).not.to.include(DATABASE);
    const { put } = IDBObjectStore.prototype;
    const parts = new Map<number, PartRecord>();
    IDBObjectStore.prototype.put = function (value: PartRecord, key) {
      if (Array.isArray(key)) parts.set(value.n, value);
      return put.call(this, value, key);
    };
    try {
      uploader.pause();
      await world.heal();
      uploader.start();
      await expectWhole(world, uploader);
    } finally {
      IDBObjectStore.prototype.put = put;
    }
    expect(await stored()).to.include(DATABASE);
    const all = [...parts.values()].sort((a, b) => a.n - b.n);
    expect(all.map(({ n, etag }) => [n, etag !== undefined])).to.deep.equal([1, 2, 3, 4, 5].map((n) => [n, true]));
  });

  it('that another tab keeps from opening: the upload goes on, and nothing is left of it when it may open again', async () => {
    await createIdbCheckpoints().list(world.endpoint);
    const old = await settled(indexedDB.open(DATABASE));
    // The old tab does not make way, so the newer one waits, and everybody behind it.
    const blocked = indexedDB.open(DATABASE, 2);
    await new Promise((resolve) => (blocked.onblocked = resolve));
    const hurried: Clock = { ...clock, wait: (ms, signal) => clock.wait(ms / 20, signal) };
    upload({ clock: hurried });
    await expectWhole(world, uploader);
    await waitUntil(() => uploader.state.uploads[0]!.phase === 'ready', 'nothing more is to be written');
    const { put, delete: drop } = IDBObjectStore.prototype;
    const written: string[] = [];
    IDBObjectStore.prototype.put = function (...args) {
      written.push('put');
      return put.apply(this, args);
    };
    IDBObjectStore.prototype.delete = function (...args) {
      written.push('delete');
      return drop.apply(this, args);
    };
    try {
      blocked.onupgradeneeded = () => {
        blocked.transaction!.abort();
      };
      old.close();
      await settled(blocked).catch(() => undefined);
      await waitUntil(() => written.includes('delete'), 'what it had waited to write: that it is over');
    } finally {
      Object.assign(IDBObjectStore.prototype, { put, delete: drop });
    }
    expect(written.at(-1)).to.equal('delete');
    expect(await createIdbCheckpoints().list(world.endpoint)).to.deep.equal([]);
  });

  it('with records that are not whole: they are thrown away, and the others are offered', async () => {
    const store = createIdbCheckpoints();
    const scope = world.endpoint;
    await store.save('whole', checkpointOf({ scope }));
    const broken: unknown[] = [
      null,
      'text',
      { v: 1 },
      { v: 2 },
      { ...checkpointOf({ scope }), v: 1, parts: [null] },
      { ...checkpointOf({ scope }), v: 1, parts: [{ n: 1, offset: 0, size: Number.NaN }] },
      checkpointOf({ scope, fingerprint: { size: 10 } as never }),
      checkpointOf({ scope, target: {} as never }),
      checkpointOf({ scope, createdAt: 'yesterday' as never }),
    ];
    const db = await settled(indexedDB.open(DATABASE));
    const writing = db.transaction('checkpoints', 'readwrite').objectStore('checkpoints');
    await Promise.all(broken.map((value, i) => settled(writing.put(value, `broken-${i}`))));
    uploader = createVodUploader({ endpoint: scope, scope });
    expect((await uploader.listResumable()).map(({ id }) => id)).to.deep.equal(['whole']);
    const left = db.transaction('checkpoints').objectStore('checkpoints').getAllKeys();
    expect(await settled(left)).to.deep.equal(['whole', ['whole', 1]]);
    db.close();
  });
});
