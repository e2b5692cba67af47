import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { LinkProxy } from '../../bench/link/proxy.js';
import { transferOf } from '../../bench/link/transfer.js';

const ROUND_TRIP_MS = 60;
const BODY = Buffer.from(Array.from({ length: 250_000 }, (_, i) => i % 251));

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const sha = (of: Buffer): string => createHash('sha256').update(of).digest('hex');

/** Answers with the checksum of what came. */
async function linked(see: (req: IncomingMessage) => void = () => undefined): Promise<LinkProxy> {
  const server = createServer((req, res) => {
    see(req);
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => res.end(sha(Buffer.concat(pieces))));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const link = await LinkProxy.open((server.address() as AddressInfo).port, {
    roundTripMs: ROUND_TRIP_MS,
    mbitPerS: 20,
  });
  closing.unshift(() => link.close());
  return link;
}

const put = (port: number) =>
  request({
    port,
    host: '127.0.0.1',
    method: 'PUT',
    path: '/?partNumber=1',
    headers: { 'content-length': BODY.length },
  });

it('carries bytes and answers whole, and not sooner than the link could', async () => {
  const link = await linked();
  const began = performance.now();
  const sending = put(link.port).end(BODY);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  const text = (await answer.toArray()).join('');
  const tookMs = performance.now() - began;
  expect(text).toBe(sha(BODY));
  // The handshake, the way there and back, and 100 ms for 250 KB at 20 Mbit/s; timers may be a millisecond early.
  expect(tookMs).toBeGreaterThanOrEqual(2 * ROUND_TRIP_MS + 100 - 2);
  const { bytes, parts, failed, ms } = transferOf(link.exchanges);
  expect({ bytes, parts, failed }).toEqual({ bytes: BODY.length, parts: 1, failed: 0 });
  expect(ms).toBeGreaterThanOrEqual(ROUND_TRIP_MS + 100);
});

it('passes on that a browser broke off, and goes on for the others', async () => {
  let hear = (): void => undefined;
  const cut = new Promise<void>((resolve) => (hear = resolve));
  const link = await linked((req) => req.once('aborted', hear));
  const broken = put(link.port).on('error', () => undefined);
  broken.write(BODY.subarray(0, 10_000), () => broken.destroy());
  await cut;
  const [answer] = (await once(put(link.port).end(BODY), 'response')) as [IncomingMessage];
  expect((await answer.toArray()).join('')).toBe(sha(BODY));
  expect(link.exchanges.map(({ bytes, status }) => [bytes, status === 200])).toEqual([
    [10_000, false],
    [BODY.length, true],
  ]);
});
