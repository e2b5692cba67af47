import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { serveNode } from '../../src/emulator/node-adapter.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import type { FaultOrder } from '../../src/emulator/faults.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { patterned } from '../support/world.js';
import { until } from './in-process.js';
import { upload } from './wire.js';

const WORLD = 'sockets';
const UPLOAD_PART = { service: 'oss', op: 'UploadPart' } as const;

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory' });
});
afterEach(() => running.world(WORLD).wipe());
afterAll(() => running.close());

const spoil = (order: FaultOrder) => running.world(WORLD).faults.add(order);
const last = () => running.world(WORLD).log.entries.at(-1);

/** A connection as the system shows it: what came, and how it ended. */
function plug(): { socket: Socket; came: () => string; ended: Promise<string> } {
  const socket = connect(running.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (data: string) => (text += data));
  const ended = new Promise<string>((resolve) => {
    socket
      .once('end', () => resolve('FIN'))
      .once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
  });
  return { socket, came: () => text, ended };
}

/** The head of a part's request and the first bytes of a body that is said to be longer. */
function part(socket: Socket, announced: number, sent: number): void {
  socket.write(
    `PUT /outin-${WORLD}/key?partNumber=1&uploadId=u HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${announced}\r\n\r\n`,
  );
  socket.write(patterned(sent));
}

describe('a socket', () => {
  // Makes the world: its bucket is known from now on
  const somebody = () => running.world(WORLD);

  it('is closed once the ordered bytes were read', async () => {
    somebody();
    spoil({ what: 'cut-before', where: UPLOAD_PART, afterBytes: 500 });
    const { socket, came, ended } = plug();
    part(socket, 1000, 499);
    await until(() => last()?.faults?.includes('cut-before'));
    expect(last()).not.toHaveProperty('endedAt');
    socket.write(patterned(1));
    expect(await ended).toBe('FIN');
    expect(came()).toBe('');
    expect(last()).toMatchObject({ op: 'UploadPart', cut: true });
  });

  for (const what of ['cut-before', 'cut-after'] as const) {
    it(`is reset where the order says so (${what})`, async () => {
      somebody();
      spoil({ what, where: UPLOAD_PART, reset: true });
      const { socket, came, ended } = plug();
      part(socket, 5, 5);
      expect(await ended).toBe('ECONNRESET');
      expect(came()).toBe('');
    });

    it(`is closed where it does not (${what})`, async () => {
      somebody();
      spoil({ what, where: UPLOAD_PART });
      const { socket, came, ended } = plug();
      part(socket, 5, 5);
      expect(await ended).toBe('FIN');
      expect(came()).toBe('');
    });
  }

  it('stays open while a request hangs, takes no more bytes, and closes when the fault is taken away', async () => {
    somebody();
    const fault = spoil({ what: 'hang', where: UPLOAD_PART, afterBytes: 1000 });
    const { socket, came, ended } = plug();
    const size = 64 * 1024 ** 2;
    part(socket, size, size);
    await until(() => fault.hits === 1 && socket.bytesWritten > 1000);
    // What the systems on both sides keep is a few MB; the rest does not leave.
    let before = -1;
    await vi.waitUntil(() => before === (before = socket.writableLength), { timeout: 60_000, interval: 200 });
    expect(before).toBeGreaterThan(size / 2);
    expect([came(), socket.destroyed]).toEqual(['', false]);
    running.world(WORLD).faults.clear();
    // Unread bytes make the system reset what is closed
    expect(await ended).toMatch(/^(?:ECONNRESET|EPIPE)$/);
    expect(last()).toMatchObject({ cut: true, faults: ['hang'] });
  });

  it('of a request that hangs is let go when the sender leaves', async () => {
    somebody();
    spoil({ what: 'hang', where: UPLOAD_PART });
    const { socket } = plug();
    part(socket, 5, 5);
    await until(() => last()?.faults?.includes('hang'));
    expect(last()).not.toHaveProperty('endedAt');
    socket.destroy();
    await until(() => last()?.cut === true);
  });

  it('carries a part at the ordered pace', async () => {
    const time = createVirtualClock(Date.now());
    const paced = await startEmulator({ storage: 'memory', clock: time.clock.now, wait: time.clock.wait });
    const { open, part: put, world } = await upload(paced, WORLD);
    const uploadId = await open();
    world.faults.add({ what: 'slow', where: UPLOAD_PART, bytesPerSecond: 5000 });
    const putting = put(uploadId, 1, patterned(600_000));
    const entry = await until(() => world.log.entries.find(({ op }) => op === 'UploadPart'));
    while (entry!.endedAt === undefined) await time.advance(1000);
    expect(await putting).toMatchObject({ status: 200 });
    expect(entry!.bytes).toBe(600_000);
    expect(entry!.endedAt - entry!.startedAt).toBeGreaterThanOrEqual(120_000);
    await paced.close();
  });

  it('brings the head of a truncated answer, with its true length, and half of the body', async () => {
    const json = await (await fetch(`${running.url}/__emulator/${WORLD}/api/vod/Nothing`, { method: 'POST' })).text();
    spoil({ what: 'truncate', where: { service: 'backend' } });
    const { socket, came, ended } = plug();
    socket.write(`POST /__emulator/${WORLD}/api/vod/Nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n`);
    expect(await ended).toBe('FIN');
    const [head = '', body] = came().split('\r\n\r\n');
    expect(head.toLowerCase()).toContain(`content-length: ${json.length}`);
    expect(head.toLowerCase()).not.toContain('transfer-encoding');
    expect(body).toHaveLength(Math.floor(json.length / 2));
    expect(last()).toMatchObject({ cut: true, faults: ['truncate'] });
  });

  it('brings half of a large object before it breaks', async () => {
    const { send } = await upload(running, WORLD);
    const size = 8 * 1024 ** 2;
    await send('PUT', { body: patterned(size) });
    spoil({ what: 'truncate', where: { op: 'GetObject' } });
    await expect(send('GET')).rejects.toThrow('terminated');
    expect(last()).toMatchObject({ op: 'GetObject', status: 200, cut: true });
    expect(await send('HEAD')).toMatchObject({ status: 200 });
  });

  it('whose reader leaves takes what was still to be read with it', async () => {
    let given = 0;
    let stopped = false;
    const server = createServer((req, res) => {
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(patterned(65_536 + (given++ % 2))),
        cancel: () => void (stopped = true),
      });
      void serveNode(req, res, () => Promise.resolve(new Response(body)));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();
    await until(() => stopped);
    await once(server.close(), 'close');
  });
});
