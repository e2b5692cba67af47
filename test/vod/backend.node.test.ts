import { describe, expect, it } from 'vitest';
import type { UploadError } from '../../src/engine/error.js';
import type { Abortable, Metadata } from '../../src/engine/ports.js';
import { createFunctionBackend, createHttpBackend, type HttpBackendOptions } from '../../src/vod/backend.js';
import { sample, sampleText } from './sample.js';

const CREATED = sample('vod/create-upload-video.response.json');
const ID = String(CREATED['VideoId']);
const DETAILS = sample('vod/get-upload-details.done.json');
const METADATA: Metadata = { title: 'Clip', fileName: 'clip.mp4', fileSize: 7 };
const PAGE = 'https://shop.example/account/';

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly init: RequestInit;
}

type Reply = Response | Promise<Response>;

/** A backend whose answers the test gives, over a wire that remembers. */
function wire(answer: (sent: Sent) => Reply, options: Partial<HttpBackendOptions> = {}) {
  const log: Sent[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const sent = {
      url,
      headers: new Headers(init.headers),
      body: JSON.parse(init.body as string) as Record<string, unknown>,
      init,
    };
    log.push(sent);
    return answer(sent);
  }) as typeof globalThis.fetch;
  return { log, backend: createHttpBackend({ endpoint: '/api/vod', base: PAGE, fetch, ...options }) };
}

const ok = (value: unknown): Response => Response.json(value);
const apiError = (status: number, Code: string, Message = 'said so', headers = {}): Response =>
  Response.json({ RequestId: 'req-1', HostId: 'vod', Code, Message }, { status, headers });
const actionOf = (sent: Sent): string => sent.url.split('/').at(-1) ?? '';

const { signal } = new AbortController();
const create = (backend: ReturnType<typeof createHttpBackend>, metadata = METADATA) =>
  backend.create(metadata, { signal, idempotencyKey: 'upload-1' });

async function failure(promise: Promise<unknown>): Promise<UploadError> {
  return promise.then(
    () => Promise.reject(new Error('did not fail')),
    (error: UploadError) => error,
  );
}

describe('asking for a new media', () => {
  it('posts the API’s own parameters and reads the ticket', async () => {
    const { backend, log } = wire(() => ok(CREATED));
    const { videoId, ticket } = await create(backend, {
      ...METADATA,
      description: 'd',
      tags: ['a', 'b'],
      cateId: 3,
      templateGroupId: 't',
      workflowId: 'w',
      storageLocation: 's',
      appId: 'app',
      referenceId: 'ref-123',
      coverUrl: 'https://x/c.png',
      extend: { localId: 1 },
    });
    expect(videoId).toBe(ID);
    expect(ticket.target.bucket).toBe('outin-0123456789abcdef00163e00b174');
    expect(log[0]?.url).toBe('https://shop.example/api/vod/CreateUploadVideo');
    expect(log[0]?.init.method).toBe('POST');
    expect(log[0]?.headers.get('content-type')).toBe('application/json');
    expect(log[0]?.body).toEqual({
      Title: 'Clip',
      FileName: 'clip.mp4',
      FileSize: 7,
      Description: 'd',
      Tags: 'a,b',
      CateId: 3,
      TemplateGroupId: 't',
      WorkflowId: 'w',
      StorageLocation: 's',
      AppId: 'app',
      ReferenceId: 'ref-123',
      CoverURL: 'https://x/c.png',
      UserData: '{"Extend":{"localId":1}}',
    });
  });

  it('sends nothing that was not given', async () => {
    const { backend, log } = wire(() => ok(CREATED));
    await create(backend, { ...METADATA, tags: [] });
    expect(log[0]?.body).toEqual({ Title: 'Clip', FileName: 'clip.mp4', FileSize: 7 });
  });

  it('understands camelCase, wrappers and swapped halves', async () => {
    const camel = sample('vod/create-upload-video.response.sdk-camel-case.json');
    const replies = [CREATED, camel, { data: CREATED }, { body: camel }, { code: 200, result: JSON.stringify(camel) }];
    for (const reply of [...replies, sample('vod/create-upload-video.response.swapped-doc-quirk.json')]) {
      const created = await create(wire(() => ok(reply)).backend);
      expect(created.videoId).toBe(ID);
      expect(created.ticket.credentials.accessKeyId).toBe('STS.NSampleAccessKeyId');
    }
  });

  it('carries the idempotency key to its own origin, elsewhere only when asked to', async () => {
    const keyTo = async (options: Partial<HttpBackendOptions>) => {
      const { backend, log } = wire(() => ok(CREATED), options);
      await create(backend);
      return log[0]?.headers.get('idempotency-key');
    };
    expect(await keyTo({})).toBe('upload-1');
    expect(await keyTo({ endpoint: 'https://api.example/vod' })).toBeNull();
    expect(await keyTo({ endpoint: 'https://api.example/vod', idempotency: true })).toBe('upload-1');
    expect(await keyTo({ idempotency: false })).toBeNull();
  });

  it('resolves endpoints against the page and keeps their query', async () => {
    const urlFor = async (options: Partial<HttpBackendOptions>) => {
      const { backend, log } = wire(() => ok(CREATED), options);
      await create(backend);
      return log[0]?.url;
    };
    expect(await urlFor({ endpoint: 'vod/' })).toBe('https://shop.example/account/vod/CreateUploadVideo');
    expect(await urlFor({ endpoint: '/' })).toBe('https://shop.example/CreateUploadVideo');
    expect(await urlFor({ endpoint: 'https://api.example/v?tenant=1' })).toBe(
      'https://api.example/v/CreateUploadVideo?tenant=1',
    );
    expect(await urlFor({ urls: { CreateUploadVideo: '/make?x' } })).toBe('https://shop.example/make?x');
    expect(await urlFor({ endpoint: undefined, urls: { CreateUploadVideo: '/make' } })).toBe(
      'https://shop.example/make',
    );
  });

  it('asks the page for headers each time, and sends cookies elsewhere only when told to', async () => {
    let token = 0;
    const { backend, log } = wire(() => ok(CREATED), {
      headers: async (action) => ({ authorization: `Bearer ${++token} ${action}` }),
      withCredentials: true,
    });
    await create(backend);
    await backend.refresh(ID, { signal });
    expect(log.map((sent) => sent.headers.get('authorization'))).toEqual([
      'Bearer 1 CreateUploadVideo',
      'Bearer 2 RefreshUploadVideo',
    ]);
    expect(log[0]?.init.credentials).toBe('include');
    const plain = wire(() => ok(CREATED), { headers: { 'x-csrf': 'c' } });
    await create(plain.backend);
    expect(plain.log[0]?.headers.get('x-csrf')).toBe('c');
    expect(plain.log[0]?.init.credentials).toBe('same-origin');
  });

  it('has nobody to ask without an endpoint', async () => {
    for (const endpoint of [undefined, '', 'http://']) {
      const { backend, log } = wire(() => ok(CREATED), { endpoint });
      expect((await failure(create(backend))).code).toBe('no-endpoint');
      expect(log).toHaveLength(0);
    }
  });
});

describe('new credentials', () => {
  it('are asked for by VideoId and need no VideoId in the reply', async () => {
    const reply = { ...sample('vod/refresh-upload-video.response.json'), VideoId: undefined };
    const { backend, log } = wire(() => ok(reply));
    expect((await backend.refresh(ID, { signal })).credentials.accessKeyId).toBe('STS.NRefreshedAccessKeyId');
    expect(log[0]?.body).toEqual({ VideoId: ID });
    expect(log[0]?.headers.has('idempotency-key')).toBe(false);
  });

  it('are something that this backend may not have, and a media that VOD may not have', async () => {
    const without = wire(() => new Response('Cannot POST', { status: 404 })).backend;
    expect((await failure(without.refresh(ID, { signal }))).code).toBe('backend-unsupported');
    const gone = wire(() => apiError(404, 'InvalidVideo.NotFound')).backend;
    const error = await failure(gone.refresh(ID, { signal }));
    expect([error.code, error.detail.serviceCode]).toEqual(['media-missing', 'InvalidVideo.NotFound']);
  });
});

describe('an answer that is no ticket', () => {
  const html = (status: number) =>
    new Response('<!doctype html><h1>Oops</h1>', { status, headers: { 'content-type': 'text/html' } });
  const cases: [string, () => Response, string, object][] = [
    ['401', () => new Response('', { status: 401 }), 'backend-sign-in', { status: 401 }],
    [
      '401 in the API’s shape',
      () => apiError(401, 'SignInRequired'),
      'backend-sign-in',
      { serviceCode: 'SignInRequired' },
    ],
    ['500 with a page', () => html(500), 'backend-busy', { status: 500, excerpt: '<!doctype html><h1>Oops</h1>' }],
    [
      '500 of a backend that is not set up',
      () => apiError(500, 'BackendMisconfigured', 'The backend is not set up: see its log.'),
      'backend-refused',
      { status: 500, serviceCode: 'BackendMisconfigured' },
    ],
    ['502 of a gateway', () => new Response('', { status: 502 }), 'backend-busy', { status: 502 }],
    [
      '503 of the API',
      () => apiError(503, 'ServiceUnAvailable'),
      'backend-busy',
      { serviceCode: 'ServiceUnAvailable', requestId: 'req-1' },
    ],
    ['408', () => html(408), 'backend-busy', { status: 408 }],
    [
      '429 with a pause',
      () => apiError(429, 'Throttling', 'slow', { 'retry-after': '7' }),
      'backend-busy',
      { retryAfterMs: 7000 },
    ],
    [
      '400 that throttles',
      () => Response.json(sample('vod/error.throttling.json'), { status: 400 }),
      'backend-busy',
      { serviceCode: 'Throttling.User' },
    ],
    [
      '403 of the API',
      () => apiError(403, 'OperationDenied.Suspended'),
      'backend-refused',
      { status: 403, serviceCode: 'OperationDenied.Suspended' },
    ],
    [
      '403 in the backend’s own words',
      () => Response.json({ error: 'no plan' }, { status: 403 }),
      'backend-refused',
      { status: 403 },
    ],
    ['403 with a page', () => html(403), 'backend-malformed', { status: 403 }],
    ['404 with a page', () => html(404), 'backend-malformed', { status: 404 }],
    ['404 of the API', () => apiError(404, 'InvalidVideo.NotFound'), 'backend-refused', { status: 404 }],
    [
      '400 of the API in XML',
      () => new Response(sampleText('vod/error.xml'), { status: 404 }),
      'backend-refused',
      { serviceCode: 'InvalidVideo.NotFound' },
    ],
    [
      'an SDK’s error',
      () => Response.json({ statusCode: 400, data: { Code: 'InvalidParameter', Message: 'm' } }, { status: 400 }),
      'backend-refused',
      { serviceCode: 'InvalidParameter' },
    ],
    [
      'an extension that VOD does not take',
      () => Response.json(sample('vod/error.json'), { status: 400 }),
      'file-type',
      { serviceCode: 'InvalidFileName.Extension' },
    ],
    ['too many tags', () => apiError(400, 'TagsExceededMax'), 'too-many-tags', { values: { most: 16 } }],
    [
      'a title that is too long',
      () => apiError(400, 'LengthExceededMax', 'Title has more than 128 characters.'),
      'title-too-long',
      { values: { most: 128 } },
    ],
    [
      'emoji in a description',
      () => apiError(400, 'IllegalCharacters', 'Description contains an emoji.'),
      'description-characters',
      {},
    ],
    [
      'a length that could be anyone’s',
      () => apiError(400, 'LengthExceededMax', 'The Title or Tags exceed the limit.'),
      'backend-refused',
      { serviceCode: 'LengthExceededMax' },
    ],
    ['200 with a page', () => html(200), 'backend-malformed', { status: 200, excerpt: '<!doctype html><h1>Oops</h1>' }],
    ['200 with nothing', () => new Response(''), 'backend-malformed', { status: 200, excerpt: '' }],
    [
      '200 with other JSON',
      () => ok({ success: false, message: 'not logged in' }),
      'backend-malformed',
      { status: 200, excerpt: '{"success":false,"message":"not logged in"}' },
    ],
    ['200 with a list', () => ok([1]), 'backend-malformed', { status: 200 }],
    ['200 without a VideoId', () => ok({ ...CREATED, VideoId: '' }), 'backend-malformed', { status: 200 }],
    ['200 without an UploadAuth', () => ok({ ...CREATED, UploadAuth: undefined }), 'ticket-malformed', {}],
  ];

  for (const [what, answer, code, detail] of cases) {
    it(`${what}: ${code}`, async () => {
      const { backend, log } = wire(answer);
      const error = await failure(create(backend));
      expect(error.code).toBe(code);
      expect(error.detail).toMatchObject(detail);
      expect(log, 'asked once: trying again is the engine’s').toHaveLength(1);
    });
  }

  it('reads a date to wait for', async () => {
    const now = Date.parse('2026-11-20T17:00:00Z');
    const headers = { 'retry-after': 'Fri, 20 Nov 2026 17:01:30 GMT' };
    const { backend } = wire(() => new Response('', { status: 503, headers }), { now: () => now });
    expect((await failure(create(backend))).detail.retryAfterMs).toBe(90_000);
  });

  it('never shows a part of what may be credentials', async () => {
    const secret = String(CREATED['UploadAuth']);
    const answers = [
      () => new Response(`UploadAuth=${secret}`),
      () => new Response(secret.slice(0, 60)),
      () => ok({ ...CREATED, VideoId: undefined }),
      () => apiError(400, 'SignatureDoesNotMatch', 'Signature: abc AccessKeyId=LTAIxyz'),
      () => new Response(`https://x/?Signature=abc`, { status: 500 }),
      () => ok({ ...CREATED, UploadAddress: secret.slice(0, 40) }),
    ];
    for (const answer of answers) {
      const error = await failure(create(wire(answer).backend));
      const shown = `${error.message} ${JSON.stringify(error.detail)}`;
      for (const word of [secret.slice(0, 30), 'abc', 'LTAIxyz']) expect(shown).not.toContain(word);
    }
  });

  it('mentions a redirect, which is often a sign-in page', async () => {
    const redirected = Object.defineProperty(new Response('<html>'), 'redirected', { value: true });
    expect((await failure(create(wire(() => redirected).backend))).message).toContain('sign-in');
  });
});

describe('no answer', () => {
  it('is "unreachable", with its cause', async () => {
    const cause = new TypeError('Failed to fetch');
    const error = await failure(create(wire(() => Promise.reject(cause)).backend));
    expect([error.code, error.cause, error.retryable]).toEqual(['backend-unreachable', cause, true]);
  });

  it('because the page’s headers failed is "unreachable" too', async () => {
    const { backend, log } = wire(() => ok(CREATED), { headers: () => Promise.reject(new Error('token server down')) });
    expect((await failure(create(backend))).code).toBe('backend-unreachable');
    expect(log).toHaveLength(0);
  });

  it('within the time that it is waited for is "unreachable"', async () => {
    const hang = (sent: Sent) =>
      new Promise<Response>((_, reject) =>
        sent.init.signal?.addEventListener('abort', () => reject(sent.init.signal?.reason as Error)),
      );
    const error = await failure(create(wire(hang, { timeoutMs: 20 }).backend));
    expect([error.code, error.message]).toEqual([
      'backend-unreachable',
      'CreateUploadVideo was not answered within 0.02 s',
    ]);
  });

  it('because the page’s headers never came is "unreachable" too, and an abort does not wait for them', async () => {
    const late = new AbortController();
    const headers = () => new Promise<never>(() => undefined);
    const { backend, log } = wire(() => ok(CREATED), { headers, timeout: () => late.signal });
    const pending = failure(create(backend));
    late.abort();
    const { code, message } = await pending;
    expect([code, message]).toEqual(['backend-unreachable', 'CreateUploadVideo was not answered within 30 s']);

    const stop = new AbortController();
    const stopped = failure(wire(() => ok(CREATED), { headers }).backend.refresh(ID, { signal: stop.signal }));
    stop.abort(new Error('paused'));
    expect((await stopped).message).toBe('paused');
    expect(log).toHaveLength(0);
  });

  it('because of an abort is the abort’s reason, before, while and after it is sent', async () => {
    const hang = (sent: Sent) =>
      new Promise<Response>((_, reject) =>
        sent.init.signal?.addEventListener('abort', () => reject(sent.init.signal?.reason as Error)),
      );
    const reason = new Error('paused');
    const early = AbortSignal.abort(reason);
    const { backend, log } = wire(hang);
    expect(await failure(backend.refresh(ID, { signal: early }))).toBe(reason);
    expect(log).toHaveLength(0);

    const later = new AbortController();
    const pending = failure(backend.refresh(ID, { signal: later.signal }));
    await expect.poll(() => log.length).toBe(1);
    later.abort(reason);
    expect(await pending).toBe(reason);
  });
});

describe('looking at medias', () => {
  const missing = () => new Response('Not Found', { status: 404 });
  const infos = sample('vod/batch-get-media-infos.json');
  const answering = (replies: Record<string, () => Response>) => wire((sent) => (replies[actionOf(sent)] ?? missing)());
  const report = (backend: ReturnType<typeof createHttpBackend>, ids = [ID]) => backend.report(ids, { signal });

  it('asks both actions and says what they say together', async () => {
    const { backend, log } = answering({ GetUploadDetails: () => ok(DETAILS), BatchGetMediaInfos: () => ok(infos) });
    expect(await report(backend)).toMatchObject([{ id: ID, status: 'normal', media: { videoCodec: 'h264' } }]);
    expect(log.map((sent) => [actionOf(sent), sent.body])).toEqual([
      ['GetUploadDetails', { MediaIds: ID, MediaType: 'video' }],
      ['BatchGetMediaInfos', { MediaIds: ID }],
    ]);
  });

  for (const status of [404, 405, 501]) {
    it(`does without an action that is answered with ${status}, and does not ask for it again`, async () => {
      const { backend, log } = answering({
        GetUploadDetails: () => ok(DETAILS),
        BatchGetMediaInfos: () =>
          Response.json({ statusCode: status, message: 'Cannot POST', error: 'Not Found' }, { status }),
      });
      expect(await report(backend)).toMatchObject([{ status: 'normal' }]);
      await report(backend);
      expect(log.map(actionOf)).toEqual(['GetUploadDetails', 'BatchGetMediaInfos', 'GetUploadDetails']);
    });
  }

  it('does without one that our own backend kit was not allowed to give', async () => {
    const { backend } = answering({
      GetUploadDetails: () => ok(DETAILS),
      BatchGetMediaInfos: () => apiError(404, 'InvalidAction.NotFound'),
    });
    expect(await report(backend)).toMatchObject([{ status: 'normal' }]);
  });

  it('is something that a backend without both does not have', async () => {
    const { backend, log } = answering({});
    expect((await failure(report(backend))).code).toBe('backend-unsupported');
    expect((await failure(report(backend))).code).toBe('backend-unsupported');
    expect(log, 'asked once each').toHaveLength(2);
  });

  it('takes the API’s 404 for an answer, and asks again', async () => {
    const { backend, log } = answering({
      GetUploadDetails: () => apiError(404, 'InvalidVideo.NotFound'),
      BatchGetMediaInfos: () => ok(infos),
    });
    expect(await report(backend)).toMatchObject([{ status: 'normal' }]);
    await report(backend);
    expect(log).toHaveLength(4);
  });

  it('fails as a whole when one of two will be back, so that nobody takes half the truth for all', async () => {
    const { backend } = answering({
      GetUploadDetails: () => ok(DETAILS),
      BatchGetMediaInfos: () => new Response('', { status: 503 }),
    });
    expect((await failure(report(backend))).code).toBe('backend-busy');
    const strange = answering({ GetUploadDetails: () => ok({ hello: 1 }), BatchGetMediaInfos: () => ok(infos) });
    expect((await failure(report(strange.backend))).code).toBe('backend-malformed');
  });

  it('is refused when both are refused', async () => {
    const { backend } = answering({ GetUploadDetails: () => apiError(403, 'Forbidden', 'no owns') });
    const error = await failure(report(backend));
    expect([error.code, error.message]).toEqual([
      'backend-refused',
      'GetUploadDetails was answered with 403 Forbidden: no owns',
    ]);
  });

  it('asks for 20 at a time', async () => {
    const ids = Array.from({ length: 45 }, (_, n) => `id${n}`);
    const { backend, log } = answering({ GetUploadDetails: () => ok({ UploadDetails: [] }) });
    expect((await report(backend, ids)).map((each) => each.id)).toEqual(ids);
    const asked = log
      .filter((sent) => actionOf(sent) === 'GetUploadDetails')
      .map((sent) => String(sent.body['MediaIds']).split(','));
    expect(asked.map((batch) => batch.length)).toEqual([20, 20, 5]);
    expect(asked.flat()).toEqual(ids);
    expect(await report(backend, [])).toEqual([]);
  });
});

describe('a backend of functions', () => {
  it('gets the API’s parameters, the signal and the key, and may answer with a Response', async () => {
    const calls: unknown[] = [];
    const backend = createFunctionBackend({
      createUploadVideo: (request, { idempotencyKey }) => {
        calls.push(request, idempotencyKey);
        return ok(CREATED);
      },
      refreshUploadVideo: async ({ VideoId }) => ({ ...CREATED, VideoId }),
    });
    expect((await create(backend)).videoId).toBe(ID);
    expect(calls).toEqual([{ Title: 'Clip', FileName: 'clip.mp4', FileSize: 7 }, 'upload-1']);
    expect((await backend.refresh('v', { signal })).target.region).toBe('cn-shanghai');
  });

  it('needs the first function and can do without the others', async () => {
    // @ts-expect-error a page in plain JavaScript can forget it
    expect(() => createFunctionBackend({})).toThrow(TypeError);
    const backend = createFunctionBackend({ createUploadVideo: () => CREATED });
    for (const call of [backend.refresh(ID, { signal }), backend.report([ID], { signal })]) {
      expect((await failure(call)).code).toBe('backend-unsupported');
    }
  });

  it('is called as the methods of an object', async () => {
    class Own {
      reply = CREATED;
      createUploadVideo() {
        return this.reply;
      }
    }
    expect((await create(createFunctionBackend(new Own()))).videoId).toBe(ID);
  });

  it('may fail in the ways of fetch, axios and the SDK', async () => {
    const failing = async (error: Error) =>
      failure(create(createFunctionBackend({ createUploadVideo: () => Promise.reject(error) })));
    const axios = Object.assign(new Error('Request failed'), {
      response: { status: 400, data: { Code: 'InvalidParameter', Message: 'm' } },
    });
    const sdk = Object.assign(new Error('Throttling.User: x'), { code: 'Throttling.User', statusCode: 400 });
    const circular: Error & { self?: Error } = Object.assign(new Error('Unauthorized'), { status: 401 });
    circular.self = circular;
    expect((await failing(new TypeError('Failed to fetch'))).code).toBe('backend-unreachable');
    expect((await failing(axios)).detail).toMatchObject({ status: 400, serviceCode: 'InvalidParameter' });
    expect((await failing(sdk)).code).toBe('backend-busy');
    expect((await failing(circular)).code).toBe('backend-sign-in');
    expect((await failing('thrown text' as unknown as Error)).code).toBe('backend-unreachable');
    expect((await failing(undefined as unknown as Error)).code).toBe('backend-unreachable');
    const sync = createFunctionBackend({
      createUploadVideo: () => {
        throw new Error('sync');
      },
    });
    expect((await failure(create(sync))).code).toBe('backend-unreachable');
    expect((await failure(create(createFunctionBackend({ createUploadVideo: () => undefined })))).code).toBe(
      'backend-malformed',
    );
  });

  it('is left alone when the run is aborted, even when it does not heed the signal', async () => {
    const stop = new AbortController();
    const backend = createFunctionBackend({ createUploadVideo: () => new Promise(() => undefined) });
    const pending = failure(backend.create(METADATA, { signal: stop.signal, idempotencyKey: 'k' }));
    stop.abort(new Error('canceled'));
    expect((await pending).message).toBe('canceled');
  });

  it.each([
    ['does not answer', () => new Promise(() => undefined)],
    ['sends a Response without an end', () => new Response(new ReadableStream())],
    [
      'gives up when it is told to',
      (_: unknown, { signal }: Abortable) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('gave up')))),
    ],
  ])('is unreachable when it %s in a minute', async (_how, createUploadVideo) => {
    const late = new AbortController();
    const asked: number[] = [];
    const timeout = (ms: number) => (asked.push(ms), late.signal);
    const pending = failure(create(createFunctionBackend({ createUploadVideo }, { timeout })));
    late.abort();
    const { code, message } = await pending;
    expect([code, message]).toEqual(['backend-unreachable', 'CreateUploadVideo was not answered within 60 s']);
    expect(asked).toEqual([60_000]);
  });
});
