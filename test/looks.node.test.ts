import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from '../src/connection.js';
import { looksOf } from '../src/looks.js';
import { createVirtualClock } from './support/virtual-clock.js';

const ALWAYS_ONLINE = { online: () => true, whenOnline: () => new Promise<void>(() => undefined) };
const PACE = { pollMs: [500, 1_000], pollsPerSecond: 100 } as const;
/** Nothing here takes real time. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const time = createVirtualClock(undefined, turn);
  return { time, outside: { clock: time.clock, network: ALWAYS_ONLINE, random: () => 0.5 } };
}

/** What came to which backend with which token; it takes `good` alone. */
function listen(good: string) {
  const heard: string[] = [];
  vi.stubGlobal('fetch', async (url: string, { headers }: { headers: Headers }) => {
    const token = headers.get('authorization') ?? '';
    heard.push(`${new URL(url).host} ${token}`);
    if (token !== good) return new Response('{"Code":"SignInRequired","Message":"no"}', { status: 401 });
    return Response.json({ UploadDetails: [], MediaInfos: [{ MediaId: 'm', MediaInfo: { Status: 'Normal' } }] });
  });
  return heard;
}

afterEach(() => void vi.unstubAllGlobals());

describe('what looks for all of a page', () => {
  const follower = { saw: vi.fn(), failed: vi.fn() };
  const speaking = (host: string, authorization: string): Connection => ({
    endpoint: `https://${host}/api`,
    headers: { authorization },
  });

  it('goes on with the headers that the page has renewed meanwhile', async () => {
    const { time, outside } = setUp();
    const heard = listen('new');
    let connection = speaking('a.example', 'old');
    const read = () => connection;
    const life = new AbortController();
    const { saw } = follower;
    looksOf(read(), outside, read).medias.follow('m', { ...follower, saw }, { pace: PACE, signal: life.signal });
    await time.until(() => heard.length > 0);
    connection = speaking('a.example', 'new');
    await time.until(() => saw.mock.calls.length > 0);
    expect(saw.mock.lastCall![0]).toMatchObject({ id: 'm', status: 'normal' });
    life.abort();
  });

  it('tells no backend what is meant for another, and nobody what is another’s', async () => {
    const { time, outside } = setUp();
    const heard = listen('none');
    let moved = speaking('a.example', 'one');
    const [first, second] = [() => moved, () => speaking('a.example', 'one')];
    const life = new AbortController();
    const looks = looksOf(first(), outside, first);
    expect(looksOf(second(), outside, second)).toBe(looks);
    looks.medias.follow('m', follower, { pace: PACE, signal: life.signal });
    await time.until(() => heard.length > 0);
    moved = speaking('b.example', 'secret');
    await time.advance(60_000);
    moved = speaking('a.example', 'two');
    await time.advance(60_000);
    expect(new Set(heard)).toEqual(new Set(['a.example one']));
    life.abort();
  });

  it('is forgotten when there are many others and nobody follows anything with it', () => {
    const { outside } = setUp();
    listen('none');
    const life = new AbortController();
    const [busy, idle] = [speaking('busy.example', ''), speaking('idle.example', '')];
    const looks = [busy, idle].map((each) => looksOf(each, outside));
    looks[0]!.medias.follow('m', follower, { pace: PACE, signal: life.signal });
    for (let n = 0; n < 30; n += 1) looksOf(speaking('a.example', `${n}`), outside);
    expect(looksOf(busy, outside)).toBe(looks[0]);
    expect(looksOf(idle, outside)).not.toBe(looks[1]);
    life.abort();
  });
});
