import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConnectionCut } from '../../src/emulator/incoming.js';
import { inProcess, until, watched } from './in-process.js';
import { gather } from '../../src/emulator/storage.js';
import { patterned } from '../support/world.js';

const UPLOAD_PART = { service: 'oss', op: 'UploadPart' } as const;
const md5 = (body: Uint8Array) => createHash('md5').update(body).digest();

describe('a request that is cut off', () => {
  it('is nothing done, however much of it was read', async () => {
    const { spoil, part, uploadId, held, last } = await inProcess();
    for (const afterBytes of [0, 500, 5000]) {
      spoil({ what: 'cut-before', where: UPLOAD_PART, afterBytes });
      await expect(part(uploadId, 1, patterned(1000))).rejects.toBeInstanceOf(ConnectionCut);
      expect(last()).toMatchObject({ op: 'UploadPart', cut: true, faults: ['cut-before'] });
    }
    expect(held()).toEqual([]);
  });

  for (const what of ['cut-before', 'hang'] as const) {
    it(`was read as far as the order says, and no further (${what})`, async () => {
      const { emulator, spoil, world, last } = await inProcess();
      const read = async (afterBytes: number) => {
        const fault = spoil({ what, where: { service: 'oss' }, afterBytes });
        let given = 0;
        const body = (async function* () {
          for (; given < 10; given++) yield patterned(100);
        })();
        const url = new URL('http://outin-spoilt.oss.localhost/key');
        const handled = watched(emulator.handle({ method: 'PUT', url, headers: new Headers(), body }));
        // A number of bytes is given when the next are asked for
        await until(() => fault.hits === 1 && given === Math.max(0, Math.ceil(afterBytes / 100) - 1));
        world.faults.clear();
        await expect(handled.done).rejects.toBeInstanceOf(ConnectionCut);
        return given;
      };
      expect(await read(0)).toBe(0);
      expect(await read(250)).toBe(2);
      expect(last()).toMatchObject({ op: 'PutObject', cut: true });
    });
  }

  it('says whether it was a reset', async () => {
    const { spoil, part, uploadId } = await inProcess();
    for (const what of ['cut-before', 'cut-after'] as const) {
      spoil({ what, where: UPLOAD_PART, reset: true });
      await expect(part(uploadId, 1, 'x')).rejects.toMatchObject({ name: 'ConnectionCut', reset: true });
      spoil({ what, where: UPLOAD_PART });
      await expect(part(uploadId, 1, 'x')).rejects.toMatchObject({ name: 'ConnectionCut', reset: false });
    }
  });
});

describe('a request that hangs', () => {
  it('gets no answer, however long, until the fault is taken away', async () => {
    const { spoil, part, uploadId, held, last, time, world } = await inProcess();
    const fault = spoil({ what: 'hang', where: UPLOAD_PART, afterBytes: 10 });
    const sending = watched(part(uploadId, 1, patterned(1000)));
    await until(() => fault.hits === 1);
    await time.advance(86_400_000);
    expect(sending.state()).toBe('waiting');
    expect(last()).not.toHaveProperty('endedAt');
    expect(world.faults.remove(fault.id)).toBe(true);
    await expect(sending.done).rejects.toBeInstanceOf(ConnectionCut);
    expect(last()).toMatchObject({ cut: true, faults: ['hang'], endedAt: time.clock.now() });
    expect(held()).toEqual([]);
  });

  it('ends when the sender goes away', async () => {
    const { emulator, world, spoil, last } = await inProcess();
    const gone = new AbortController();
    const fault = spoil({ what: 'hang', where: { service: 'oss' }, times: 0 });
    const sending = emulator.fetch(
      new Request('http://outin-spoilt.oss.localhost/key', { method: 'PUT', body: 'x', signal: gone.signal }),
    );
    await until(() => fault.hits === 1);
    gone.abort();
    await expect(sending).rejects.toBeInstanceOf(ConnectionCut);
    expect(last()).toMatchObject({ cut: true });
    expect(world.faults.list).toHaveLength(1);
  });

  for (const [how, act] of [
    ['all faults are', ({ world }: Awaited<ReturnType<typeof inProcess>>) => world.faults.clear()],
    ['the world is', ({ world }: Awaited<ReturnType<typeof inProcess>>) => world.wipe()],
    ['the emulator is', ({ emulator }: Awaited<ReturnType<typeof inProcess>>) => emulator.close()],
  ] as const) {
    it(`is cut when ${how} cleared away`, async () => {
      const place = await inProcess();
      const fault = place.spoil({ what: 'hang', times: 0 });
      const sending = watched(place.part(place.uploadId, 1, 'x'));
      await until(() => fault.hits === 1);
      await act(place);
      await expect(sending.done).rejects.toBeInstanceOf(ConnectionCut);
    });
  }

  it('may have been done all the same', async () => {
    const { spoil, part, uploadId, held, world } = await inProcess();
    spoil({ what: 'hang', where: UPLOAD_PART, after: true });
    const sending = watched(part(uploadId, 1, 'x'));
    await until(() => held().length === 1);
    expect(sending.state()).toBe('waiting');
    world.faults.clear();
    await expect(sending.done).rejects.toBeInstanceOf(ConnectionCut);
    expect(held()).toEqual([1]);
  });
});

describe('a request on a slow way', () => {
  it('takes as long as its body at that pace', async () => {
    const { spoil, part, uploadId, held, time, stuck, last } = await inProcess();
    spoil({ what: 'slow', where: UPLOAD_PART, bytesPerSecond: 5000 });
    const began = time.clock.now();
    const sending = watched(part(uploadId, 1, patterned(60_000)));
    await stuck();
    await time.advance(11_990);
    expect(sending.state()).toBe('waiting');
    expect(held()).toEqual([]);
    await time.advance(10);
    expect(await sending.done).toMatchObject({ status: 200 });
    expect(held()).toEqual([1]);
    expect(last()).toMatchObject({ faults: ['slow'], bytes: 60_000, endedAt: began + 12_000 });
  });

  it('goes on at full speed when the fault is taken away', async () => {
    const { spoil, part, uploadId, world, stuck, time } = await inProcess();
    spoil({ what: 'slow', where: UPLOAD_PART, bytesPerSecond: 1 });
    const sending = part(uploadId, 1, patterned(60_000));
    await stuck();
    const began = time.clock.now();
    world.faults.clear();
    expect(await sending).toMatchObject({ status: 200 });
    expect(time.clock.now()).toBe(began);
    expect(time.pending).toBe(0);
  });

  it('ends with its sender, and nothing waits any more', async () => {
    const { send, uploadId, spoil, held, stuck, time } = await inProcess();
    const gone = new AbortController();
    spoil({ what: 'slow', where: UPLOAD_PART, bytesPerSecond: 1 });
    const query = { partNumber: '1', uploadId };
    const sending = send('PUT', { query, body: patterned(1000), signal: gone.signal });
    await stuck();
    gone.abort();
    await expect(sending).rejects.toBeInstanceOf(ConnectionCut);
    expect(time.pending).toBe(0);
    expect(held()).toEqual([]);
  });

  it('may be cut half-way', async () => {
    const { spoil, part, uploadId, stuck, time } = await inProcess();
    spoil({ what: 'slow', where: UPLOAD_PART, bytesPerSecond: 100 });
    spoil({ what: 'cut-before', where: UPLOAD_PART, afterBytes: 500 });
    const sending = watched(part(uploadId, 1, patterned(1000)));
    await stuck();
    await time.advance(4_900);
    expect(sending.state()).toBe('waiting');
    await time.advance(100);
    await expect(sending.done).rejects.toBeInstanceOf(ConnectionCut);
  });
});

it('a delay holds a request back for exactly so long', async () => {
  const { spoil, part, uploadId, held, stuck, time } = await inProcess();
  spoil({ what: 'delay', where: UPLOAD_PART, delayMs: 600_000 });
  const sending = watched(part(uploadId, 1, 'x'));
  await stuck();
  await time.advance(599_999);
  expect(held()).toEqual([]);
  await time.advance(1);
  expect(await sending.done).toMatchObject({ status: 200 });
});

describe('a body that is damaged on its way', () => {
  const sent = patterned(200_000);

  it('is refused by OSS where its MD5 came with it', async () => {
    const { spoil, part, uploadId, held, last } = await inProcess();
    spoil({ what: 'corrupt', where: UPLOAD_PART });
    const headers = { 'content-md5': md5(sent).toString('base64') };
    expect(await part(uploadId, 1, sent, headers)).toMatchObject({ status: 400, code: 'InvalidDigest' });
    expect(last()).toMatchObject({ faults: ['corrupt'], code: 'InvalidDigest' });
    expect(held()).toEqual([]);
    expect(await part(uploadId, 1, sent, headers)).toMatchObject({ status: 200 });
  });

  it('is stored as it arrived where nobody looks: one bit is another, and the ETag is that of what is stored', async () => {
    for (const [atByte, flipped] of [
      [7, 7],
      [199_999, 199_999],
      [5_000_000, 199_999],
      [undefined, 100_000],
    ] as const) {
      const { spoil, send, world, target } = await inProcess();
      spoil({ what: 'corrupt', where: { op: 'PutObject' }, atByte });
      const answer = await send('PUT', { body: sent, unsigned: { 'content-length': String(sent.length) } });
      const object = world.bucket.objects.get(target.key)!;
      const stored = await gather(object.content.read(), sent.length);
      const differs = [...stored.keys()].filter((at) => stored[at] !== sent[at]);
      expect(differs).toEqual([flipped]);
      expect(stored[flipped]! ^ sent[flipped]!).toBe(1);
      expect(answer.headers.get('etag')).toBe(`"${md5(stored).toString('hex').toUpperCase()}"`);
    }
  });

  it('is hit in the middle of what arrives first where its length is not known', async () => {
    const { spoil, send, world, target } = await inProcess();
    spoil({ what: 'corrupt', where: { op: 'PutObject' } });
    expect(await send('PUT', { body: sent })).toMatchObject({ status: 200 });
    const { content } = world.bucket.objects.get(target.key)!;
    const stored = await gather(content.read(), sent.length);
    expect([...stored.keys()].filter((at) => stored[at] !== sent[at])).toHaveLength(1);
  });

  it('stays whole at its sender', async () => {
    const { emulator, spoil } = await inProcess();
    const fault = spoil({ what: 'corrupt', where: { service: 'backend' } });
    const own = patterned(1000);
    const body = (async function* () {
      yield own;
    })();
    const url = new URL('http://127.0.0.1/__emulator/spoilt/api/vod/CreateUploadVideo');
    await emulator.handle({ method: 'POST', url, headers: new Headers(), body });
    expect(fault.hits).toBe(1);
    expect(own).toEqual(patterned(1000));
  });
});
