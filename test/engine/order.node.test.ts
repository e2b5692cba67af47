import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved } from '../../src/engine/roster.js';
import { select } from '../../src/engine/state.js';
import type { UploaderState } from '../../src/engine/uploader.js';
import { createFakePorts, createTestUploader, fileOf } from '../support/fake-ports.js';

const never = new AbortController().signal;
const rows = (ids: readonly string[]) =>
  ids.map((id) => ({ state: select({ id, name: id, type: 'video/mp4', total: 1 }) }));
const idsOf = (entries: readonly { state: { id: string } }[]): string => entries.map(({ state }) => state.id).join('');

describe('an entry that is put elsewhere', () => {
  const list = rows([...'abcd']);

  it('stands before the other one, or at the end', () => {
    expect(idsOf(moved(list, 'd', 'a'))).toBe('dabc');
    expect(idsOf(moved(list, 'a', 'd'))).toBe('bcad');
    expect(idsOf(moved(list, 'b'))).toBe('acdb');
  });

  it('leaves the very same list where nothing changes', () => {
    for (const [id, before] of [['b', 'c'], ['d'], ['x', 'a'], ['a', 'x'], ['a', 'a']] as const) {
      expect(moved(list, id, before)).toBe(list);
    }
  });

  it('loses nobody and leaves the others in their order', () => {
    const place = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 30 }), (moves) => {
        let now: readonly { state: { id: string } }[] = rows([...'0123456789']);
        for (const [from, to] of moves) {
          const before = idsOf(now);
          now = moved(now as ReturnType<typeof rows>, `${from}`, `${to}`);
          const without = (ids: string): string => ids.replace(`${from}`, '');
          expect(without(idsOf(now))).toBe(without(before));
          expect(idsOf(now)).toContain(from === to ? `${from}` : `${from}${to}`);
        }
      }),
    );
  });
});

describe('uploads that wait for their turn', () => {
  const started = (seen: readonly { phase: string; name: string }[]): string[] => [
    ...new Set(seen.filter(({ phase }) => phase === 'uploading').map(({ name }) => name)),
  ];

  it('are sent in the order of the list, as it is when their turn comes', async () => {
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const { uploader, seen } = createTestUploader(fake, { maxFiles: 9, maxConcurrentUploads: 1 });
    uploader.addFiles(['a.mp4', 'b.mp4', 'c.mp4', 'd.mp4'].map((name) => fileOf(200_000, name)));
    const [, b, , d] = uploader.state.uploads;
    await fake.time.until(() => started(seen).length === 1);
    const drawn: UploaderState[] = [];
    uploader.subscribe((state) => drawn.push(state), { signal: never });
    const before = uploader.state;
    uploader.move(d!.id, b!.id);
    await Promise.resolve();
    expect(drawn.map(({ uploads }) => uploads.map(({ name }) => name[0]).join(''))).toEqual(['adbc']);
    expect(before.uploads.map(({ name }) => name[0]).join('')).toBe('abcd');
    expect(Object.isFrozen(uploader.state.uploads)).toBe(true);
    await fake.time.until(() => started(seen).length === 4);
    expect(started(seen)).toEqual(['a.mp4', 'd.mp4', 'b.mp4', 'c.mp4']);
  });

  it('keep their order when one of them is paused and goes on', async () => {
    const fake = createFakePorts({ bytesPerSecond: 100_000 });
    const { uploader, seen } = createTestUploader(fake, { maxFiles: 9, maxConcurrentUploads: 1 });
    uploader.addFiles(['a.mp4', 'b.mp4', 'c.mp4'].map((name) => fileOf(200_000, name)));
    const [, b] = uploader.state.uploads;
    await fake.time.until(() => started(seen).length === 1);
    uploader.pause(b!.id);
    uploader.resume(b!.id);
    await fake.time.until(() => started(seen).length === 3);
    expect(started(seen)).toEqual(['a.mp4', 'b.mp4', 'c.mp4']);
  });
});
