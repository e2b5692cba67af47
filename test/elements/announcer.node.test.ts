import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announcement } from '../../src/elements/announcement.js';
import { Announcer } from '../../src/elements/announcer.js';
import type { ReactiveControllerHost } from 'lit';
import { STATES, uploadAt } from '../support/upload-states.js';
import { words } from '../support/words.js';

const MB = 1024 ** 2;
const at = (sent: number) => uploadAt({ phase: 'uploading', sent });

/** Everything said while `states` follow one another. */
function said(states: ReturnType<typeof uploadAt>[], others: ReturnType<typeof uploadAt>[] = []): string[] {
  return states.flatMap((after, i) => {
    const news = announcement(after, states[i - 1], words, () => [after, ...others]);
    return news === undefined ? [] : [`${news.urgent ? '! ' : ''}${news.text}`];
  });
}

describe('a screen reader', () => {
  it('hears of the start, of each quarter, and of the end', () => {
    const sent = [0, 10, 63, 64, 125, 190, 248].map((mb) => at(mb * MB));
    expect(
      said([
        uploadAt({ phase: 'authorized' }),
        ...sent,
        uploadAt({ phase: 'uploaded' }),
        STATES.processing,
        STATES.ready,
      ]),
    ).toEqual([
      'Uploading Harbour at dawn.mp4',
      '25% of Harbour at dawn.mp4 uploaded',
      '50% of Harbour at dawn.mp4 uploaded',
      '75% of Harbour at dawn.mp4 uploaded',
      'Harbour at dawn.mp4 is uploaded',
      'Harbour at dawn.mp4 is ready',
    ]);
  });

  it('is spared the quarters when many upload at once', () => {
    expect(said([at(0), at(100 * MB), at(200 * MB)], [at(0)])).toEqual([]);
  });

  it('hears why it waits, and each new reason', () => {
    expect(said([STATES.uploading, STATES.waiting, STATES.signIn])).toEqual([
      'Harbour at dawn.mp4 is waiting. You are offline. This will continue when you reconnect.',
      'Harbour at dawn.mp4 is waiting. Your session has ended. Sign in again, then press Resume.',
    ]);
  });

  it('is interrupted for an error, with what to do', () => {
    expect(said([STATES.uploading, STATES.failed])).toEqual([
      '! Harbour at dawn.mp4: The connection was lost. Check it, then retry. Your progress is saved.',
    ]);
  });
});

describe('the live regions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const announcer = () => new Announcer({ requestUpdate: () => {} } as unknown as ReactiveControllerHost);

  it('say together what happens to several files at about the same time', () => {
    const region = announcer();
    region.say({ text: 'One is ready' });
    vi.advanceTimersByTime(30);
    region.say({ text: 'Two is ready' });
    vi.advanceTimersByTime(100);
    expect(region.polite).toBe('One is ready. Two is ready');
  });

  it('let nothing push aside what was said just before', () => {
    const region = announcer();
    region.say({ text: 'One failed', urgent: true });
    vi.advanceTimersByTime(100);
    region.say({ text: 'Two failed', urgent: true });
    region.say({ text: 'Three failed', urgent: true });
    vi.advanceTimersByTime(400);
    expect(region.urgent).toBe('One failed');
    vi.advanceTimersByTime(600);
    expect(region.urgent).toBe('Two failed Three failed');
  });

  it('never say a quarter that is over, nor a wait that has ended before it could be said', () => {
    const region = announcer();
    const quarters = (name: string) =>
      [25, 50, 75].forEach((n) => region.say({ text: `${n}% of ${name}`, about: name, minor: true }));
    region.say({ text: 'Uploading A', about: 'A' });
    ['A', 'B'].forEach(quarters);
    vi.advanceTimersByTime(100);
    expect(region.polite).toBe('Uploading A. 75% of B');
    quarters('B');
    region.say({ text: 'A waits', about: 'A' });
    region.say({ text: 'B is uploaded', about: 'B' });
    region.say({ text: 'A: broken', about: 'A', urgent: true });
    vi.advanceTimersByTime(1000);
    expect(region).toMatchObject({ polite: 'B is uploaded', urgent: 'A: broken' });
  });

  it('say the sum where many have something to say at once', () => {
    const region = announcer();
    for (let n = 0; n < 20; n += 1) region.say({ text: `${n} is ready`, inCrowd: () => ['20 of 20 files uploaded'] });
    region.say({ text: 'Unlike the others' });
    vi.advanceTimersByTime(100);
    expect(region.polite).toBe('20 of 20 files uploaded. Unlike the others');
    for (let n = 0; n < 20; n += 1) region.say({ text: `${n}`, inCrowd: () => ['20 of 20 files uploaded'] });
    vi.advanceTimersByTime(1000);
    expect(region.polite).toBe('20 of 20 files uploaded');
    for (let n = 0; n < 20; n += 1) region.say({ text: `${n}`, inCrowd: () => ['20 of 20 files uploaded'] });
    vi.advanceTimersByTime(1000);
    expect(region.polite).toBe('20 of 20 files uploaded');
  });

  it('say the same words again as something new', () => {
    const region = announcer();
    region.say({ text: 'Refused' });
    vi.advanceTimersByTime(1000);
    const first = region.polite;
    region.say({ text: 'Refused' });
    vi.advanceTimersByTime(1000);
    expect(region.polite).not.toBe(first);
    expect(region.polite.trim()).toBe(first);
  });
});
