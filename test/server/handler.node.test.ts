import { describe, expect, it } from 'vitest';
import { VodApiError } from '../../src/server/client.js';
import { createVodHandler } from '../../src/server/handler.js';
import type { VodHandlerOptions } from '../../src/server/options.js';
import { ACTIONS } from '../../src/vod/protocol.js';
import { countingAnswer, CREATE, fakeClient, post, read } from './fake-client.js';

interface Person {
  readonly id: string;
}

function setUp(options: Partial<VodHandlerOptions<Person>> = {}, answer = countingAnswer()) {
  const { calls, client } = fakeClient(answer);
  const authorize = (request: Request) => ({ id: request.headers.get('x-user') ?? 'ann' });
  // What is logged by default is looked at elsewhere
  const onError = () => undefined;
  return { calls, handler: createVodHandler<Person>({ client, authorize, onError, owns: 'any', ...options }) };
}

const bodies: Record<string, object> = {
  CreateUploadVideo: CREATE,
  RefreshUploadVideo: { VideoId: 'v1' },
  GetUploadDetails: { MediaIds: 'v1,v2' },
  BatchGetMediaInfos: { MediaIds: 'v1,v2' },
  GetMezzanineInfo: { VideoId: 'v1' },
  CreateUploadImage: { ImageType: 'cover' },
  UploadMediaByURL: { UploadURLs: 'https%3A%2F%2Fexample.com%2Fa.mp4' },
  GetURLUploadInfos: { JobIds: 'j1' },
  CancelUrlUploadJobs: { JobIds: 'j1' },
  'ims/UploadMediaByURL': { UploadURLs: 'https%3A%2F%2Fexample.com%2Fa.mp4' },
  'ims/GetUrlUploadInfos': { JobIds: 'j1' },
  DeleteMultipartUpload: { MediaId: 'v1' },
  DeleteVideo: { VideoIds: 'v1' },
};
const CREATES = ['CreateUploadVideo', 'CreateUploadImage', 'UploadMediaByURL', 'ims/UploadMediaByURL'];

describe('a handler that was not told who may do what', () => {
  for (const action of ACTIONS) {
    it(`refuses ${action} to everyone without authorize, and says what is missing`, async () => {
      const { handler, calls } = setUp({ authorize: undefined, allow: ACTIONS });
      const response = await handler(post(action, bodies[action]));
      expect(response.status).toBe(403);
      expect((await read(response))['Message']).toContain('authorize');
      expect(calls).toEqual([]);
    });
  }

  for (const action of ACTIONS.filter((each) => !CREATES.includes(each))) {
    it(`refuses ${action} without owns, and says what is missing`, async () => {
      const { handler, calls } = setUp({ owns: undefined, allow: ACTIONS });
      const response = await handler(post(action, bodies[action]));
      expect(response.status).toBe(403);
      expect((await read(response))['Message']).toContain('owns');
      expect(calls).toEqual([]);
    });
  }

  it('still lets a signed-in person create', async () => {
    const { handler } = setUp({ owns: undefined });
    expect(await read(await handler(post('CreateUploadVideo', CREATE)))).toMatchObject({ VideoId: 'video1' });
  });
});

describe('whoever asks', () => {
  for (const nobody of [false, null, undefined] as const) {
    it(`is asked to sign in where authorize says ${nobody}`, async () => {
      const { handler, calls } = setUp({ authorize: () => nobody });
      expect((await handler(post('CreateUploadVideo', CREATE))).status).toBe(401);
      expect(calls).toEqual([]);
    });
  }

  it('may be let do one thing and not another', async () => {
    const asked: unknown[] = [];
    const { handler } = setUp({
      authorize: (_, action) => {
        asked.push(action);
        return action === 'UploadMediaByURL' ? undefined : { id: 'ann' };
      },
    });
    const importing = bodies['UploadMediaByURL']!;
    expect((await handler(post('CreateUploadVideo', CREATE))).status).toBe(200);
    expect((await handler(post('UploadMediaByURL', importing))).status).toBe(401);
    expect((await handler(post('ims/UploadMediaByURL', importing))).status).toBe(200);
    expect(asked).toEqual(['CreateUploadVideo', 'UploadMediaByURL', 'ims/UploadMediaByURL']);
  });

  it('gets the answer that authorize gives itself', async () => {
    const { handler } = setUp({ authorize: async () => new Response('pay first', { status: 402 }) });
    const response = await handler(post('CreateUploadVideo', CREATE));
    expect([response.status, await response.text()]).toEqual([402, 'pay first']);
  });

  it('hears nothing of what went wrong inside authorize, but the log does', async () => {
    const heard: unknown[] = [];
    const fault = new Error('postgres://admin:hunter2@db');
    const { handler } = setUp({
      authorize: () => Promise.reject(fault),
      onError: (...all) => heard.push(all),
    });
    const response = await handler(post('CreateUploadVideo', CREATE));
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain('hunter2');
    expect(heard).toEqual([[fault, 'CreateUploadVideo']]);
  });
});

describe('medias of others', () => {
  const mine = { owns: (user: Person, id: string) => Promise.resolve(id.startsWith(user.id)) };

  for (const action of ['RefreshUploadVideo', 'GetMezzanineInfo']) {
    it(`are out of reach of ${action}`, async () => {
      const { handler, calls } = setUp(mine);
      expect((await handler(post(action, { VideoId: 'bob1' }))).status).toBe(403);
      expect(calls).toEqual([]);
      expect((await handler(post(action, { VideoId: 'ann1' }))).status).toBe(200);
    });
  }

  for (const action of ['GetUploadDetails', 'BatchGetMediaInfos']) {
    it(`come back as forbidden from ${action}, which asks the service for one's own alone`, async () => {
      const { handler, calls } = setUp(mine, () => ({ RequestId: 'r', ForbiddenMediaIds: ['ann9'] }));
      const reply = await read(await handler(post(action, { MediaIds: 'ann1,bob1,ann9' })));
      expect(calls.map((call) => call.params['MediaIds'])).toEqual(['ann1,ann9']);
      expect(reply['ForbiddenMediaIds']).toEqual(['ann9', 'bob1']);
    });
  }

  it('alone make a reply without asking the service', async () => {
    const { handler, calls } = setUp(mine);
    expect(await read(await handler(post('GetUploadDetails', { MediaIds: 'bob1' })))).toEqual({
      UploadDetails: [],
      NonExistMediaIds: [],
      ForbiddenMediaIds: ['bob1'],
    });
    expect(calls).toEqual([]);
  });

  it('cannot be named by a ReferenceId instead', async () => {
    const { handler, calls } = setUp(mine);
    const response = await handler(post('BatchGetMediaInfos', { MediaIds: 'ann1', ReferenceIds: 'ref-bob' }));
    expect(response.status).toBe(403);
    expect(calls).toEqual([]);
    expect((await setUp().handler(post('BatchGetMediaInfos', { ReferenceIds: 'ref-bob' }))).status).toBe(200);
  });

  it('are a question asked with the user, the id and the action', async () => {
    const asked: unknown[] = [];
    const { handler } = setUp({
      owns: (...all) => {
        asked.push(all);
        return true;
      },
    });
    await handler(post('RefreshUploadVideo', { VideoId: 'v1' }));
    expect(asked).toEqual([[{ id: 'ann' }, 'v1', 'RefreshUploadVideo']]);
  });
});

describe('a reply', () => {
  it('is the API’s own, unchanged and never cached', async () => {
    const reply = { RequestId: 'r', UploadDetails: [{ MediaId: 'v1', UploadRatio: '0.1' }], more: { a: [1] } };
    const { handler, calls } = setUp({}, () => reply);
    const response = await handler(post('GetUploadDetails', { MediaIds: ' v1, v2 ' }));
    expect(await read(response)).toEqual(reply);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(calls).toEqual([
      { service: 'vod', action: 'GetUploadDetails', params: { MediaType: 'video', MediaIds: 'v1,v2' } },
    ]);
  });
});

describe('a request that is not one', () => {
  const { handler, calls } = setUp({ maxBodyBytes: 200 });
  const url = 'https://shop.example/api/vod/CreateUploadVideo';
  const headers = { 'content-type': 'application/json' };
  const cases: [string, Request, number][] = [
    ['GET', new Request(url), 405],
    ['an unknown action', post('DeleteVideo', { VideoIds: 'v' }), 404],
    ['an action in other letters', post('createuploadvideo', CREATE), 404],
    ['the other service’s twin', post('ims/CreateUploadVideo', CREATE), 404],
    ['no action', new Request('https://shop.example/', { method: 'POST' }), 404],
    ['a form of another site', new Request(url, { method: 'POST', body: new URLSearchParams({ ...CREATE }) }), 415],
    ['text that looks like JSON', post('CreateUploadVideo', CREATE, { 'content-type': 'text/plain' }), 415],
    ['no body', new Request(url, { method: 'POST', headers }), 400],
    ['broken JSON', post('CreateUploadVideo', '{'), 400],
    ['a list', post('CreateUploadVideo', [CREATE]), 400],
    ['too much', post('CreateUploadVideo', { ...CREATE, Description: 'x'.repeat(200) }), 413],
  ];
  for (const [what, request, status] of cases) {
    it(`(${what}) is answered with ${status} in the API’s shape, and the service is not asked`, async () => {
      const response = await handler(request);
      expect(response.status).toBe(status);
      expect(await read(response)).toEqual({
        Code: expect.any(String) as string,
        Message: expect.any(String) as string,
      });
      expect(calls).toEqual([]);
    });
  }

  const odd: [string, string, object, string][] = [
    ['a media id that is a path', 'RefreshUploadVideo', { VideoId: '../x' }, 'InvalidParameter'],
    ['no media id', 'RefreshUploadVideo', {}, 'MissingParameter'],
    ['a list of commas', 'GetUploadDetails', { MediaIds: ',,' }, 'MissingParameter'],
    ['a list that is an array', 'GetUploadDetails', { MediaIds: ['v1'] }, 'InvalidParameter'],
    ['an id that is a URL in a list', 'GetUploadDetails', { MediaIds: 'v1,http://x' }, 'InvalidParameter'],
    [
      '21 ids',
      'GetUploadDetails',
      { MediaIds: Array.from({ length: 21 }, (_, n) => n).join() },
      'LimitExceeded.MediaIds',
    ],
    ['a media type that is none', 'GetUploadDetails', { MediaIds: 'v1', MediaType: 'image' }, 'InvalidParameter'],
    ['neither ids nor references', 'BatchGetMediaInfos', {}, 'MissingParameter'],
    [
      'a source URL that lives for a month',
      'GetMezzanineInfo',
      { VideoId: 'v1', AuthTimeout: 2_592_000 },
      'InvalidParameter',
    ],
  ];
  for (const [what, action, body, code] of odd) {
    it(`(${what}) is refused as ${code}`, async () => {
      const open = setUp();
      const response = await open.handler(post(action, body));
      expect([response.status, (await read(response))['Code']]).toEqual([400, code]);
      expect(open.calls).toEqual([]);
    });
  }

  it('is cut off where it becomes too large, however it is sent', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(100).fill(32));
      },
    });
    // TypeScript's RequestInit does not know `duplex`, which a stream needs.
    const request = new Request(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    expect((await handler(request)).status).toBe(413);
    expect(pulled).toBeLessThan(10);
  });

  it('whose body authorize has read is the backend’s own mistake, and its log says so', async () => {
    const errors: unknown[] = [];
    const { handler } = setUp({
      authorize: async (request) => ({ id: await request.text() }),
      onError: (error) => errors.push(error),
    });
    const response = await handler(post('CreateUploadVideo', CREATE));
    expect([response.status, (await read(response))['Code']]).toEqual([500, 'BackendMisconfigured']);
    expect(errors).toMatchObject([{ message: expect.stringContaining('read before') as string }]);
  });

  it('may be for an action that this handler was not allowed to give', async () => {
    const closed = setUp({ allow: ['CreateUploadVideo'] });
    const response = await closed.handler(post('GetMezzanineInfo', { VideoId: 'v1' }));
    expect([response.status, (await read(response))['Code']]).toEqual([404, 'InvalidAction.NotFound']);
  });
});

describe('what the service says went wrong', () => {
  const failing = async (error: Error) => {
    const { handler } = setUp({}, () => Promise.reject(error));
    const response = await handler(post('RefreshUploadVideo', { VideoId: 'v1' }));
    return { status: response.status, headers: response.headers, body: await read(response) };
  };

  it('passes with its code, message and request id', async () => {
    const { status, body } = await failing(
      new VodApiError(404, 'InvalidVideo.NotFound', 'The video does not exist.', 'req-1'),
    );
    expect(status).toBe(404);
    expect(body).toEqual({ RequestId: 'req-1', Code: 'InvalidVideo.NotFound', Message: 'The video does not exist.' });
  });

  it('is 429 with a pause where it throttles, whatever its status', async () => {
    const { status, headers } = await failing(new VodApiError(400, 'Throttling.User', 'slow down', undefined));
    expect([status, headers.get('retry-after')]).toEqual([429, '1']);
  });

  it('is never "sign in", and never a success', async () => {
    for (const status of [401, 200, 302, 0, 999]) {
      expect((await failing(new VodApiError(status, 'Odd', 'm', undefined))).status).toBe(502);
    }
  });

  it('keeps the backend’s own credentials to itself', async () => {
    const message =
      'Specified signature is not matched with our calculation. server string to sign is:GET&%2F&AccessKeyId%3DLTAIsecretkey';
    for (const code of [
      'SignatureDoesNotMatch',
      'InvalidAccessKeyId.NotFound',
      'InvalidSecurityToken.Expired',
      'IncompleteSignature',
    ]) {
      const { status, body } = await failing(new VodApiError(400, code, message, 'req-1'));
      expect([status, body]).toEqual([
        500,
        { RequestId: 'req-1', Code: 'BackendMisconfigured', Message: 'The backend is not set up: see its log.' },
      ]);
    }
  });

  it('shows no signed URL, whichever error carries it', async () => {
    const url =
      'http://vod.cn-shanghai.aliyuncs.com/?AccessKeyId=LTAI5tSecretKey&Signature=abc%3D&SecurityToken=CAIStoken123';
    const words = ['LTAI5t', 'abc%3D', 'CAIStoken'];
    for (const error of [
      new VodApiError(500, 'InternalError', `Request failed, URL: ${url}`, undefined),
      new Error(`POST ${url} failed`),
      Object.assign(new Error('x'), { code: 'Forbidden', url }),
      url as unknown as Error,
    ]) {
      const { body } = await failing(error);
      for (const word of words) expect(JSON.stringify(body)).not.toContain(word);
    }
  });

  it('is "BackendError" for anything that is not the API’s', async () => {
    const { status, body } = await failing(new TypeError('fetch failed'));
    expect([status, body['Code']]).toEqual([502, 'BackendError']);
  });
});

describe('another origin', () => {
  const cors = { origins: ['https://app.example'], credentials: true };
  const from = (origin: string) => post('CreateUploadVideo', CREATE, { origin });
  const preflight = (origin: string) =>
    new Request('https://shop.example/api/vod/CreateUploadVideo', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'content-type,idempotency-key' },
    });

  it('may ask when it is listed', async () => {
    const { handler } = setUp({ cors });
    const allowed = await handler(preflight('https://app.example'));
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type,idempotency-key');
    const response = await handler(from('https://app.example'));
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    expect(response.headers.get('vary')).toBe('Origin');
  });

  it('can read a refusal too', async () => {
    const { handler } = setUp({ cors, authorize: () => false });
    const response = await handler(from('https://app.example'));
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
      401,
      'https://app.example',
    ]);
    const own = setUp({ cors, authorize: () => Response.redirect('https://shop.example/in') });
    expect((await own.handler(from('https://app.example'))).headers.get('access-control-allow-origin')).toBe(
      'https://app.example',
    );
  });

  it('gets no permission when it is not listed, or nobody is', async () => {
    for (const options of [{ cors }, {}]) {
      const { handler } = setUp(options);
      for (const request of [preflight('https://evil.example'), from('https://evil.example')]) {
        expect((await handler(request)).headers.has('access-control-allow-origin')).toBe(false);
      }
    }
  });

  it('of any kind never comes with cookies', async () => {
    const { handler } = setUp({ cors: { origins: ['*'], credentials: true } });
    const response = await handler(from('https://evil.example'));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
  });
});
