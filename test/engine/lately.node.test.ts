import { describe, expect, it } from 'vitest';
import { Lately } from '../../src/engine/lately.js';
import { Poller, type Following, type Sight } from '../../src/engine/poller.js';
import { isSettled, mediaSight } from '../../src/engine/sights.js';
import type { Attention } from '../../src/engine/ports.js';
import type { Backend } from '../../src/engine/backend-port.js';
import type { MediaStatus } from '../../src/engine/media.js';
import { createFakePorts, failing } from '../support/fake-ports.js';
import { createVirtualClock } from '../support/virtual-clock.js';

const PACE = { pollMs: [1_000, 8_000], pollsPerSecond: 100 } as const;
const MINUTE = 60_000;

interface Thing {
  readonly status: string;
}

function setUp(status: (id: string) => string, { attention }: { attention?: Attention } = {}) {
  const time = createVirtualClock();
  const calls: (readonly string[])[] = [];
  const sight: Sight<Thing> = {
    most: 20,
    calls: 1,
    look: async (ids) => {
      calls.push(ids);
      return ids.map((id) => ({ status: status(id) }));
    },
    isOver: (it) => it.status === 'over',
    hasMoved: (now, before) => now.status !== before.status,
  };
  const network = { online: () => true, whenOnline: () => new Promise<void>(() => undefined) };
  const ports = { clock: time.clock, network, random: () => 0.5, ...(attention && { attention }) };
  const poller = new Poller(sight, ports);
  const heard: string[] = [];
  const follow = (id: string, more: Partial<Following> = {}) => {
    const life = new AbortController();
    const saw = (it: Thing) => void heard.push(`${id} ${it.status}`);
    poller.follow(
      id,
      { saw, failed: ({ code }) => void heard.push(code) },
      { pace: PACE, signal: life.signal, ...more },
    );
    return life;
  };
  return { time, calls, heard, follow };
}

describe('what was looked at a moment ago', () => {
  it('is told at once when it was over, without another call', async () => {
    const { time, calls, heard, follow } = setUp(() => 'over');
    follow('a').abort();
    follow('a');
    await time.until(() => heard.length === 1);
    await time.advance(4 * MINUTE);
    for (let again = 0; again < 3; again += 1) follow('a');
    expect(heard).toEqual(Array(4).fill('a over'));
    await time.advance(MINUTE / 2);
    expect([calls.length, time.pending]).toEqual([1, 0]);
  });

  it('is asked for again after five minutes: its links may be signed', async () => {
    const { time, calls, follow } = setUp(() => 'over');
    follow('a');
    await time.until(() => calls.length === 1);
    await time.advance(5.1 * MINUTE);
    follow('a');
    await time.until(() => calls.length === 2);
  });

  it('is asked for again by who wants it afresh, and by nobody else', async () => {
    let status = 'over';
    const { time, calls, heard, follow } = setUp(() => status);
    follow('a');
    await time.until(() => calls.length === 1);
    status = 'going on';
    const life = follow('a', { afresh: true });
    await time.until(() => calls.length === 2);
    expect(heard).toEqual(['a over', 'a going on']);
    life.abort();
  });

  it('goes on where it was for who comes back, with the pause that it had', async () => {
    const { time, calls, heard, follow } = setUp(() => 'going on');
    const first = follow('a');
    await time.until(() => calls.length === 5);
    first.abort();
    const before = calls.length;
    heard.length = 0;
    // Scrolled away and back, again and again: never a call more than without.
    for (let times = 0; times < 20; times += 1) {
      follow('a').abort();
      await time.advance(50);
    }
    expect(heard).toEqual(Array(20).fill('a going on'));
    expect(calls.length).toBe(before);
    const back = follow('a');
    await time.until(() => calls.length === before + 1);
    back.abort();
  });

  it('is not kept in any number, nor for ever', () => {
    let now = 0;
    const lately = new Lately<number>({ monotonic: () => now });
    for (let n = 0; n < 5_000; n += 1) lately.keep(`${n}`, n);
    expect(lately.size).toBe(2_000);
    expect([lately.find('2999'), lately.find('3000'), lately.find('4999')]).toEqual([undefined, 3000, 4999]);
    now = 5 * MINUTE + 1;
    expect(lately.find('4999')).toBeUndefined();
    lately.keep('last', 1);
    expect(lately.size).toBe(1);
  });
});

describe('a page that is hidden in the middle of a round', () => {
  it('asks for no more of it, and for the rest when it is shown', async () => {
    let show: (() => void) | undefined;
    let hidden = false;
    const attention: Attention = {
      whenShown: () => (hidden ? new Promise((resolve) => (show = resolve)) : Promise.resolve()),
    };
    const { time, calls, follow } = setUp(() => 'going on', { attention });
    const lives = Array.from({ length: 200 }, (_, n) => follow(`${n}`));
    await time.until(() => calls.length === 3);
    hidden = true;
    await time.advance(10 * MINUTE);
    expect(calls.length).toBe(3);
    hidden = false;
    show?.();
    await time.until(() => calls.length === 10);
    expect(new Set(calls.flat()).size).toBe(200);
    for (const life of lives) life.abort();
  });
});

describe('a media that stands still', () => {
  const after = async (statuses: readonly MediaStatus[]) => {
    const fake = createFakePorts();
    const { time } = fake;
    let looks = 0;
    const report: Backend['report'] = async (ids) => {
      const status = statuses[Math.min(looks, statuses.length - 1)]!;
      looks += 1;
      return ids.map((id) => ({ id, status, rawStatus: status }));
    };
    const poller = new Poller(mediaSight({ ...fake.ports.backend, report }), fake.ports);
    const { signal } = new AbortController();
    let last: { status: string; unmovedMs: number } | undefined;
    const saw = ({ status }: { status: string }, unmovedMs: number) => void (last = { status, unmovedMs });
    poller.follow(
      'a',
      { saw, failed: () => undefined },
      { pace: { pollMs: [1_000, 30_000], pollsPerSecond: 10 }, signal },
    );
    await time.advance(60 * MINUTE);
    return { looks, last, pending: time.pending };
  };

  it('is looked at no more when VOD has stored it for ten minutes and does nothing with it', async () => {
    const { looks, last, pending } = await after(['uploading', 'uploaded']);
    expect(last?.status).toBe('uploaded');
    expect(last?.unmovedMs).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(looks).toBeLessThan(40);
    expect(pending).toBe(0);
  });

  it('is looked at no more when VOD does not know it for a minute', async () => {
    const { last, pending } = await after(['missing']);
    expect([last?.status, pending]).toEqual(['missing', 0]);
    expect(last?.unmovedMs).toBeLessThan(2 * MINUTE);
  });

  it('is looked at for as long as somebody does while VOD works on it', async () => {
    const { last, pending } = await after(['transcoding']);
    expect(last?.unmovedMs).toBeGreaterThan(55 * MINUTE);
    expect(pending).toBeGreaterThan(0);
    expect(isSettled({ id: 'a', status: 'transcoding', rawStatus: '' }, Infinity)).toBe(false);
  });
});

describe('a page that does not say whom to ask', () => {
  it('has the last word at once', async () => {
    const fake = createFakePorts();
    const report: Backend['report'] = async () => {
      throw failing('no-endpoint');
    };
    const poller = new Poller(mediaSight({ ...fake.ports.backend, report }), fake.ports);
    const codes: string[] = [];
    const { signal } = new AbortController();
    poller.follow('a', { saw: () => undefined, failed: ({ code }) => void codes.push(code) }, { pace: PACE, signal });
    await fake.time.advance(MINUTE);
    expect(codes).toEqual(['no-endpoint']);
    expect(fake.time.pending).toBe(0);
  });
});
