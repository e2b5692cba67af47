import { expect } from '@open-wc/testing';
import type { Checkpoint } from '../../src/engine/checkpoint.js';
import { createIdbCheckpoints } from '../../src/web/idb-checkpoints.js';

const DAY = 24 * 3_600_000;

const checkpoint = (over: Partial<Checkpoint> = {}): Checkpoint => ({
  v: 1,
  scope: '/api/vod',
  fingerprint: { name: 'clip.mp4', size: 10, lastModified: 1, type: 'video/mp4' },
  videoId: 'video-1',
  target: { endpoint: 'https://oss-cn-shanghai.aliyuncs.com', bucket: 'b', key: 'k' },
  parts: [{ n: 1, offset: 0, size: 10 }],
  sealSent: false,
  createdAt: Date.now(),
  ...over,
});

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

  it('of a version that this code does not know are thrown away', async () => {
    const store = createIdbCheckpoints();
    await store.save('odd', { v: 9 } as unknown as Checkpoint);
    await store.save('broken', { ...checkpoint(), parts: undefined } as unknown as Checkpoint);
    expect(await store.list('/api/vod')).to.deep.equal([]);
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
});
