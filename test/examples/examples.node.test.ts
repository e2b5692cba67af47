import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkBackend } from '../../src/check/check.js';
import { createVodUploader } from '../../src/create-uploader.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import type { Send } from '../../src/engine/send-port.js';
import type { UploadState } from '../../src/engine/state.js';
import { runExample, serve, type Running } from './server-process.js';
import { bundleWorker, isolateOf, kvNamespace } from './worker-isolate.js';

const FILM = readFileSync('test/media/clip.mp4');
const CALLBACK_KEY = 'key-of-callbacks';
const CALLBACK_URL = 'https://www.example.com/api/vod-events';
const PAGE = 'https://page.example';
const CREATE = { Title: 'A clip', FileName: 'clip.mp4', FileSize: FILM.length };

type Env = Readonly<Record<string, string>>;
interface Example {
  readonly name: string;
  readonly start: (env: Env) => Promise<Running>;
  /** How a session comes with a request; a bearer token unless it is a cookie. */
  readonly cookie?: boolean;
  /** Answers pages of `PAGE`. */
  readonly cors?: boolean;
  readonly deletes?: boolean;
}

async function startNext(env: Env): Promise<Running> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const vod = await import('../../examples/next/app/api/vod/[...action]/route');
  const events = await import('../../examples/next/app/api/vod-events/route');
  // What Next's router does: a path to a file, a method to its export.
  return serve((request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== 'POST') return new Response(null, { status: 405 });
    return /^\/api\/vod\/./.test(pathname) ? vod.POST(request) : events.POST(request);
  });
}

async function startWorker({ SESSIONS, ...env }: Env): Promise<Running> {
  const sessions = SESSIONS!.split(',').map((each) => each.split('='));
  const RECORDS = kvNamespace(Object.fromEntries(sessions.map(([token, user]) => [`session:${token}`, user!])));
  const { script } = await bundleWorker();
  return serve(isolateOf(script, { ...env, RECORDS }));
}

const EXAMPLES: readonly Example[] = [
  { name: 'node', start: (env) => runExample('examples/node/server.ts', env), cookie: true, deletes: true },
  { name: 'express', start: (env) => runExample('examples/express/server.ts', env), cors: true },
  { name: 'fastify', start: (env) => runExample('examples/fastify/server.ts', env) },
  { name: 'hono', start: (env) => runExample('examples/hono/server.ts', env) },
  { name: 'next', start: startNext, cookie: true },
  { name: 'workers', start: startWorker, cors: true },
];

let emulator: RunningEmulator;
/** Where films lie that are imported. */
let films: Running;

beforeAll(async () => {
  emulator = await startEmulator({ storage: 'memory' });
  films = await serve(() => new Response(new Uint8Array(FILM), { headers: { 'content-length': String(FILM.length) } }));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await films.close();
  await emulator.close();
});

/** Node has no XMLHttpRequest. */
const send: Send = async ({ method, url, headers, body, signal }) => {
  const response = await fetch(url, { method, headers, signal, ...(body !== undefined && { body }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe.each(EXAMPLES)('the example for $name', ({ name, start, cookie, cors, deletes }) => {
  let backend: Running;
  const world = () => emulator.world(`example-${name}`);
  const as = (user: string): Record<string, string> =>
    cookie ? { cookie: `theme=dark; session=secret-of-${user}` } : { authorization: `Bearer secret-of-${user}` };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${backend.origin}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const ask = async (user: string, action: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await post(`vod/${action}`, body, { ...as(user), ...headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const created = async (user: string): Promise<string> =>
    String((await ask(user, 'CreateUploadVideo', CREATE)).body['VideoId']);

  /** Until the uploader has finished with the only thing that it does. */
  const through = async (begin: (uploader: ReturnType<typeof createVodUploader>) => unknown): Promise<UploadState> => {
    const uploader = createVodUploader({
      ...{ endpoint: `${backend.origin}/api/vod`, headers: as('ann'), idempotency: true },
      ...{ send, resumeMode: 'off' },
    });
    const listening = new AbortController();
    const over = new Promise<UploadState>((resolve) => {
      const look = ([upload]: readonly UploadState[]): void => {
        if (upload && ['ready', 'failed', 'canceled'].includes(upload.phase)) resolve(upload);
      };
      uploader.subscribe(({ uploads }) => look(uploads), { signal: listening.signal });
    });
    await begin(uploader);
    const upload = await over.finally(() => listening.abort());
    if (upload.phase === 'failed') throw upload.error;
    return upload;
  };

  beforeAll(async () => {
    world().configure({
      ...{ analyseMs: 0, transcodeMs: 0, importPendingMs: 0, importStepMs: 0 },
      ossEndpoint: emulator.url,
    });
    const { accessKeyId, accessKeySecret } = world().account;
    backend = await start({
      ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
      VOD_ENDPOINT: emulator.url,
      VOD_CALLBACK_KEY: CALLBACK_KEY,
      VOD_CALLBACK_URL: CALLBACK_URL,
      SESSIONS: 'secret-of-ann=ann,secret-of-bob=bob',
      PAGE_ORIGIN: PAGE,
    });
  });
  afterAll(() => backend.close());

  it('serves an upload from its first byte to its streams', async () => {
    const file = new File([FILM], 'clip.mp4', { type: 'video/mp4' });
    const upload = await through((uploader) => uploader.addFiles([file]));
    expect(upload).toMatchObject({ phase: 'ready', playable: true, report: { media: { title: 'clip' } } });
    const objects = await fetch(`${emulator.url}/__emulator/${world().name}/objects`);
    expect(await objects.json()).toMatchObject([{ sha256: createHash('sha256').update(FILM).digest('hex') }]);
  });

  it('serves an import, whose media is its owner’s', async () => {
    const upload = await through((uploader) => uploader.addUrls([`${films.origin}/film.mp4`]));
    expect(upload).toMatchObject({ phase: 'ready', playable: true, report: { media: { title: 'film' } } });
    const MediaIds = upload.videoId!;
    const [anns, bobs] = [
      await ask('ann', 'GetUploadDetails', { MediaIds }),
      await ask('bob', 'GetUploadDetails', { MediaIds }),
    ];
    expect(anns.body).toMatchObject({ UploadDetails: [{ MediaId: MediaIds }] });
    expect(bobs.body).toMatchObject({ UploadDetails: [], ForbiddenMediaIds: [MediaIds] });
  });

  it('makes one media of one upload, however often it is asked for', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await ask('ann', 'CreateUploadVideo', CREATE, key);
    expect(first.body).toHaveProperty('UploadAuth');
    expect(await ask('ann', 'CreateUploadVideo', CREATE, key)).toEqual(first);
  });

  it('renews credentials for the owner alone, and serves nobody without a session', async () => {
    const VideoId = await created('ann');
    expect(await ask('ann', 'RefreshUploadVideo', { VideoId })).toMatchObject({ status: 200, body: { VideoId } });
    expect(await ask('bob', 'RefreshUploadVideo', { VideoId })).toMatchObject({
      status: 403,
      body: { Code: 'Forbidden.NotOwner' },
    });
    expect(await ask('bob', 'BatchGetMediaInfos', { MediaIds: VideoId })).toMatchObject({
      body: { MediaInfos: [], ForbiddenMediaIds: [VideoId] },
    });
    for (const headers of [{}, as('nobody'), as('')]) {
      const response = await post('vod/RefreshUploadVideo', { VideoId }, headers);
      expect([response.status, await response.json()]).toMatchObject([401, { Code: 'SignInRequired' }]);
    }
  });

  it('keeps what cannot be right from VOD', async () => {
    expect(await ask('ann', 'CreateUploadVideo', { ...CREATE, FileName: 'a.exe' })).toMatchObject({
      status: 400,
      body: { Code: 'InvalidFileName.Extension' },
    });
    expect(await ask('ann', 'CreateUploadVideo', { ...CREATE, Description: 'x'.repeat(70_000) })).toMatchObject({
      status: 413,
      body: { Code: 'RequestTooLarge' },
    });
    expect(await ask('ann', 'SubmitAIJob', {})).toMatchObject({
      status: 404,
      body: { Code: 'InvalidAction.NotFound' },
    });
  });

  it(deletes ? 'deletes what is one’s own' : 'deletes nothing', async () => {
    const VideoIds = await created('ann');
    expect((await ask('bob', 'DeleteVideo', { VideoIds })).status).toBe(deletes ? 403 : 404);
    expect((await ask('ann', 'DeleteVideo', { VideoIds })).status).toBe(deletes ? 200 : 404);
    expect(world().videos.all.some(({ id }) => id === VideoIds)).toBe(!deletes);
  });

  it('passes what the command line asks of a backend', async () => {
    const { findings } = await checkBackend({
      ...{ endpoint: `${backend.origin}/api/vod`, headers: as('ann'), otherHeaders: as('bob') },
      ...(deletes && { deletes }),
      ...(cors && { origin: PAGE }),
    });
    const wrong = findings.filter(({ result }) => result === 'failed' || result === 'warning');
    // KV cannot say to the second of two at the same moment that there is a first.
    expect(wrong).toMatchObject(name === 'workers' ? [{ result: 'warning', name: 'same key at once' }] : []);
  });

  it('hears of VOD’s events, from VOD alone', async () => {
    world().configure({ importPendingMs: 60_000 });
    const UploadURLs = encodeURIComponent(`${films.origin}/other.mp4`);
    const { body } = await ask('ann', 'UploadMediaByURL', { UploadURLs });
    const [{ JobId }] = body['UploadJobs'] as [{ JobId: string }];
    world().configure({ importPendingMs: 0 });
    const event = { EventType: 'UploadByURLComplete', Status: 'success', JobId, VideoId: `media-of-${name}` };
    const tell = (key: string) => {
      const at = String(Math.floor(Date.now() / 1000));
      const signature = createHash('md5').update(`${CALLBACK_URL}|${at}|${key}`).digest('hex');
      return post('vod-events', event, { 'x-vod-timestamp': at, 'x-vod-signature': signature });
    };
    const whose = async (user: string) =>
      (await ask(user, 'GetUploadDetails', { MediaIds: event.VideoId })).body['ForbiddenMediaIds'] ?? [];
    expect((await tell('another key')).status).toBe(403);
    expect(await whose('ann')).toEqual([event.VideoId]);
    expect((await tell(CALLBACK_KEY)).status).toBe(200);
    expect(await whose('ann')).toEqual([]);
    expect(await whose('bob')).toEqual([event.VideoId]);
  });

  it(
    cors ? 'answers its pages of another origin, and no other pages' : 'answers no page of another origin',
    async () => {
      const preflight = (origin: string) =>
        fetch(`${backend.origin}/api/vod/CreateUploadVideo`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization,content-type',
          },
        });
      const allowed = (response: Response) => response.headers.get('access-control-allow-origin');
      expect(allowed(await preflight(PAGE))).toBe(cors ? PAGE : null);
      expect(allowed(await preflight('https://evil.example'))).toBeNull();
      const refused = await post('vod/CreateUploadVideo', CREATE, { origin: PAGE });
      expect([refused.status, allowed(refused)]).toEqual([401, cors ? PAGE : null]);
    },
  );

  it('leaves the rest of the site alone', async () => {
    if (!['express', 'fastify'].includes(name)) return expect((await fetch(`${backend.origin}/`)).ok).toBe(false);
    const response = await fetch(`${backend.origin}/echo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"parsed":true}',
    });
    expect(await response.json()).toEqual({ parsed: true });
  });

  it('shows its key to nobody', async () => {
    const { accessKeySecret } = world().account;
    expect(backend.written()).not.toContain(accessKeySecret);
  });
});
