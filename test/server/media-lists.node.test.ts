import { describe, expect, it } from 'vitest';
import { createMediaLists } from '../../src/server/media-lists.js';
import { createRateLimit, limited } from '../../src/server/rate-limit.js';
import { fakeClient } from './fake-client.js';

const answering = () =>
  fakeClient(({ params }) => ({
    RequestId: 'r',
    UploadDetails: String(params['MediaIds'])
      .split(',')
      .filter((id) => id.startsWith('v'))
      .map((id) => ({ MediaId: id })),
    NonExistMediaIds: [
      JSON.stringify(
        String(params['MediaIds'])
          .split(',')
          .filter((id) => id.startsWith('x')),
      ),
    ],
  }));

describe('questions about medias', () => {
  it('that come together are one call, and each has its own answer', async () => {
    const { client, calls } = answering();
    const ask = createMediaLists(client, { cacheMs: 1_000, batchMs: 1 });
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

  it('are calls of 20 ids at most', async () => {
    const { client, calls } = answering();
    const ask = createMediaLists(client, { cacheMs: 1_000, batchMs: 1 });
    await Promise.all(Array.from({ length: 45 }, (_, n) => ask('GetUploadDetails', [`v${n}`])));
    expect(calls.map(({ params }) => String(params['MediaIds']).split(',').length)).toEqual([20, 20, 5]);
  });

  it('that are the same within a second are asked once, and again after it', async () => {
    const { client, calls } = answering();
    let now = 0;
    const ask = createMediaLists(client, { cacheMs: 1_000, batchMs: 0, now: () => now });
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
    const { client, calls } = fakeClient(() => (fails ? Promise.reject(new Error('down')) : { UploadDetails: [] }));
    const ask = createMediaLists(client, { cacheMs: 1_000, batchMs: 1 });
    await expect(ask('GetUploadDetails', ['v1'])).rejects.toThrow('down');
    fails = false;
    await ask('GetUploadDetails', ['v1']);
    expect(calls).toHaveLength(2);
  });
});

describe('the account’s limit', () => {
  const clock = () => {
    let at = 0;
    const waits: number[] = [];
    return { waits, now: () => at, wait: async (ms: number) => void waits.push(ms), pass: (ms: number) => (at += ms) };
  };

  it('lets a second’s worth go at once after a rest, and then one after the other', async () => {
    const time = clock();
    time.pass(10_000);
    const turn = createRateLimit({ DeleteVideo: 10 }, time);
    for (let n = 0; n < 10; n += 1) await turn('DeleteVideo');
    expect(time.waits).toEqual([]);
    await turn('DeleteVideo');
    await turn('DeleteVideo');
    expect(time.waits.map(Math.round)).toEqual([0, 100].filter(Boolean));
  });

  it('says that it is too much when the line is too long', async () => {
    const time = clock();
    const turn = createRateLimit({ DeleteVideo: 1 }, time);
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => turn('DeleteVideo')));
    expect(all.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    expect(all.at(-1)).toMatchObject({ reason: { status: 429, code: 'Throttling.User' } });
  });

  it('is each action’s own, and none where the owner says so', async () => {
    const { client, calls } = fakeClient(() => ({}));
    const open = limited(client, false);
    expect(open).toBe(client);
    await limited(client, { DeleteVideo: 1 }).call('vod', 'GetUploadDetails', {});
    expect(calls).toHaveLength(1);
  });
});
