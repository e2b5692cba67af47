import { describe, expect, it } from 'vitest';
import type { Inspect, Inspection } from '../../src/engine/inspection.js';
import type { Settings } from '../../src/engine/settings.js';
import { createFakePorts, createTestUploader, fileOf, type FakePorts } from '../support/fake-ports.js';
import { mortal } from '../support/mortal.js';

const FACTS = { container: 'MP4', duration: 151, width: 1920, height: 1080, videoCodec: 'h264' };
const CUT_OFF: Inspection = { local: FACTS, finding: { code: 'file-cut-off' } };

const withPorts = (fake: FakePorts, ports: FakePorts['ports']): FakePorts =>
  Object.defineProperty(Object.create(fake) as FakePorts, 'ports', { value: ports });

/** Ports whose look at a file comes to `answer`; `looked` are the names that were looked at. */
function looking(answer: (file: File, signal: AbortSignal) => ReturnType<Inspect>, settings: Partial<Settings> = {}) {
  const fake = createFakePorts({ bytesPerSecond: 200_000 });
  const looked: string[] = [];
  const inspect: Inspect = (file, { signal }) => {
    looked.push(file.name);
    return answer(file, signal);
  };
  const ports: FakePorts['ports'] = { ...fake.ports, inspect };
  return { fake, looked, ports, ...createTestUploader(withPorts(fake, ports), settings) };
}
const finding = (found: Inspection | undefined, settings?: Partial<Settings>) =>
  looking(() => Promise.resolve(found), settings);

describe('a look at a file before it is sent', () => {
  it('puts into the state what the file says of itself, plain and frozen, before VOD is asked', async () => {
    const { fake, uploader, first, phase } = finding({ local: FACTS }, { manual: true });
    uploader.addFiles([fileOf(500)]);
    await fake.time.until(() => phase() === 'validated');
    expect(first().local).toEqual(FACTS);
    expect(Object.isFrozen(first().local)).toBe(true);
    expect(fake.calls).toEqual([]);
    uploader.start();
    await fake.time.until(() => phase() === 'ready');
    expect(first().local).toEqual(FACTS);
  });

  it('refuses what is certain: before any request, for good', async () => {
    const { fake, uploader, first, phase, looked } = finding({
      local: {},
      finding: { code: 'file-not-media', values: { kind: 'HTML' } },
    });
    uploader.addFiles([fileOf(500)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({
      error: { code: 'file-not-media', retryable: false, detail: { values: { kind: 'HTML', name: 'clip.mp4' } } },
    });
    uploader.retry(first().id);
    await fake.time.settle();
    expect(phase()).toBe('failed');
    expect(fake.calls).toEqual([]);
    expect(looked).toEqual(['clip.mp4']);
  });

  it('only warns of what may be a mistake: sent by its id, it goes without another look', async () => {
    const { fake, uploader, first, phase, phases, looked } = finding(CUT_OFF);
    uploader.addFiles([fileOf(500)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'file-cut-off', retryable: true }, local: FACTS });
    expect(fake.calls).toEqual([]);
    uploader.retry(first().id);
    await fake.time.until(() => phase() === 'ready');
    expect(phases().slice(0, 4)).toEqual(['selected', 'failed', 'selected', 'validated']);
    expect(looked).toHaveLength(1);
  });

  it('is not overruled by what is meant for all uploads', async () => {
    const { fake, uploader, phase } = finding(CUT_OFF);
    uploader.addFiles([fileOf(500)]);
    await fake.time.until(() => phase() === 'failed');
    uploader.retry();
    uploader.start();
    await fake.time.settle();
    expect(phase()).toBe('failed');
  });

  it('is not taken where the page does not want it', async () => {
    const { fake, uploader, phase, looked } = finding(CUT_OFF, { inspect: false, maxDuration: 1 });
    uploader.addFiles([fileOf(500)]);
    await fake.time.until(() => phase() === 'ready');
    expect(looked).toEqual([]);
  });

  it.each<[string, () => Promise<Inspection | undefined>]>([
    ['knows nothing', () => Promise.resolve(undefined)],
    ['fails', () => Promise.reject(new Error('no code, no file, no memory'))],
    [
      'throws at once',
      () => {
        throw new Error('at once');
      },
    ],
    ['hangs', () => new Promise(() => undefined)],
  ])('that %s keeps nothing from being sent, whatever the limit', async (_, answer) => {
    const { fake, uploader, phase } = looking(answer, { maxDuration: 1 });
    uploader.addFiles([fileOf(500)]);
    await fake.time.until(() => phase() === 'ready');
    expect(fake.time.pending).toBe(0);
  });

  it('is called off after five seconds, and when the person cancels or pauses', async () => {
    const signals: AbortSignal[] = [];
    const hang = (_: File, signal: AbortSignal) => (signals.push(signal), new Promise<undefined>(() => undefined));
    const { fake, uploader, first, phase } = looking(hang);
    uploader.addFiles([fileOf(500)]);
    await fake.time.settle();
    await fake.time.advance(4_900);
    expect([phase(), signals[0]!.aborted]).toEqual(['selected', false]);
    await fake.time.advance(200);
    expect([phase() === 'selected', signals[0]!.aborted]).toEqual([false, true]);

    uploader.clear();
    uploader.addFiles([fileOf(501)]);
    await fake.time.settle();
    uploader.pause();
    expect(signals[1]!.aborted).toBe(true);
    expect(phase()).toBe('paused');
    // It was not looked at to the end: so it is now.
    uploader.resume();
    await fake.time.settle();
    expect(signals).toHaveLength(3);
    uploader.cancel(first().id);
    expect(signals[2]!.aborted).toBe(true);
  });

  it('is taken of three files at a time, in their order', async () => {
    const held: (() => void)[] = [];
    const { fake, uploader, looked } = looking(
      () => new Promise((resolve) => held.push(() => resolve({ local: FACTS }))),
      { manual: true },
    );
    uploader.addFiles([1, 2, 3, 4, 5].map((n) => fileOf(500 + n, `${n}.mp4`)));
    await fake.time.settle();
    expect(looked).toEqual(['1.mp4', '2.mp4', '3.mp4']);
    held[1]!();
    await fake.time.settle();
    expect(looked).toEqual(['1.mp4', '2.mp4', '3.mp4', '4.mp4']);
    uploader.clear();
  });

  it('is not taken again of what an earlier page began', async () => {
    const { fake, looked, ports } = finding(CUT_OFF);
    const earlier = mortal(fake.ports);
    const { uploader: dying, first } = createTestUploader(withPorts(fake, earlier.ports));
    dying.addFiles([fileOf(102_400 * 3)]);
    await fake.time.until(() => first().confirmed > 0);
    earlier.die();
    await fake.time.settle();
    const { uploader, phase } = createTestUploader(withPorts(fake, ports));
    await uploader.restore();
    uploader.addFiles([fileOf(102_400 * 3)]);
    await fake.time.until(() => phase() === 'ready');
    expect(fake.metadata).toHaveLength(1);
    expect(looked).toEqual([]);
  });
});

describe('the longest that is taken', () => {
  it.each([
    [60, 60.9, 'ready'],
    [60, 61, 'failed'],
    [90, 60, 'ready'],
  ])('%i s: a film of %d s is %s', async (maxDuration, duration, ends) => {
    const { fake, uploader, first, phase } = finding({ local: { duration } }, { maxDuration });
    uploader.addFiles([fileOf(500)]);
    await fake.time.until(() => phase() === ends);
    if (ends === 'failed')
      expect(first()).toMatchObject({
        error: { code: 'file-too-long', retryable: false, detail: { values: { duration, most: maxDuration } } },
      });
  });

  it('is more than nothing', () => {
    expect(() => createTestUploader(createFakePorts(), { maxDuration: 0 })).toThrow('maxDuration');
  });
});
