import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { createServer, type ViteDevServer } from 'vite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startEmulator } from '../../src/emulator/node.js';
import { vodEmulator } from '../../src/emulator/vite.js';
import { decodeTicket } from '../support/emulator.js';

/** fetch cannot set Host, and Node knows no `*.localhost`. */
async function ask(port: number, host: string, method: string, path: string, headers: Record<string, string> = {}) {
  const req = request({
    port,
    host: '127.0.0.1',
    method,
    path,
    headers: { ...headers, host: `${host}:${port}` },
  }).end();
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  const text = (await res.toArray()).join('');
  return { status: res.statusCode, headers: res.headers, text };
}

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('the Vite plugin', () => {
  let server: ViteDevServer | undefined;
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  afterEach(async () => {
    await server?.close();
    log.mockClear();
    vi.unstubAllEnvs();
  });

  async function start(): Promise<number> {
    server = await createServer({
      ...{ configFile: false, logLevel: 'silent', root: import.meta.dirname, optimizeDeps: { noDiscovery: true } },
      plugins: [vodEmulator()],
      server: { port: 0, host: '127.0.0.1', ws: false },
    });
    await server.listen();
    const address = server.httpServer?.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  it('serves the backend kit over Alibaba’s own client, OSS by its host, and leaves the rest to Vite', async () => {
    const port = await start();
    expect(log.mock.calls.flat()).toEqual([`vod-uploader  http://localhost:${port}/  (emulator)`]);

    const created = await fetch(
      `http://127.0.0.1:${port}/api/vod/CreateUploadVideo`,
      post({ Title: 't', FileName: 'a.mp4' }),
    );
    const { target } = decodeTicket((await created.json()) as Record<string, unknown>);
    expect(target).toMatchObject({ endpoint: `http://oss.localhost:${port}`, bucket: 'outin-demo' });
    const calls = (await (await fetch(`http://127.0.0.1:${port}/__emulator/demo/log`)).json()) as {
      signature: string;
    }[];
    expect(calls).toMatchObject([{ op: 'CreateUploadVideo', signature: 'acs3', status: 200 }]);

    const preflight = {
      origin: 'http://localhost',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'x-oss-date',
    };
    const allowed = await ask(port, 'outin-demo.oss.localhost', 'OPTIONS', `/${target.key}`, preflight);
    expect(allowed.headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost',
      'access-control-allow-headers': 'x-oss-date',
    });
    expect((await ask(port, 'outin-demo.oss.localhost', 'GET', `/${target.key}`)).text).toContain(
      '<Code>AccessDenied</Code>',
    );
    expect((await ask(port, 'localhost', 'GET', '/wire.ts')).text).toContain('partList');
  });

  it('answers no page of another site, whatever name that site gives to this machine', async () => {
    const port = await start();
    const json = { 'content-type': 'application/json' };
    const answer = await ask(port, 'rebound.example', 'POST', '/api/vod/GetUploadDetails', json);
    expect(answer.status).toBe(401);
    const own = await ask(port, 'localhost', 'POST', '/api/vod/GetUploadDetails', json);
    expect(own.status).toBe(400);
  });

  it('talks to the real service when its keys are set', async () => {
    vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_ID', 'id');
    vi.stubEnv('ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'secret');
    vi.stubEnv('VOD_REGION', 'cn-beijing');
    const port = await start();
    expect(log.mock.calls.flat()).toEqual([`vod-uploader  http://localhost:${port}/  (Alibaba Cloud, cn-beijing)`]);
  });
});

describe('the command', () => {
  const run = (...args: string[]) =>
    spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });

  it('runs an emulator on loopback until it is told to stop', async () => {
    const child = run('emulator', '--port', '0', '--memory');
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    await expect.poll(() => output).toMatch(/account/);
    const url = /VOD API\s+(http:\/\/127\.0\.0\.1:\d+)\//.exec(output)?.[1] ?? '';
    const created = await fetch(
      `${url}/__emulator/demo/api/vod/CreateUploadVideo`,
      post({ Title: 't', FileName: 'a.mp4' }),
    );
    expect(created.status).toBe(200);
    expect(await (await fetch(`${url}/`)).text()).toMatch(
      /emulator of ApsaraVideo VOD and OSS\. It works\.[^]*api\/vod/,
    );
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  it('names what it does not know, and says how it is used', async () => {
    const child = run('emulate');
    const [output, [code]] = await Promise.all([child.stderr.toArray(), once(child, 'close') as Promise<[number]>]);
    expect(code).toBe(2);
    expect(output.join('')).toMatch(
      /^vod-uploader: there is no "emulate" here, only emulator and check\n\n {2}vod-uploader emulator \[--port/,
    );
    expect(output.join('').split('\n').length).toBeLessThan(8);
  });

  it('says what to do where its port is taken', async () => {
    const first = await startEmulator({ storage: 'memory' });
    const child = run('emulator', '--port', String(first.port));
    const [output, [code]] = await Promise.all([child.stderr.toArray(), once(child, 'close') as Promise<[number]>]);
    await first.close();
    expect([code, output.join('').trim()]).toEqual([
      1,
      `vod-uploader: port ${first.port} is in use, perhaps by another emulator: end that, or give --port`,
    ]);
  });
});
