import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { createVodHandler } from '../../src/server/handler.js';
import { toNodeHandler } from '../../src/server/node.js';
import { countingAnswer, CREATE, fakeClient } from '../server/fake-client.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function kit() {
  const errors: unknown[] = [];
  const { client } = fakeClient(countingAnswer());
  return { errors, vod: createVodHandler({ client, authorize: () => true, onError: (error) => errors.push(error) }) };
}

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function listening(server: Server): Promise<string> {
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  return originOf(server);
}

const create = async (origin: string) => {
  const response = await fetch(`${origin}/api/vod/CreateUploadVideo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CREATE),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const GONE = [{ message: expect.stringContaining('the body was read before it came here') as string }];
const TO_BE_MENDED = { status: 500, body: { Code: 'BackendMisconfigured' } };

describe('before the kit in Express', () => {
  const behind = (...before: RequestHandler[]) => {
    const { errors, vod } = kit();
    const app = express();
    for (const each of before) app.use(each);
    app.use('/api/vod', toNodeHandler(vod));
    return { errors, origin: listening(app.listen(0, '127.0.0.1')) };
  };

  it.each<[string, RequestHandler[]]>([
    ['nothing', []],
    ['express.json()', [express.json()]],
    ['express.urlencoded()', [express.urlencoded({ extended: true })]],
    ['all parsers', [express.json(), express.urlencoded(), express.text(), express.raw()]],
    ['express.text() for everything', [express.text({ type: '*/*' })]],
    ['express.raw() for everything', [express.raw({ type: () => true })]],
  ])('%s may stand', async (_, before) => {
    const { errors, origin } = behind(...before);
    expect(await create(await origin)).toMatchObject({ status: 200, body: { VideoId: 'video1' } });
    expect(errors).toEqual([]);
  });

  it('what reads bodies and keeps them to itself is named, and nobody waits for ever', async () => {
    const { errors, origin } = behind((req, _, next) => {
      req.resume().once('end', () => next());
    });
    expect(await create(await origin)).toMatchObject(TO_BE_MENDED);
    expect(errors).toMatchObject(GONE);
  });
});

describe('before the kit in Fastify', () => {
  it('its own parser is named, where no scope keeps it out', async () => {
    const { errors, vod } = kit();
    const handle = toNodeHandler(vod);
    const app = fastify();
    app.all('/api/vod/*', (request, reply) => handle(request.raw, reply.hijack().raw));
    await app.listen({ port: 0, host: '127.0.0.1' });
    closing.push(() => app.close());
    expect(await create(originOf(app.server))).toMatchObject(TO_BE_MENDED);
    expect(errors).toMatchObject(GONE);
  });
});

describe('before the kit in Hono', () => {
  it('middleware that reads the body is named', async () => {
    const { errors, vod } = kit();
    const app = new Hono();
    app.use(async (c, next) => {
      await c.req.text();
      await next();
    });
    app.all('/api/vod/*', (c) => vod(c.req.raw));
    const server = createServer(toNodeHandler((request) => app.fetch(request))).listen(0, '127.0.0.1');
    expect(await create(await listening(server))).toMatchObject(TO_BE_MENDED);
    expect(errors).toMatchObject(GONE);
  });
});
