import { describe, expect, it } from 'vitest';
import type { RunCode } from '../../src/engine/run-code.js';
import type { UploadState } from '../../src/engine/state.js';
import { checkpointOf } from '../support/checkpoints.js';
import { createFakePorts, createTestUploader, digestOf, fileOf, RUN, type FakePorts } from '../support/fake-ports.js';

const SIZE = 102_400 * 2 + 17;
const SCOPE = '/api/vod';

/** Ports whose code comes when `answer` says so; `asked` has whether each call gave an earlier one back. */
function late(answer: (call: number) => Promise<RunCode>) {
  const fake = createFakePorts();
  const asked: boolean[] = [];
  const loadRun = (hanging?: Promise<unknown>) => {
    asked.push(hanging !== undefined);
    return answer(asked.length);
  };
  const ports: FakePorts['ports'] = { ...fake.ports, loadRun };
  return {
    fake: Object.assign(Object.create(Object.getPrototypeOf(fake)), fake, { ports }) as FakePorts,
    asked,
    own: fake,
  };
}

const missing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
const never = () => new Promise<RunCode>(() => undefined);
const reasons = (seen: readonly UploadState[]) =>
  seen.flatMap((state) => (state.phase === 'waiting' ? [state.reason] : []));

describe('while the code that uploads does not come', () => {
  it('the upload waits, says so, and goes on when it has come', async () => {
    const { fake, asked } = late((call) => (call < 4 ? missing() : Promise.resolve(RUN)));
    const { uploader, seen, phases, phase } = createTestUploader(fake);
    const file = fileOf(SIZE);
    uploader.addFiles([file]);
    await fake.time.until(() => phase() === 'ready');
    expect(phases().slice(0, 5)).toEqual(['selected', 'waiting', 'selected', 'validated', 'queued']);
    expect(reasons(seen.slice(0, 4))).toEqual(['backing-off']);
    expect(asked).toEqual([false, true, true, true]);
    expect(await digestOf(fake.objects.get('sv/1.mp4')!)).toEqual(await digestOf(file));
    expect(fake.time.pending).toBe(0);
  });

  it('for want of a network, it says that, and tries at once when the network is back', async () => {
    let here = false;
    const { fake, asked, own } = late(() => (here ? Promise.resolve(RUN) : missing()));
    own.online = false;
    const { uploader, seen, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'waiting');
    await fake.time.advance(3_600_000);
    expect(reasons(seen)).toEqual(['offline']);
    const before = asked.length;
    here = true;
    own.online = true;
    await fake.time.settle();
    expect(asked).toHaveLength(before + 1);
    await fake.time.until(() => phase() === 'ready');
  });

  it('because a connection is dead, another one is tried, and what comes first counts', async () => {
    let come: (code: RunCode) => void = () => undefined;
    const first = new Promise<RunCode>((resolve) => (come = resolve));
    const { fake, asked } = late((call) => (call === 1 ? first : Promise.race([first, never()])));
    const { uploader, seen, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.advance(19_000);
    expect(phase()).toBe('selected');
    await fake.time.advance(2_000);
    expect(reasons(seen)).toEqual(['stalled']);
    expect(asked).toEqual([false, true]);
    come(RUN);
    await fake.time.until(() => phase() === 'ready');
  });

  it('a click tries at once', async () => {
    const { fake, asked } = late(missing);
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'waiting');
    const before = asked.length;
    uploader.resume();
    await fake.time.settle();
    expect(asked).toHaveLength(before + 1);
  });

  it('a cancel ends it there and then: nobody was asked for anything', async () => {
    for (const answer of [missing, never]) {
      const { fake } = late(answer);
      const { uploader, phase } = createTestUploader(fake);
      uploader.addFiles([fileOf(SIZE)]);
      await fake.time.advance(1_000);
      uploader.cancel();
      expect(phase()).toBe('canceled');
      await fake.time.advance(60_000);
      expect(fake.calls).toEqual([]);
      expect(fake.time.pending).toBe(0);
    }
  });

  it('a pause holds it, and it goes on from there', async () => {
    for (const answer of [missing, never]) {
      let here = false;
      const { fake } = late(() => (here ? Promise.resolve(RUN) : answer()));
      const { uploader, first, phase, phases } = createTestUploader(fake);
      uploader.addFiles([fileOf(SIZE)]);
      await fake.time.advance(1_000);
      uploader.pause();
      expect(phase()).toBe('paused');
      here = true;
      await fake.time.advance(60_000);
      expect(fake.calls).toEqual([]);
      expect(fake.time.pending).toBe(0);
      uploader.resume();
      await fake.time.until(() => phase() === 'ready');
      expect(phases().slice(-9, -6)).toEqual(['selected', 'validated', 'queued']);
      expect(first().title).toBe('clip');
    }
  });

  it('a page that is left and comes back goes on waiting', async () => {
    let here = false;
    const { fake } = late(() => (here ? Promise.resolve(RUN) : never()));
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.advance(1_000);
    const comeBack = uploader.suspend();
    await fake.time.settle();
    expect(fake.time.pending).toBe(0);
    here = true;
    comeBack();
    await fake.time.until(() => phase() === 'ready');
  });

  it('for ten minutes with a network, it fails, and a retry asks again', async () => {
    let here = false;
    const { fake } = late(() => (here ? Promise.resolve(RUN) : missing()));
    const { uploader, first, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.advance(9 * 60_000);
    expect(phase()).toBe('waiting');
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'internal', retryable: true } });
    here = true;
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
  });
});

describe('what an earlier page left', () => {
  const target = {
    endpoint: 'https://oss-cn-shanghai.aliyuncs.com',
    bucket: 'b',
    key: 'sv/1.mp4',
    region: 'cn-shanghai',
  };
  const left = checkpointOf({ scope: SCOPE, uploadId: 'upload-1', target });

  it('brings the code as soon as it is found, and not before', async () => {
    const { fake, asked } = late(() => Promise.resolve(RUN));
    Object.assign(fake.ports, { hasStored: async () => fake.checkpoints.size > 0 });
    const { uploader } = createTestUploader(fake, { scope: SCOPE });
    expect(await uploader.listResumable()).toEqual([]);
    expect(asked).toEqual([]);
    fake.checkpoints.set('old', left);
    expect(await uploader.listResumable()).toHaveLength(1);
    expect(asked).toEqual([false]);
  });

  it('is in the list, and can be thrown away, when the code for that has come', async () => {
    let here = false;
    const { fake } = late(() => (here ? Promise.resolve(RUN) : missing()));
    fake.checkpoints.set('old', left);
    fake.uploads.set('upload-1', { parts: new Map() });
    const { uploader } = createTestUploader(fake, { scope: SCOPE });
    void uploader.restore();
    await fake.time.advance(20_000);
    expect(fake.calls).toEqual([]);
    here = true;
    await fake.time.until(() => uploader.state.uploads.length === 1);
    expect(fake.checkpoints.size).toBe(1);
    uploader.cancel();
    expect(uploader.state.uploads[0]?.phase).toBe('canceled');
    await fake.time.until(() => fake.checkpoints.size === 0);
    expect(fake.uploads.size).toBe(0);
  });
});

describe('preload', () => {
  it('asks for the code without any upload, and is content when it does not come', async () => {
    const { fake, asked } = late((call) => (call === 1 ? missing() : Promise.resolve(RUN)));
    const { uploader, phase, seen } = createTestUploader(fake);
    await uploader.preload();
    expect(asked).toEqual([false]);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(reasons(seen)).toEqual([]);
  });
});
