import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createVodHandler } from '../../src/server/handler.js';
import { createNodeClient, toNodeHandler, type NodeHandler } from '../../src/server/node.js';
import { serviceHost } from '../../src/server/service-hosts.js';
import { countingAnswer, CREATE, fakeClient } from './fake-client.js';

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const serve = async (handler: NodeHandler): Promise<string> => `http://${await listen(handler)}`;

const postJson = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('a handler behind node:http', () => {
  const vod = () =>
    toNodeHandler(
      createVodHandler({ client: fakeClient(countingAnswer()).client, authorize: () => true, owns: 'any' }),
    );

  it('answers over the wire', async () => {
    const origin = await serve(vod());
    const response = await postJson(`${origin}/api/vod/CreateUploadVideo?x=1`, CREATE);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ VideoId: 'video1' });
    expect((await fetch(`${origin}/api/vod/CreateUploadVideo`)).status).toBe(405);
  });

  it('sees method, path, query, headers and body as they were sent', async () => {
    const origin = await serve(
      toNodeHandler(async (request) =>
        Response.json([request.method, request.url, request.headers.get('x-a'), await request.text()], {
          status: 201,
          headers: [
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ],
        }),
      ),
    );
    const response = await fetch(`${origin}//p%20q/?q=%3F?&r`, {
      method: 'PUT',
      headers: { 'x-a': 'é' },
      body: '视频',
    });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.json()).toEqual(['PUT', `${origin}//p%20q/?q=%3F?&r`, 'é', '视频']);
  });

  const reading =
    (keep: (req: IncomingMessage, bytes: Buffer) => void, handler = vod()): RequestListener =>
    (req, res) => {
      const pieces: Buffer[] = [];
      req.on('data', (piece: Buffer) => pieces.push(piece));
      req.once('end', () => {
        keep(req, Buffer.concat(pieces));
        // As late as a parser calls the next middleware.
        setImmediate(() => handler(req, res));
      });
    };

  it('works below a mounted path', async () => {
    const handler = vod();
    // What Express's app.use('/api/vod', handler) does.
    const origin = await serve((req, res) => handler(Object.assign(req, { originalUrl: req.url, url: '/' }), res));
    expect(await (await postJson(`${origin}/api/vod/CreateUploadVideo`, CREATE)).json()).toMatchObject({
      VideoId: 'video1',
    });
  });

  it.each<[string, (bytes: Buffer) => unknown]>([
    ['JSON', (bytes) => JSON.parse(bytes.toString()) as unknown],
    ['text', (bytes) => bytes.toString()],
    ['bytes', (bytes) => bytes],
  ])('takes what a parser of %s left', async (_, parse) => {
    const origin = `http://${await listen(reading((req, bytes) => Object.assign(req, { body: parse(bytes) })))}`;
    const response = await postJson(`${origin}/CreateUploadVideo`, { ...CREATE, Title: '视频' });
    expect(await response.json()).toMatchObject({ VideoId: 'video1' });
  });

  it('says that the body is gone, to the log and as something to mend, where somebody has read it', async () => {
    const errors: unknown[] = [];
    const handler = createVodHandler({
      client: fakeClient(countingAnswer()).client,
      authorize: () => true,
      onError: (error) => errors.push(error),
    });
    const origin = `http://${await listen(reading(() => undefined, toNodeHandler(handler)))}`;
    const response = await postJson(`${origin}/CreateUploadVideo`, CREATE);
    expect([response.status, await response.json()]).toMatchObject([500, { Code: 'BackendMisconfigured' }]);
    expect(errors).toMatchObject([{ message: expect.stringContaining('body was read before') as string }]);
    const empty = await fetch(`${origin}/CreateUploadVideo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    expect(empty.status).toBe(400);
  });

  it('takes a handler that answers at once', async () => {
    const origin = await serve(toNodeHandler(() => new Response('here')));
    expect(await (await fetch(origin)).text()).toBe('here');
  });

  it('stops reading a body that never ends', async () => {
    const handler = vod();
    const sockets: Socket[] = [];
    const host = await listen((req, res) => {
      sockets.push(req.socket);
      handler(req, res);
    });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const url = `http://${host}/CreateUploadVideo`;
      const req = httpRequest(
        url,
        { method: 'POST', headers: { 'content-type': 'application/json' } },
        (res: IncomingMessage) => {
          resolve(res.statusCode);
          req.destroy();
        },
      );
      req.on('error', reject).on('error', () => undefined);
      const more = (): void => void (req.destroyed || req.write(' '.repeat(16_384), more));
      more();
    });
    expect(status).toBe(413);
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  it('hands what is thrown to next, or answers 500 without a word of it', async () => {
    const failing = toNodeHandler(() => Promise.reject(new Error('s3cr3t')));
    const response = await fetch(await serve(failing));
    expect([response.status, await response.text()]).toEqual([500, '']);
    const passed: unknown[] = [];
    const origin = await serve((req, res) => failing(req, res, (error) => (passed.push(error), res.end('next'))));
    expect(await (await fetch(origin)).text()).toBe('next');
    expect(passed).toMatchObject([{ message: 's3cr3t' }]);
  });

  it('tells the handler when the page has gone', async () => {
    let gone: Promise<unknown> | undefined;
    const origin = await serve(
      toNodeHandler((request) => {
        gone = new Promise((resolve) => request.signal.addEventListener('abort', resolve));
        return new Promise(() => undefined);
      }),
    );
    const page = new AbortController();
    const asked = fetch(origin, { signal: page.signal }).catch(() => 'aborted');
    await expect.poll(() => gone !== undefined).toBe(true);
    page.abort();
    expect(await asked).toBe('aborted');
    await gone;
  });
});

describe('Alibaba’s own client', () => {
  const keys = { accessKeyId: 'LTAI-test', accessKeySecret: 'very-secret' };

  async function service(answer: (req: IncomingMessage) => { status?: number; body: string; type?: string }) {
    const seen: { method: string | undefined; url: URL; headers: IncomingMessage['headers'] }[] = [];
    const endpoint = await listen((req, res) => {
      seen.push({ method: req.method, url: new URL(req.url ?? '/', 'http://x'), headers: req.headers });
      const { status = 200, body, type = 'application/json' } = answer(req);
      res.writeHead(status, { 'content-type': type }).end(body);
    });
    return {
      seen,
      client: createNodeClient({ ...keys, endpoint, protocol: 'http', securityToken: 'CAIS-token' }),
      endpoint,
    };
  }

  it('asks the service with the API’s parameters and resolves to its reply, unchanged', async () => {
    const reply = { RequestId: 'r', VideoId: 'v1', URLUploadInfoList: [{ FileSize: '24' }] };
    const { seen, client } = await service(() => ({ body: JSON.stringify(reply) }));
    expect(await client.call('vod', 'CreateUploadVideo', { Title: '标题 & more', FileSize: 5, Flag: true })).toEqual(
      reply,
    );
    await client.call('ice', 'GetUrlUploadInfos', { JobIds: 'a,b' });
    const [first, second] = seen;
    expect(Object.fromEntries(first!.url.searchParams)).toMatchObject({
      Title: '标题 & more',
      FileSize: '5',
      Flag: 'true',
    });
    expect(first!.headers).toMatchObject({ 'x-acs-action': 'CreateUploadVideo', 'x-acs-version': '2017-03-21' });
    expect(first!.headers['x-acs-security-token']).toBe('CAIS-token');
    expect(first!.headers.authorization).toMatch(/^ACS3-HMAC-SHA256 Credential=LTAI-test,/);
    expect(second!.headers).toMatchObject({ 'x-acs-action': 'GetUrlUploadInfos', 'x-acs-version': '2020-11-09' });
  });

  it('rejects with the API’s words', async () => {
    const body = JSON.stringify({
      RequestId: 'req-1',
      HostId: 'h',
      Code: 'InvalidVideo.NotFound',
      Message: 'The video does not exist.',
    });
    const { client } = await service(() => ({ status: 404, body }));
    await expect(client.call('vod', 'RefreshUploadVideo', { VideoId: 'v' })).rejects.toMatchObject({
      name: 'VodApiError',
      status: 404,
      code: 'InvalidVideo.NotFound',
      message: 'The video does not exist.',
      requestId: 'req-1',
    });
  });

  it('asks once: a create must not be repeated blindly', async () => {
    for (const [status, Code] of [
      [503, 'ServiceUnAvailable'],
      [400, 'Throttling.User'],
      [500, 'InternalError'],
    ] as const) {
      const { seen, client } = await service(() => ({
        status,
        body: JSON.stringify({ Code, Message: 'm', RequestId: 'r' }),
      }));
      await expect(client.call('vod', 'CreateUploadVideo', {})).rejects.toMatchObject({ status, code: Code });
      expect(seen).toHaveLength(1);
    }
  });

  it('says nothing of keys when the service is not there, or talks nonsense', async () => {
    const lost = createNodeClient({ ...keys, endpoint: '127.0.0.1:1', protocol: 'http' });
    const { client: odd } = await service(() => ({ status: 502, body: '<html>', type: 'text/html' }));
    const { client: html } = await service(() => ({ body: '<html>', type: 'text/html' }));
    for (const client of [lost, odd, html]) {
      const error = await client.call('vod', 'GetUploadDetails', { MediaIds: 'v' }).then(
        () => new Error('was answered'),
        (thrown: Error) => thrown,
      );
      expect(error.message).not.toBe('was answered');
      expect(JSON.stringify([error.message, error.stack, { ...error }])).not.toMatch(
        /LTAI-test|very-secret|Signature=/,
      );
    }
  });

  it('finds the service of a region by itself', () => {
    expect(serviceHost('vod', 'ap-southeast-1')).toBe('vod.ap-southeast-1.aliyuncs.com');
    expect(serviceHost('vod', 'cn-hangzhou')).toBe('vod.cn-shanghai.aliyuncs.com');
    expect(serviceHost('ice', 'cn-hangzhou')).toBe('ice.cn-hangzhou.aliyuncs.com');
  });

  it('takes an endpoint with a scheme, and no missing key', async () => {
    const { endpoint } = await service(() => ({ body: '{"ok":true}' }));
    const client = createNodeClient({ ...keys, endpoint: `http://${endpoint}/` });
    expect(await client.call('vod', 'GetUploadDetails', {})).toEqual({ ok: true });
    expect(() => createNodeClient({ ...keys, accessKeySecret: '' })).toThrow(TypeError);
    expect(() => createNodeClient({ accessKeyId: undefined, accessKeySecret: undefined })).toThrow(
      'createNodeClient needs accessKeyId and accessKeySecret',
    );
  });
});
