import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import type { UploadError } from '../../src/engine/error.js';
import { createVodHandler } from '../../src/server/handler.js';
import { createNodeClient, toNodeHandler } from '../../src/server/node.js';
import { createHttpBackend } from '../../src/vod/backend.js';

const WORLD = 'kit';
const owners = new Map<string, string>();
const { signal } = new AbortController();
const metadata = { title: '标题 clip', fileName: 'clip.mp4', fileSize: 100, tags: ['a', 'b'], extend: { localId: 1 } };

let emulator: RunningEmulator;
const servers: Server[] = [];

/** A page's server, as the README shows it, in front of the emulator. */
async function serverWith(accessKeySecret: string): Promise<string> {
  const client = createNodeClient({
    accessKeyId: `LTAI-emulator-${WORLD}`,
    accessKeySecret,
    endpoint: `127.0.0.1:${emulator.port}`,
    protocol: 'http',
  });
  const handler = toNodeHandler(
    createVodHandler<string>({
      client,
      authorize: (request) => request.headers.get('x-user'),
      owns: (user, mediaId) => owners.get(mediaId) === user,
      onCreated: (user, videoId) => void owners.set(videoId, user),
    }),
  );
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/vod`;
}

const backendOf = (endpoint: string, user: string) =>
  createHttpBackend({ endpoint, headers: user ? { 'x-user': user } : {}, idempotency: true });

const fault = async (promise: Promise<unknown>): Promise<UploadError> =>
  promise.then(
    () => Promise.reject(new Error('did not fail')),
    (error: UploadError) => error,
  );

beforeAll(async () => {
  emulator = await startEmulator({ storage: 'memory' });
});

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await emulator.close();
});

describe('page, server and service together', () => {
  it('make one media for one upload, with its texts, and renew its credentials', async () => {
    const ann = backendOf(await serverWith(`secret-of-${WORLD}`), 'ann');
    const options = { signal, idempotencyKey: 'upload-1' };
    const [first, again] = await Promise.all([ann.create(metadata, options), ann.create(metadata, options)]);
    expect(again).toEqual(first);
    expect(first.ticket.target).toMatchObject({ bucket: `outin-${WORLD}`, region: 'cn-shanghai' });
    expect(emulator.world(WORLD).videos.all.map(({ id, title }) => [id, title])).toEqual([
      [first.videoId, '标题 clip'],
    ]);

    const renewed = await ann.refresh(first.videoId, { signal });
    expect(renewed.target).toEqual(first.ticket.target);
    expect(await ann.report([first.videoId, 'nobody-has-this'], { signal })).toMatchObject([
      { id: first.videoId, status: 'uploading', rawStatus: 'Uploading', media: { title: '标题 clip' } },
      // Nobody's media is not ann's: she does not learn whether it exists.
      { status: 'forbidden' },
    ]);
  });

  it('keep one visitor from another’s media, and strangers from everything', async () => {
    const endpoint = await serverWith(`secret-of-${WORLD}`);
    const { videoId } = await backendOf(endpoint, 'ann').create(metadata, { signal, idempotencyKey: 'upload-2' });
    const bob = backendOf(endpoint, 'bob');
    expect((await fault(bob.refresh(videoId, { signal }))).code).toBe('backend-refused');
    expect(await bob.report([videoId], { signal })).toMatchObject([{ status: 'forbidden' }]);
    expect((await fault(backendOf(endpoint, '').refresh(videoId, { signal }))).code).toBe('backend-sign-in');
  });

  it('say so when the server’s key is wrong, without showing a bit of it', async () => {
    const error = await fault(
      backendOf(await serverWith('wrong-secret'), 'ann').create(metadata, { signal, idempotencyKey: 'upload-3' }),
    );
    expect([error.code, error.detail.serviceCode]).toEqual(['backend-refused', 'BackendMisconfigured']);
    expect(JSON.stringify([error.message, error.detail])).not.toMatch(/wrong-secret|LTAI|string to sign/);
  });

  it('ask for the medias of thirty visitors in two calls, and tell each of his own', async () => {
    const world = emulator.world('thirty');
    const handler = createVodHandler<string>({
      client: emulator.client('thirty'),
      authorize: (request) => request.headers.get('x-user'),
      owns: (user, mediaId) => owners.get(mediaId) === user,
      onCreated: (user, videoId) => void owners.set(videoId, user),
      rateLimits: false,
      batchMs: 500,
    });
    const ask = async (user: string, action: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'x-user': user };
      const url = `https://shop.example/api/vod/${action}`;
      const response = await handler(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
      return (await response.json()) as Record<string, unknown>;
    };
    const visitors = Array.from({ length: 30 }, (_, n) => `visitor ${n}`);
    const create = { Title: 'Clip', FileName: 'clip.mp4' };
    const ids = await Promise.all(
      visitors.map(async (user) => String((await ask(user, 'CreateUploadVideo', create))['VideoId'])),
    );
    world.log.clear();
    const replies = await Promise.all(visitors.map((user, n) => ask(user, 'GetUploadDetails', { MediaIds: ids[n] })));
    expect(replies).toMatchObject(ids.map((MediaId) => ({ UploadDetails: [{ MediaId }], NonExistMediaIds: [] })));
    expect(world.log.entries.map(({ op }) => op)).toEqual(['GetUploadDetails', 'GetUploadDetails']);
  });

  it('pass on what the service refuses', async () => {
    const handler = createVodHandler({ client: emulator.client(WORLD), authorize: () => true, owns: 'any' });
    const backend = createHttpBackend({
      endpoint: 'https://shop.example/api/vod',
      fetch: (async (url: string, init: RequestInit) => handler(new Request(url, init))) as typeof fetch,
    });
    const error = await fault(backend.refresh('0f1e2d3c4b5a69788796a5b4c3d2e1f0', { signal }));
    expect([error.code, error.detail.serviceCode, error.detail.status]).toEqual([
      'media-missing',
      'InvalidVideo.NotFound',
      404,
    ]);
    expect(await backend.report(['0f1e2d3c4b5a69788796a5b4c3d2e1f0'], { signal })).toMatchObject([
      { status: 'missing' },
    ]);
  });
});
