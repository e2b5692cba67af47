import { describe, expect, it } from 'vitest';
import { ConnectionCut } from '../../src/emulator/incoming.js';
import type { FaultOrder } from '../../src/emulator/faults.js';
import { inProcess, until, watched } from './in-process.js';

const VIDEO = { Title: 't', FileName: 'a.mp4' };

type Place = Awaited<ReturnType<typeof inProcess>>;
type Order<T = FaultOrder> = T extends unknown ? Omit<T, 'where'> : never;

/** Two ways to the same action: as a page asks its backend, and as that backend asks VOD. */
const SERVICES = {
  backend: async ({ ask }: Place): Promise<unknown> => {
    const response = await ask('CreateUploadVideo', VIDEO);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text);
  },
  vod: ({ client }: Place): Promise<unknown> => client.call('vod', 'CreateUploadVideo', VIDEO),
};

for (const [service, create] of Object.entries(SERVICES) as ['backend' | 'vod', (place: Place) => Promise<unknown>][]) {
  describe(`what is asked of ${service}`, () => {
    /** With one fault, how many videos there are besides the one that was there. */
    const place = async (order: Order) => {
      const made = await inProcess();
      const fault = made.spoil({ ...order, where: { service, op: 'CreateUploadVideo' } });
      const logged = () => made.world.log.entries.find((entry) => entry.faults?.includes(order.what));
      return { ...made, fault, logged, create: () => create(made), videos: () => made.world.videos.all.length - 1 };
    };

    it('may be refused, in words of its own', async () => {
      const { create, videos, logged } = await place({ what: 'status', status: 429, code: 'Throttling.User' });
      await expect(create()).rejects.toThrow(/Throttling\.User|user flow control/);
      expect(videos()).toBe(0);
      expect(logged()).toMatchObject({ service, status: 429, code: 'Throttling.User' });
    });

    for (const what of ['html', 'empty'] as const) {
      it(`may be answered by something else (${what})`, async () => {
        const { create, videos, logged } = await place({ what, status: 200 });
        await expect(create()).rejects.toThrow(SyntaxError);
        expect(videos()).toBe(0);
        expect(logged()).toMatchObject({ service, status: 200 });
      });
    }

    it('may be cut off before or after it was done', async () => {
      const before = await place({ what: 'cut-before', afterBytes: 5 });
      await expect(before.create()).rejects.toBeInstanceOf(ConnectionCut);
      expect(before.videos()).toBe(0);
      const after = await place({ what: 'cut-after' });
      await expect(after.create()).rejects.toBeInstanceOf(ConnectionCut);
      expect(after.videos()).toBe(1);
      expect(after.logged()).toMatchObject({ service, cut: true });
    });

    it('may break off in the middle of its answer', async () => {
      const { create, videos, logged } = await place({ what: 'truncate' });
      await expect(create()).rejects.toBeInstanceOf(ConnectionCut);
      expect(videos()).toBe(1);
      expect(logged()).toMatchObject({ service, status: 200, cut: true });
    });

    for (const after of [undefined, true] as const) {
      it(`may hang, ${after ? 'done' : 'not done'}, until the fault is taken away`, async () => {
        const { create, videos, fault, world, time } = await place({ what: 'hang', ...(after && { after }) });
        const asking = watched(create());
        await until(() => fault.hits === 1 && videos() === (after ? 1 : 0));
        await time.advance(3_600_000);
        expect(asking.state()).toBe('waiting');
        world.faults.clear();
        await expect(asking.done).rejects.toBeInstanceOf(ConnectionCut);
        expect(videos()).toBe(after ? 1 : 0);
      });
    }

    it('may come slowly', async () => {
      const { create, videos, stuck, time } = await place({ what: 'slow', bytesPerSecond: 1 });
      const asking = watched(create());
      await stuck();
      // Shorter than any body that says title and name
      await time.advance(15_000);
      expect(videos()).toBe(0);
      await time.advance(60_000);
      await asking.done;
      expect(videos()).toBe(1);
    });

    it('may be answered late', async () => {
      const { create, videos, stuck, time } = await place({ what: 'delay-after', delayMs: 60_000 });
      const asking = watched(create());
      await stuck();
      await time.advance(59_999);
      expect([videos(), asking.state()]).toEqual([1, 'waiting']);
      await time.advance(1);
      await asking.done;
    });
  });
}

it('VOD refuses by a clock of its own that is off', async () => {
  const { client, spoil, world, time } = await inProcess();
  spoil({ what: 'skew', where: { service: 'vod' }, skewMs: -3_600_000 });
  const asked = client.call('vod', 'CreateUploadVideo', VIDEO);
  await expect(asked).rejects.toMatchObject({ status: 400, code: 'InvalidTimeStamp.Expired' });
  const serverTime = new Date(time.clock.now() - 3_600_000).toISOString().slice(0, 16);
  await expect(asked).rejects.toThrow(`Server time: ${serverTime}`);
  expect(world.log.entries.at(-1)).toMatchObject({ faults: ['skew'], code: 'InvalidTimeStamp.Expired' });
  await client.call('vod', 'CreateUploadVideo', VIDEO);
});

it('a backend makes nothing of a body that was damaged', async () => {
  const { ask, spoil, world } = await inProcess();
  const before = world.videos.all.length;
  // The brace that opens the JSON
  spoil({ what: 'corrupt', where: { service: 'backend' }, atByte: 0 });
  expect(await ask('CreateUploadVideo', VIDEO)).toMatchObject({ status: 400 });
  expect(world.videos.all).toHaveLength(before);
});

it('a fault for all services leaves none out', async () => {
  const { ask, spoil, world } = await inProcess();
  spoil({ what: 'delay-after', delayMs: 1, times: 0 });
  spoil({ what: 'strip', strip: ['content-type'], times: 0 });
  const asking = ask('CreateUploadVideo', VIDEO);
  await until(() => world.log.entries.at(-1)?.service === 'vod');
  world.faults.clear();
  expect((await asking).headers.get('content-type')).toBeNull();
  expect(world.log.entries.slice(-2).map(({ service, faults }) => [service, faults])).toEqual([
    ['backend', ['delay-after', 'strip']],
    ['vod', ['delay-after', 'strip']],
  ]);
});
