import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import type { Params, Service } from '../../src/server/client.js';

/** Waits for what is about to hold; a busy machine may take its time. */
const until = <T>(look: () => T) => vi.waitFor(look, { timeout: 60_000, interval: 5 });

const FILM = Buffer.alloc(300_000, 7);

let emulator: RunningEmulator;
let origin: string;
const server = createServer(serve);
/** Requests that nobody answers. */
const hanging = new Set<ServerResponse>();

function serve({ url = '' }: IncomingMessage, res: ServerResponse): void {
  const path = url.split('?')[0];
  if (path === '/film.mp4')
    return void res.writeHead(200, { 'content-type': 'video/mp4', 'content-length': FILM.length }).end(FILM);
  if (path === '/elsewhere.mp4') return void res.writeHead(302, { location: '/film.mp4' }).end();
  if (path === '/round.mp4') return void res.writeHead(302, { location: '/round.mp4' }).end();
  if (path === '/away.mp4') return void res.writeHead(302, { location: 'https://example.com/film.mp4' }).end();
  if (path === '/huge.mp4') return void res.writeHead(200, { 'content-length': 21 * 1024 ** 3 }).write('x');
  if (path === '/short.mp4') {
    res.writeHead(200, { 'content-length': 1_000 }).write('x');
    return void setTimeout(() => res.destroy(), 20);
  }
  if (path === '/hangs.mp4') return void hanging.add(res);
  res.writeHead(404).end('no');
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  emulator = await startEmulator({ storage: 'memory' });
});
afterAll(async () => {
  for (const res of hanging) res.destroy();
  await new Promise((resolve) => server.close(resolve));
  await emulator.close();
});

const WORLD = 'imports';
const world = () => emulator.world(WORLD);
const call = (action: string, params: Params, service: Service = 'vod') =>
  emulator.client(WORLD).call(service, action, params);
const encoded = (...paths: string[]) => paths.map((path) => encodeURIComponent(origin + path)).join();

interface Job {
  readonly JobId: string;
  readonly MediaId?: string;
}
const submit = async (params: Params, service: Service = 'vod') =>
  (await call('UploadMediaByURL', params, service))['UploadJobs'] as Job[];
const infos = async (params: Params, service: Service = 'vod') =>
  (await call(service === 'vod' ? 'GetURLUploadInfos' : 'GetUrlUploadInfos', params, service))[
    'URLUploadInfoList'
  ] as Record<string, string>[];
const ended = (jobId: string) =>
  until(async () => {
    const [job] = await infos({ JobIds: jobId });
    expect(job).toHaveProperty('CompleteTime');
    return job!;
  });

beforeEach(async () => {
  await world().wipe();
  world().configure({ importPendingMs: 0, importStepMs: 0 });
});

describe('an import by URL', () => {
  it('that begins like one and is none is refused as the service refuses it', async () => {
    for (const url of ['http://', 'http://a b/film.mp4', 'https://[::1/film.mp4'])
      await expect(submit({ UploadURLs: encodeURIComponent(url) })).rejects.toMatchObject({
        code: 'InvalidParameter.UploadURLs',
      });
  });

  it('downloads the file and makes a media of it', async () => {
    const UploadMetadatas = JSON.stringify([
      { SourceURL: `${origin}/film.mp4?x=1`, Title: 'Film', Tags: 'a,b', CateId: 7 },
    ]);
    const [job] = await submit({ UploadURLs: encoded('/film.mp4?x=1'), UploadMetadatas, UserData: '{"Extend":1}' });
    expect(job).not.toHaveProperty('MediaId');
    const info = await ended(job!.JobId);
    expect(info).toMatchObject({
      UploadURL: `${origin}/film.mp4?x=1`,
      Status: 'SUCCESS',
      ErrorCode: '200',
      FileSize: '300000',
      UserData: '{"Extend":1}',
    });
    const reply = await call('BatchGetMediaInfos', { MediaIds: info['MediaId']! });
    expect(reply['MediaInfos']).toMatchObject([{ MediaInfo: { Title: 'Film', Tags: 'a,b', CateId: 7 } }]);
    const [object] = [...world().bucket.objects.values()];
    expect(object!.content.size).toBe(FILM.length);
  });

  it.each([
    ['/none.mp4', 'URLInvalidError'],
    ['/round.mp4', 'URLInvalidError'],
    ['/away.mp4', 'URLInvalidError'],
    ['/huge.mp4', 'FileSizeExceeded'],
    ['/short.mp4', 'URLInvalidError'],
  ])('of %s fails with %s and leaves no media', async (path, code) => {
    const [job] = await submit({ UploadURLs: encoded(path) });
    expect(await ended(job!.JobId)).toMatchObject({ Status: 'DOWNLOAD_FAIL', ErrorCode: code });
    expect(world().videos.all).toEqual([]);
  });

  it('follows a redirect on this machine', async () => {
    const [job] = await submit({ UploadURLs: encoded('/elsewhere.mp4') });
    expect(await ended(job!.JobId)).toMatchObject({ Status: 'SUCCESS' });
  });

  it('that hangs fails in the end, and stops when the world is wiped', async () => {
    world().configure({ importTimeoutMs: 50 });
    const [job] = await submit({ UploadURLs: encoded('/hangs.mp4') });
    expect(await ended(job!.JobId)).toMatchObject({ Status: 'DOWNLOAD_FAIL', ErrorCode: 'DownloadTimeout' });
    world().configure({ importTimeoutMs: 60_000 });
    const before = hanging.size;
    await submit({ UploadURLs: encoded('/hangs.mp4') });
    await until(() => expect(hanging.size).toBe(before + 1));
    const last = [...hanging].at(-1)!;
    await world().wipe();
    await until(() => expect(last.destroyed || last.closed).toBe(true));
  });

  it('is canceled while it is pending, and not after', async () => {
    world().configure({ importPendingMs: 60_000 });
    const [one] = await submit({ UploadURLs: encoded('/film.mp4') });
    expect(await call('CancelUrlUploadJobs', { JobIds: `${one!.JobId},nobody` })).toMatchObject({
      CanceledJobs: [one!.JobId],
      NonExists: ['nobody'],
    });
    expect(await infos({ JobIds: one!.JobId })).toMatchObject([{ Status: 'CANCELED' }]);
    world().configure({ importPendingMs: 0 });
    const [two] = await submit({ UploadURLs: encoded('/hangs.mp4') });
    await until(async () => expect(await infos({ JobIds: two!.JobId })).toMatchObject([{ Status: 'DOWNLOADING' }]));
    expect(await call('CancelUrlUploadJobs', { JobIds: two!.JobId })).toMatchObject({ CanceledJobs: [] });
  });

  it('under a session that is known is the same, or refused', async () => {
    const params = { UploadURLs: encoded('/film.mp4'), SessionId: 'session-1' };
    const [one] = await submit(params);
    expect(await submit(params)).toEqual([one]);
    world().configure({ sessionAgain: 'refuse' });
    await expect(submit(params)).rejects.toMatchObject({ code: 'InvalidParameter' });
  });

  it('is found by its URL, newest first, and what nobody imported is not', async () => {
    const [one] = await submit({ UploadURLs: encoded('/film.mp4') });
    const [two] = await submit({ UploadURLs: encoded('/film.mp4') });
    const reply = await call('GetURLUploadInfos', { UploadURLs: encoded('/film.mp4', '/other.mp4') });
    expect((reply['URLUploadInfoList'] as Job[]).map(({ JobId }) => JobId)).toEqual([two!.JobId, one!.JobId]);
    expect(reply['NonExists']).toEqual([`${origin}/other.mp4`]);
  });

  it.each<[string, Params]>([
    ['MissingParameter', {}],
    ['InvalidParameter.UploadURLs', { UploadURLs: 'file%3A%2F%2Fx.mp4' }],
    ['InvalidParameter.UploadURLs', { UploadURLs: Array(21).fill('http%3A%2F%2Flocalhost%2Fa.mp4').join() }],
    ['InvalidParameter.UploadURLs', { UploadURLs: 'http%3A%2F%2Flocalhost%2Fwatch' }],
    ['InvalidParameter', { UploadURLs: 'http%3A%2F%2Flocalhost%2Fa.mp4', UploadMetadatas: '{' }],
    ['InvalidParameter', { UploadURLs: 'http%3A%2F%2Flocalhost%2Fa.mp4', SessionId: 'a b' }],
    ['InvalidStorage.NotFound', { UploadURLs: 'http%3A%2F%2Flocalhost%2Fa.mp4', StorageLocation: 'elsewhere' }],
  ])('is refused with %s for %o', async (code, params) => {
    await expect(call('UploadMediaByURL', params)).rejects.toMatchObject({ code });
    expect(world().urlJobs.all).toEqual([]);
  });
});

describe('an import by Intelligent Media Services', () => {
  it('knows its media at once, and speaks in its own words', async () => {
    const [job] = await submit({ UploadURLs: encoded('/film.mp4') }, 'ice');
    expect(job!.MediaId).toMatch(/^[0-9a-f]{32}$/);
    const info = await until(async () => {
      const [found] = await infos({ JobIds: job!.JobId }, 'ice');
      expect(found).toMatchObject({ Status: 'Normal' });
      return found!;
    });
    expect(info['CompleteTime']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('has none of the other service’s actions', async () => {
    await expect(call('GetURLUploadInfos', { JobIds: 'x' }, 'ice')).rejects.toMatchObject({
      code: 'InvalidAction.NotFound',
    });
    await expect(call('CancelUrlUploadJobs', { JobIds: 'x' }, 'ice')).rejects.toMatchObject({
      code: 'InvalidAction.NotFound',
    });
  });
});

describe('replies as odd as the documents', () => {
  it('have lists as JSON in a string, or nearly', async () => {
    world().configure({ quirks: true });
    expect(await call('GetURLUploadInfos', { JobIds: 'a,b' })).toMatchObject({ NonExists: ['["a","b"]'] });
    expect(await call('GetUrlUploadInfos', { JobIds: 'a,b' }, 'ice')).toMatchObject({ NonExists: ["['a', 'b']"] });
    expect(await call('BatchGetMediaInfos', { MediaIds: 'a,b' })).toMatchObject({ NonExistMediaIds: ['["a","b"]'] });
  });

  it('name what the account may not see', async () => {
    world().configure({ forbidden: ['a'] });
    expect(await call('BatchGetMediaInfos', { MediaIds: 'a,b' })).toMatchObject({
      ForbiddenMediaIds: ['a'],
      NonExistMediaIds: ['b'],
    });
  });

  it('are refused when there are too many in a second', async () => {
    world().configure({ callsPerSecond: 2 });
    const calls = await Promise.allSettled(
      Array.from({ length: 6 }, () => call('GetUploadDetails', { MediaIds: 'a' })),
    );
    const refused = calls.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(refused[0]).toMatchObject({ reason: { code: 'Throttling.User' } });
  });
});
