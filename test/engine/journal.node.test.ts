import { describe, expect, it } from 'vitest';
import type { Checkpoint, PartRecord } from '../../src/engine/checkpoint.js';
import { Journal } from '../../src/engine/journal.js';
import type { CheckpointStore } from '../../src/engine/ports.js';
import { createMemoryCheckpoints } from '../../src/web/memory-checkpoints.js';
import { checkpointOf } from '../support/checkpoints.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const SIZE = 102_400;
const part = (n: number, over: Partial<PartRecord> = {}): PartRecord => ({
  n,
  offset: (n - 1) * SIZE,
  size: SIZE,
  ...over,
});

/** A journal over a store that can be held up and can refuse, and what it was asked to write: `all`, or the numbers. */
function journal() {
  const time = createVirtualClock();
  const kept = new Map<string, Checkpoint>();
  const memory = createMemoryCheckpoints(kept);
  const asked: (string | readonly number[])[] = [];
  let gate = Promise.resolve();
  let open = () => {};
  let refuses = false;
  const store: CheckpointStore = {
    ...memory,
    save: async (id, checkpoint, changed) => {
      asked.push(changed?.map(({ n }) => n) ?? 'all');
      await gate;
      if (refuses) throw new DOMException('No room', 'QuotaExceededError');
      await memory.save(id, checkpoint, changed);
    },
    drop: async (id) => {
      asked.push('drop');
      await gate;
      await memory.drop(id);
    },
  };
  return {
    journal: new Journal(store, time.clock),
    time,
    kept,
    asked,
    numbers: () => kept.get('a')?.parts.map(({ n }) => n),
    close: () => (gate = new Promise((resolve) => (open = resolve))),
    open: () => open(),
    refuse: (value: boolean) => (refuses = value),
  };
}

const begun = async () => {
  const world = journal();
  await world.journal.begin('a', checkpointOf({ parts: [] }));
  world.asked.length = 0;
  return world;
};

describe('what is written ahead of an upload', () => {
  it('is the part alone, once the upload is stored', async () => {
    const { journal: it, asked, kept } = await begun();
    for (const n of [1, 2, 3]) {
      it.note(part(n));
      await it.record('a', part(n, { md5: `m${n}` }));
      await it.record('a', part(n, { md5: `m${n}`, etag: `e${n}` }));
    }
    expect(asked).toEqual([[1], [1], [2], [2], [3], [3]]);
    expect(kept.get('a')!.parts).toEqual([1, 2, 3].map((n) => part(n, { md5: `m${n}`, etag: `e${n}` })));
  });

  it('has no hole: parts that were planned go with it', async () => {
    const { journal: it, asked, kept } = await begun();
    for (const n of [1, 2, 3, 4]) it.note(part(n));
    await it.record('a', part(3, { md5: 'm' }));
    expect(asked).toEqual([[1, 2, 3, 4]]);
    expect(kept.get('a')!.parts).toEqual([part(1), part(2), part(3, { md5: 'm' }), part(4)]);
  });

  it('is one write for all that changed while the last one was under way', async () => {
    const { journal: it, asked, close, open, numbers } = await begun();
    for (const n of [1, 2, 3, 4, 5]) it.note(part(n));
    close();
    const first = it.record('a', part(1, { md5: 'm' }));
    await Promise.resolve();
    const later = [2, 3, 4, 5].map((n) => it.record('a', part(n, { md5: 'm' })));
    later.push(it.save('a', { sealSent: true }));
    open();
    await Promise.all([first, ...later]);
    expect(asked).toEqual([
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5],
    ]);
    expect(numbers()).toEqual([1, 2, 3, 4, 5]);
  });

  it('is stored when it resolves, however many wait with it', async () => {
    const { journal: it, close, open, kept } = await begun();
    it.note(part(1));
    it.note(part(2));
    close();
    void it.record('a', part(1));
    await Promise.resolve();
    let resolved = false;
    const second = it.record('a', part(2, { etag: 'e' })).then(() => (resolved = true));
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    expect(resolved).toBe(false);
    open();
    await second;
    expect(kept.get('a')!.parts[1]).toEqual(part(2, { etag: 'e' }));
  });

  it('is the whole when its parts were replaced, and says nothing of the old ones', async () => {
    const { journal: it, asked, kept } = await begun();
    it.note(part(1));
    await it.record('a', part(1, { etag: 'e' }));
    await it.save('a', { uploadId: 'second', parts: [] });
    it.note(part(1, { size: 7 }));
    await it.record('a', part(1, { size: 7 }));
    expect(asked).toEqual([[1], 'all', [1]]);
    expect(kept.get('a')).toMatchObject({ uploadId: 'second', parts: [part(1, { size: 7 })] });
  });

  it('is the whole after another page was at it', async () => {
    const { journal: it, asked, kept } = await begun();
    it.adopt(checkpointOf({ parts: [part(1), part(2)] }));
    expect(await it.saved()).toBe(true);
    await it.record('b', part(2, { etag: 'e' }));
    expect(asked).toEqual(['all']);
    expect(kept.get('b')!.parts).toEqual([part(1), part(2, { etag: 'e' })]);
  });

  it('comes after what was dropped before it, and is whole then', async () => {
    const { journal: it, asked, close, open, numbers } = await begun();
    it.note(part(1));
    close();
    void it.record('a', part(1));
    void it.drop('a');
    const last = it.record('a', part(1, { etag: 'e' }));
    open();
    await last;
    expect(asked).toEqual([[1], 'drop', 'all']);
    expect(numbers()).toEqual([1]);
  });

  it('does not change what was taken from storage, nor what storage has taken', async () => {
    const { journal: it, kept } = await begun();
    const found = checkpointOf({ parts: [part(1)] });
    it.adopt(found);
    await it.save('a', { sealSent: true });
    it.note(part(2));
    expect(it.checkpoint!.parts).toHaveLength(2);
    expect(found.parts).toEqual([part(1)]);
    expect(kept.get('a')!.parts).toEqual([part(1)]);
  });
});

describe('storage that refuses', () => {
  it('once: the next write has all that is known', async () => {
    const { journal: it, asked, refuse, numbers } = await begun();
    for (const n of [1, 2, 3]) it.note(part(n));
    refuse(true);
    await it.record('a', part(1));
    expect(await it.saved()).toBe(false);
    refuse(false);
    await it.record('a', part(2));
    expect(asked).toEqual([[1, 2, 3], 'all']);
    expect(await it.saved()).toBe(true);
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('twice: it is not asked for each part, but every ten seconds and for what is more than a part', async () => {
    const { journal: it, asked, refuse, time, numbers } = await begun();
    refuse(true);
    for (let n = 1; n <= 100; n += 1) {
      it.note(part(n));
      await it.record('a', part(n, { etag: 'e' }));
    }
    expect(asked).toEqual([[1], 'all']);
    await time.advance(10_000);
    await it.record('a', part(100, { etag: 'f' }));
    expect(asked).toHaveLength(3);
    await it.save('a', { sealSent: true });
    expect(asked).toHaveLength(4);
    expect(numbers()).toEqual([]);
    refuse(false);
    await it.save('a', { outcome: 'sealed' });
    expect(asked.slice(2)).toEqual(['all', 'all', 'all']);
    expect(numbers()).toHaveLength(100);
    await it.record('a', part(7, { etag: 'g' }));
    expect(asked.at(-1)).toEqual([7]);
  });

  it('and takes again what it is given in the meantime misses no part of it', async () => {
    const { journal: it, refuse, close, open, kept } = await begun();
    it.note(part(1));
    refuse(true);
    await it.record('a', part(1));
    await it.record('a', part(1));
    refuse(false);
    close();
    const whole = it.save('a', { sealSent: true });
    await Promise.resolve();
    await it.record('a', part(1, { etag: 'e' }));
    open();
    await whole;
    await it.save('a', { outcome: 'sealed' });
    expect(kept.get('a')!.parts).toEqual([part(1, { etag: 'e' })]);
  });
});
