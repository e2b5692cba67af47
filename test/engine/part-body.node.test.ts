import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { partBody } from '../../src/engine/part-body.js';
import type { ObjectStore } from '../../src/engine/ports.js';
import {
  createFakePorts,
  createTestUploader,
  digestOf,
  failing,
  fileOf,
  type FakePorts,
} from '../support/fake-ports.js';

/** What the browser reads while it sends. */
class Slice extends Blob {
  readable = true;
  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.readable ? super.arrayBuffer() : Promise.reject(new DOMException('gone', 'NotReadableError'));
  }
}

type Put = Parameters<ObjectStore['put']>;
type Trouble = (...put: Put) => Promise<void> | void;

/** An upload of three parts whose second meets `trouble` at each try; tells what each try of each part was given. */
function sending(trouble: Trouble) {
  const fake = createFakePorts();
  const file = fileOf(102_400 * 3);
  const bytes = file.slice(0).arrayBuffer();
  file.slice = (from = 0, to = file.size) => new Slice([Blob.prototype.slice.call(file, from, to)]);
  const tries: { n: number; copy: boolean; honest: boolean }[] = [];
  const { openStore } = fake.ports;
  Object.assign(fake.ports, {
    openStore: (credentials: Parameters<typeof openStore>[0]): ObjectStore => {
      const store = openStore(credentials);
      return {
        ...store,
        async put(...put: Put) {
          const { n, blob, md5 } = put[2];
          const digest = createHash('md5')
            .update(new Uint8Array(await blob.slice(0).arrayBuffer()))
            .digest('base64');
          tries.push({ n, copy: !(blob instanceof Slice), honest: md5 === digest });
          if (n === 2) await trouble(...put);
          return store.put(...put);
        },
      };
    },
  });
  const test = createTestUploader(fake);
  test.uploader.addFiles([file]);
  return { fake, tries, bytes, ...test };
}

const once = (trouble: Trouble): Trouble => {
  let left = 1;
  return (...put) => (left-- > 0 ? trouble(...put) : undefined);
};

const damaged = once(() => {
  throw failing('part-damaged');
});
const endless: Trouble = (_target, _uploadId, _part, { signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('the body of a part', () => {
  it.each([
    ['arrived damaged', damaged],
    ['got no answer', once(endless)],
  ])('is read anew into memory, and hashed there, after a try that %s', async (_how, trouble) => {
    const { fake, tries, bytes, phase } = sending(trouble);
    await fake.time.until(() => phase() === 'ready');
    expect(tries.filter(({ n }) => n === 2).map(({ copy }) => copy)).toEqual([false, true]);
    expect(tries.filter(({ n }) => n !== 2).map(({ copy }) => copy)).toEqual([false, false]);
    expect(tries.every(({ honest }) => honest)).toBe(true);
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toBe(await digestOf(new Blob([await bytes])));
  });

  it('stays a slice of the file when only the network failed', async () => {
    const { fake, tries, phase } = sending(
      once(() => {
        throw failing('network');
      }),
    );
    await fake.time.until(() => phase() === 'ready');
    expect(tries.filter(({ copy }) => copy)).toEqual([]);
  });

  it.each([
    ['the computer slept', (fake: FakePorts) => fake.time.sleep(3_600_000)],
    ['the browser came back online', (fake: FakePorts) => void (fake.online = true)],
  ])('stays a slice of the file when %s', async (_what, happen) => {
    let cut = false;
    const { fake, tries, phase } = sending(
      once((...put) => {
        put[3].signal.addEventListener('abort', () => void (cut = true));
        return endless(...put);
      }),
    );
    await fake.time.until(() => tries.some(({ n }) => n === 2));
    await fake.time.advance(10_000);
    happen(fake);
    await fake.time.until(() => cut, 10_000);
    await fake.time.until(() => phase() === 'ready');
    expect(tries.filter(({ n }) => n === 2)).toHaveLength(2);
    expect(tries.filter(({ copy }) => copy)).toEqual([]);
  });

  it('stays a slice, hashed anew, where a copy would take more than 64 MiB', async () => {
    const large = new Slice(['stands for much']);
    Object.defineProperty(large, 'size', { value: 64 * 1024 ** 2 + 1 });
    let hashed = 0;
    const body = partBody({ n: 1, offset: 0, size: large.size }, large, async () => `hash ${(hashed += 1)}`);
    expect(await body.next()).toEqual({ blob: large, md5: 'hash 1' });
    body.failed('part-damaged');
    const again = await body.next();
    expect(again.blob).toBe(large);
    expect(again.md5).toBe('hash 2');
  });

  it('that cannot be read anew says so of the file', async () => {
    const { fake, first, phase } = sending((_target, _uploadId, { blob }) => {
      (blob as Slice).readable = false;
      throw failing('part-damaged');
    });
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'file-unreadable', detail: { part: 2, operation: 'read' } } });
  });
});
