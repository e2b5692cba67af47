import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VodApiError } from '../../src/server/client.js';
import { createLists } from '../../src/server/lists.js';
import { createRateLimit, limited } from '../../src/server/rate-limit.js';
import type { Action } from '../../src/vod/protocol.js';
import { fakeClient, type Called } from './fake-client.js';

function setUp(
  options: Partial<Parameters<typeof createLists>[1]> = {},
  answer: (asked: readonly string[], called: Called) => Record<string, unknown> | Promise<never> = answered,
) {
  const { client, calls } = fakeClient((called) => answer(Object.values(called.params).join().split(','), called));
  const call = (action: Action, params: object) => client.call('vod', action, { ...params });
  return { calls, ask: createLists(call, { cacheMs: 1_000, batchMs: 1, ...options }) };
}

/** Ids that begin with an x are nowhere, and said so in the documents' own odd way. */
const answered = (asked: readonly string[]) => ({
  RequestId: 'r',
  UploadDetails: asked.filter((id) => id.startsWith('v')).map((id) => ({ MediaId: id })),
  URLUploadInfoList: asked.filter((id) => id.startsWith('j')).map((id) => ({ JobId: id })),
  NonExistMediaIds: [JSON.stringify(asked.filter((id) => id.startsWith('x')))],
  NonExists: [JSON.stringify(asked.filter((id) => id.startsWith('x')))],
});

describe('questions about medias', () => {
  it('that come together are one call, and each has its own answer', async () => {
    const { ask, calls } = setUp();
    const replies = await Promise.all([
      ask('GetUploadDetails', ['v1']),
      ask('GetUploadDetails', ['v2', 'x1']),
      ask('GetUploadDetails', ['v1']),
    ]);
    expect(calls.map(({ params }) => params)).toEqual([{ MediaIds: 'v1,v2,x1' }]);
    expect(replies).toEqual([
      { RequestId: 'r', UploadDetails: [{ MediaId: 'v1' }], NonExistMediaIds: [], ForbiddenMediaIds: [] },
      { RequestId: 'r', UploadDetails: [{ MediaId: 'v2' }], NonExistMediaIds: ['x1'], ForbiddenMediaIds: [] },
      replies[0],
    ]);
  });

  it('are calls of 20 ids at most, whoever asks for the same one', async () => {
    const { ask, calls } = setUp({ cacheMs: 0 });
    await Promise.all([
      ...Array.from({ length: 45 }, (_, n) => ask('GetUploadDetails', [`v${n}`])),
      ...Array.from({ length: 30 }, () => ask('GetUploadDetails', ['v44'])),
    ]);
    expect(calls.map(({ params }) => String(params['MediaIds']).split(',').length)).toEqual([20, 20, 5]);
  });

  it('that are the same within a second are asked once, and again after it', async () => {
    let now = 0;
    const { ask, calls } = setUp({ batchMs: 0, now: () => now });
    await ask('GetUploadDetails', ['v1']);
    now = 999;
    await ask('GetUploadDetails', ['v1']);
    expect(calls).toHaveLength(1);
    now = 1_000;
    await ask('GetUploadDetails', ['v1']);
    expect(calls).toHaveLength(2);
  });

  it('that failed are asked again', async () => {
    let fails = true;
    const { ask, calls } = setUp({}, (asked) => (fails ? Promise.reject(new Error('down')) : answered(asked)));
    await expect(ask('GetUploadDetails', ['v1'])).rejects.toThrow('down');
    fails = false;
    await ask('GetUploadDetails', ['v1']);
    expect(calls).toHaveLength(2);
  });

  it('are answered whatever else was asked with them and refused', async () => {
    const { ask, calls } = setUp({}, (asked) =>
      asked.includes('bad')
        ? Promise.reject(new VodApiError(400, 'InvalidParameter', 'What is this?', 'r'))
        : answered(asked),
    );
    const [good, bad] = await Promise.allSettled([ask('GetUploadDetails', ['v1']), ask('GetUploadDetails', ['bad'])]);
    expect(good).toMatchObject({ value: { UploadDetails: [{ MediaId: 'v1' }] } });
    expect(bad).toMatchObject({ reason: { code: 'InvalidParameter' } });
    expect(calls.map(({ params }) => params['MediaIds'])).toEqual(['v1,bad', 'v1', 'bad']);
  });

  it('that are too many for the service are not made more', async () => {
    const { ask, calls } = setUp({}, () => Promise.reject(new VodApiError(400, 'Throttling.User', 'slow', 'r')));
    const both = await Promise.allSettled([ask('GetUploadDetails', ['v1']), ask('GetUploadDetails', ['v2'])]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(calls).toHaveLength(1);
  });
});

describe('questions about imports', () => {
  it('are calls of 10 ids at most, and each has its own answer', async () => {
    const { ask, calls } = setUp();
    const ids = Array.from({ length: 12 }, (_, n) => (n === 3 ? 'x3' : `j${n}`));
    const replies = await Promise.all(ids.map((id) => ask('GetURLUploadInfos', [id])));
    expect(calls.map(({ params }) => String(params['JobIds']).split(',').length)).toEqual([10, 2]);
    expect(replies[3]).toEqual({ RequestId: 'r', URLUploadInfoList: [], NonExists: ['x3'] });
    expect(replies[11]).toEqual({ RequestId: 'r', URLUploadInfoList: [{ JobId: 'j11' }], NonExists: [] });
  });

  it('are not mixed with those about the other service’s', async () => {
    const { ask, calls } = setUp();
    await Promise.all([ask('GetURLUploadInfos', ['j1']), ask('ims/GetUrlUploadInfos', ['j1'])]);
    expect(calls.map(({ action }) => action)).toEqual(['GetURLUploadInfos', 'ims/GetUrlUploadInfos']);
  });
});

describe('the account’s limit', () => {
  /** Time that passes only where the test, or whoever waits for the next turn, lets it. */
  const clock = () => {
    let at = 0;
    const waits: number[] = [];
    return { waits, now: () => at, wait: async (ms: number) => void waits.push(ms), pass: (ms: number) => (at += ms) };
  };

  it('lets a few calls go at once after a rest, and then one after the other', async () => {
    const time = clock();
    const turn = createRateLimit({ DeleteVideo: 10 }, time);
    for (let n = 0; n < 4; n += 1) await turn('DeleteVideo');
    expect(time.waits.map(Math.round)).toEqual([111, 222]);
    time.pass(10_000);
    for (let n = 0; n < 3; n += 1) await turn('DeleteVideo');
    expect(time.waits.map(Math.round)).toEqual([111, 222, 111]);
  });

  it('is kept in every second, however the calls come', async () => {
    const pauses = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_500 })), { maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), pauses, async (limit, gaps) => {
        const time = clock();
        const turn = createRateLimit({ DeleteVideo: limit }, time);
        const went: number[] = [];
        for (const gap of gaps) {
          time.pass(gap);
          const before = time.waits.length;
          const taken = await turn('DeleteVideo').then(
            () => true,
            () => false,
          );
          if (taken) went.push(time.now() + (time.waits.length > before ? time.waits.at(-1)! : 0));
        }
        for (const [n, at] of went.slice(limit).entries()) expect(at - went[n]!).toBeGreaterThan(999.999);
      }),
    );
  });

  it('is used up to four fifths at least by those who come all at once', async () => {
    const time = clock();
    const turn = createRateLimit({ GetUploadDetails: 100 }, time);
    for (let n = 0; n < 400; n += 1) await turn('GetUploadDetails');
    expect(time.waits.at(-1)).toBeLessThan(400 * (1_000 / 80));
  });

  it('says that it is too much when the line is too long', async () => {
    const time = clock();
    const turn = createRateLimit({ DeleteVideo: 1 }, time);
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => turn('DeleteVideo')));
    expect(all.filter(({ status }) => status === 'rejected')).toHaveLength(6);
    expect(all.at(-1)).toMatchObject({ reason: { status: 429, code: 'Throttling.User' } });
    expect(time.waits).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
  });

  it.each([0, -1, NaN, Infinity])('cannot be %d', (limit) => {
    expect(() => createRateLimit({ DeleteVideo: limit })).toThrow('rateLimits: DeleteVideo must be a positive number');
  });

  it('is each action’s own, and none where the owner says so', async () => {
    const { client, calls } = fakeClient(() => ({}));
    const open = limited(client, false);
    expect(open).toBe(client);
    await limited(client, { DeleteVideo: 1 }).call('vod', 'GetUploadDetails', {});
    expect(calls).toHaveLength(1);
  });
});
