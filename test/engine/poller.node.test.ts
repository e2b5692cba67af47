import { describe, expect, it } from 'vitest';
import type { UploadError } from '../../src/engine/error.js';
import { Poller, type Follower, type Sight } from '../../src/engine/poller.js';
import type { Attention } from '../../src/engine/ports.js';
import { failing } from '../support/fake-ports.js';
import { createVirtualClock } from '../support/virtual-clock.js';

interface Thing {
  readonly id: string;
  readonly status: string;
}

const PACE = { pollMs: [1_000, 8_000], pollsPerSecond: 10 } as const;

/** Things that are as `status` says, and a poller that looks at them. */
function setUp(status: (id: string) => string = () => 'going on', attention?: Attention) {
  const time = createVirtualClock();
  const calls: { readonly at: number; readonly ids: readonly string[] }[] = [];
  let fault: (() => UploadError | undefined) | undefined;
  const sight: Sight<Thing> = {
    most: 20,
    calls: 1,
    look: async (ids) => {
      calls.push({ at: Math.round(time.clock.monotonic()), ids });
      const error = fault?.();
      if (error !== undefined) throw error;
      return ids.map((id) => ({ id, status: status(id) }));
    },
    isOver: (thing) => thing.status === 'over',
    hasMoved: (now, before) => now.status !== before.status,
  };
  const network = { online: () => true, whenOnline: () => new Promise<void>(() => undefined) };
  const poller = new Poller(sight, {
    clock: time.clock,
    network,
    random: () => 0.5,
    ...(attention && { attention }),
  });
  const heard: string[] = [];
  const follow = (id: string, pace: { pollMs: readonly [number, number]; pollsPerSecond: number } = PACE) => {
    const life = new AbortController();
    const follower: Follower<Thing> = {
      saw: (thing) => void heard.push(`${id} ${thing.status}`),
      waits: (reason) => void heard.push(`${id} waits ${reason}`),
      failed: ({ code }) => void heard.push(`${id} failed ${code}`),
    };
    poller.follow(id, follower, { pace, signal: life.signal });
    return life;
  };
  const fails = (how: () => UploadError | undefined) => void (fault = how);
  return { time, calls, heard, poller, follow, fails };
}

const ids = (count: number) => Array.from({ length: count }, (_, n) => `id-${n}`);

describe('looking at many things', () => {
  it('asks for those that come together together, 20 at a time, and as often again', async () => {
    const { time, calls, follow } = setUp();
    const lives = ids(1_000).map((id) => follow(id));
    // Round for round.
    for (let round = 1; round <= 3; round += 1) {
      await time.until(() => calls.length === 50);
      expect(calls.every((call) => call.ids.length === 20)).toBe(true);
      expect(new Set(calls.flatMap((call) => call.ids)).size).toBe(1_000);
      calls.length = 0;
    }
    for (const life of lives) life.abort();
    await time.settle();
    expect(time.pending).toBe(0);
  });

  it('makes no more calls in a second than the page allows, whoever asks', async () => {
    const { time, calls, follow } = setUp();
    const lives = ids(500).map((id, n) => follow(id, { ...PACE, pollsPerSecond: n === 7 ? 4 : 100 }));
    await time.advance(20_000);
    const first = calls[0]!.at;
    for (let second = 0; second < 15; second += 1) {
      const from = first + second * 1_000;
      expect(calls.filter(({ at }) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(4);
    }
    for (const life of lives) life.abort();
  });

  it('looks ever more rarely at what stands still, and soon again at what has moved', async () => {
    let status = 'still';
    const { time, calls, follow } = setUp(() => status);
    const life = follow('a');
    await time.advance(40_000);
    const gaps = calls.slice(1, 8).map(({ at }, n) => Math.round((at - calls[n]!.at) / 100) / 10);
    expect(gaps).toEqual([1, 1.5, 2.3, 3.4, 5.1, 7.6, 8]);
    status = 'moved';
    calls.length = 0;
    await time.until(() => calls.length === 2);
    expect(calls[1]!.at - calls[0]!.at).toBe(1_000);
    life.abort();
  });

  it('looks no more at what is over, and ends when nothing is left', async () => {
    const { time, calls, heard, follow } = setUp((id) => (id === 'a' ? 'over' : 'going on'));
    follow('a');
    const life = follow('b');
    await time.advance(10_000);
    expect(calls[0]!.ids).toEqual(['a', 'b']);
    expect(calls.slice(1).every((call) => call.ids.join() === 'b')).toBe(true);
    expect(heard.filter((word) => word === 'a over')).toHaveLength(1);
    life.abort();
    await time.settle();
    expect(time.pending).toBe(0);
  });

  it('makes no call while nobody looks at the page, and goes on when somebody does', async () => {
    let shown: (() => void) | undefined;
    let hidden = false;
    const attention: Attention = {
      whenShown: () => (hidden ? new Promise((resolve) => (shown = resolve)) : Promise.resolve()),
    };
    const { time, calls, follow } = setUp(undefined, attention);
    const life = follow('a');
    await time.until(() => calls.length === 1);
    hidden = true;
    await time.advance(600_000);
    expect(calls).toHaveLength(1);
    hidden = false;
    shown?.();
    await time.settle();
    expect(calls).toHaveLength(2);
    life.abort();
  });

  it('tells a newcomer at once what is known, and asks for him soon if nothing is', async () => {
    const { time, calls, heard, follow } = setUp();
    const life = follow('a');
    // The next look is seconds away.
    await time.until(() => calls.length === 6);
    const before = calls.length;
    heard.length = 0;
    const again = follow('a');
    expect(heard).toEqual(['a going on']);
    const other = follow('b');
    await time.advance(100);
    expect(calls).toHaveLength(before + 1);
    expect(calls.at(-1)!.ids).toEqual(['b']);
    for (const each of [life, again, other]) each.abort();
  });

  it('says that it waits for the backend, keeps to what that asks for, and goes on', async () => {
    const { time, calls, heard, follow, fails } = setUp();
    let failures = 0;
    fails(() => ((failures += 1) <= 2 ? failing('backend-busy', { retryAfterMs: 30_000 }) : undefined));
    const life = follow('a');
    await time.until(() => heard.includes('a going on'));
    expect(heard.slice(0, 3)).toEqual(['a waits backend', 'a waits undefined', 'a going on']);
    expect(calls[1]!.at - calls[0]!.at).toBeGreaterThanOrEqual(30_000);
    // Somebody new is no reason to hurry.
    life.abort();
  });

  it('does not let a newcomer break a wait that the backend asked for', async () => {
    const { time, calls, follow, fails } = setUp();
    let failures = 0;
    fails(() => ((failures += 1) <= 1 ? failing('backend-busy', { retryAfterMs: 30_000 }) : undefined));
    const life = follow('a');
    await time.until(() => calls.length === 1);
    const other = follow('b');
    await time.advance(20_000);
    expect(calls).toHaveLength(1);
    for (const each of [life, other]) each.abort();
  });

  it.each(['backend-unsupported', 'backend-refused'] as const)('has its last word with %s', async (code) => {
    const { time, heard, follow, fails } = setUp();
    fails(() => failing(code));
    follow('a');
    await time.until(() => heard.length > 0);
    expect(heard.at(-1)).toBe(`a failed ${code}`);
    expect(time.pending).toBe(0);
  });

  it('goes on at once when a person says now', async () => {
    const { time, calls, poller, follow } = setUp();
    const life = follow('a');
    await time.advance(20_000);
    const before = calls.length;
    poller.nudge();
    await time.settle();
    // It was not its turn: nothing is due yet, and the pause goes on.
    expect(calls.length - before).toBeLessThanOrEqual(1);
    life.abort();
  });
});
