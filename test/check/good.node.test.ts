import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBackend, type CheckReport } from '../../src/check/check.js';
import type { Finding } from '../../src/check/findings.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { createVodHandler, VodApiError, type VodClient, type VodHandlerOptions } from '../../src/server/index.js';
import { createNodeClient, toNodeHandler } from '../../src/server/node.js';
import { fetchOf, goodBackend, WHOLE, type GoodOptions } from './good-backend.js';
import { plainBackend } from './plain-backend.js';
import { answer, answers, replies } from './spoil.js';

const named = ({ section, name, says }: Finding): string => `${section}: ${name}: ${says}`;
const wrong = ({ findings }: CheckReport): string[] =>
  findings.filter(({ result }) => result === 'failed' || result === 'warning').map(named);
const of = ({ findings }: CheckReport, result: string): string[] =>
  findings.filter((each) => each.result === result).map(({ section, name }) => `${section}: ${name}`);

describe('the kit', () => {
  const check = async (options: GoodOptions = {}, more: Partial<typeof WHOLE> = {}): Promise<CheckReport> => {
    const { handler, close } = await goodBackend(options);
    const report = await checkBackend({ ...WHOLE, ...more, fetch: fetchOf(handler) });
    await close();
    return report;
  };

  it('passes with two users, another origin and deleting, and nothing is left to be said', async () => {
    const report = await check();
    expect(wrong(report)).toEqual([]);
    expect(of(report, 'skipped')).toEqual(['BatchGetMediaInfos: UserData']);
    expect(of(report, 'absent')).toEqual([]);
    expect(of(report, 'ok').length).toBeGreaterThan(60);
    expect(report.ok).toBe(true);
  });

  it('is left as it was where it may delete', async () => {
    const { removed, left } = await check();
    // Three of the first user, one of the second, and those that Intelligent Media Services made of two imports.
    expect(removed).toHaveLength(6);
    expect(left.videoIds).toEqual([]);
  });

  it('is told what was left where it may not', async () => {
    const report = await check({ change: ({ allow: _, ...options }) => options }, { deletes: false });
    expect(wrong(report)).toEqual([]);
    expect(report.removed).toEqual([]);
    expect(report.left.videoIds).toHaveLength(6);
    expect(report.left.imageIds).toHaveLength(1);
    expect(report.left.jobIds).toHaveLength(4);
  });

  it('is warned of actions that delete, where nobody said so', async () => {
    const report = await check({}, { deletes: false });
    expect(of(report, 'warning')).toEqual(['Deleting: DeleteMultipartUpload', 'Deleting: DeleteVideo']);
    expect(report.ok).toBe(true);
  });

  it('passes with answers as odd as the documents’ own samples', async () => {
    expect(wrong(await check({ settings: { quirks: true } }))).toEqual([]);
  });

  it('passes with what it joins, remembers and holds back', async () => {
    const report = await check({
      change: ({ batchMs: _, cacheMs: __, rateLimits: ___, ...options }) => options,
    });
    expect(wrong(report)).toEqual([]);
  });

  it('waits where it is throttled', async () => {
    const report = await check({ change: throttledOnce });
    expect(wrong(report)).toEqual([]);
  });

  it('waits also where the service’s own words come through as they are', async () => {
    const { handler, close } = await goodBackend({ change: throttledOnce });
    const as400 = answers(async (response) =>
      response.status === 429 ? answer(400, await response.text(), response.headers) : response,
    );
    const report = await checkBackend({ ...WHOLE, fetch: fetchOf(as400(handler)) });
    await close();
    expect(wrong(report)).toEqual([]);
  });

  it('with the two actions of an upload alone is told what a page lacks then, and passes', async () => {
    const report = await check(
      { change: (options) => ({ ...options, allow: ['CreateUploadVideo', 'RefreshUploadVideo'] }) },
      { deletes: false },
    );
    expect(wrong(report)).toEqual([]);
    expect(of(report, 'absent')).toEqual(
      ['GetUploadDetails', 'BatchGetMediaInfos', 'GetMezzanineInfo', 'CreateUploadImage']
        .concat(['UploadMediaByURL', 'GetURLUploadInfos', 'CancelUrlUploadJobs'])
        .concat(['ims/UploadMediaByURL', 'ims/GetUrlUploadInfos'])
        .map((action) => `${action}: is there`),
    );
    expect(report.findings.filter(({ result }) => result === 'absent').map(named)).toContain(
      'CreateUploadImage: is there: not there, and need not be: no cover can be chosen',
    );
  });

  it('fails without an action that was named', async () => {
    const report = await check(
      { change: (options) => ({ ...options, allow: ['CreateUploadVideo', 'RefreshUploadVideo', 'DeleteVideo'] }) },
      { actions: ['CreateUploadVideo', 'GetUploadDetails'] },
    );
    expect(of(report, 'failed')).toEqual(['GetUploadDetails: is there']);
    expect(of(report, 'absent')).toEqual([]);
  });

  it('is asked for no imports where that was said', async () => {
    const report = await check({}, { imports: false });
    expect(wrong(report)).toEqual([]);
    expect(of(report, 'skipped')).toContain('Import by URL: imports');
    expect(report.left.jobIds).toEqual([]);
  });

  it('passes in the TypeScript SDK’s spelling, and below `data`', async () => {
    const { handler, close } = await goodBackend();
    const camel = (name: string): string => name[0]!.toLowerCase() + name.slice(1);
    const other = replies('CreateUploadVideo', (reply) => ({
      data: Object.fromEntries(Object.entries(reply).map(([name, value]) => [camel(name), value])),
    }));
    const report = await checkBackend({ ...WHOLE, fetch: fetchOf(other(handler)) });
    await close();
    expect(wrong(report)).toEqual([]);
    expect(report.findings.map(named)).toContainEqual(
      expect.stringMatching(/inside another object, in a spelling of its own, which the page reads too/),
    );
  });
});

describe('what the check cannot go on with', () => {
  const failing = async (response: () => Response | Promise<Response>, headers = {}): Promise<string[]> => {
    const report = await checkBackend({ endpoint: 'https://shop.example/api', headers, fetch: async () => response() });
    expect(report.ok).toBe(false);
    return report.findings
      .filter(({ result }) => result === 'failed')
      .map(({ section, says, mend }) => `${section}: ${says} ${mend}`);
  };

  it('a session that is missing, or over', async () => {
    const refuse = () => answer(401, { Code: 'SignInRequired', Message: 'Sign in first.' });
    expect((await failing(refuse)).join()).toMatch(/HTTP 401 .*give the check a session, as --header 'cookie: …'/);
    expect((await failing(refuse, { cookie: 'x=1' })).join()).toMatch(/session was not taken/);
  });

  it('an address that is another', async () => {
    expect((await failing(() => answer(404, '<h1>Not Found</h1>'))).join()).toMatch(/HTTP 404.*Is this the base URL\?/);
    expect((await failing(() => answer(200, '<!doctype html>'))).join()).toMatch(/HTTP 200 and a page or XML/);
    expect((await failing(() => answer(200, ''))).join()).toMatch(/HTTP 200 and nothing/);
    expect((await failing(() => answer(308, '', { location: 'https://x.example' }))).join()).toMatch(
      /leads to as the endpoint/,
    );
  });

  it('a backend that is not set up', async () => {
    const reply = { Code: 'BackendMisconfigured', Message: 'The backend is not set up: see its log.' };
    expect((await failing(() => answer(500, reply))).join()).toMatch(/Its own log says what is not set up/);
  });

  it('nobody who answers, and nobody in time', async () => {
    const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    expect(await failing(() => Promise.reject(refused))).toEqual([
      expect.stringMatching(/^CreateUploadVideo: CreateUploadVideo was not answered: nobody listens/) as string,
    ]);
    const late = new DOMException('too late', 'TimeoutError');
    expect((await failing(() => Promise.reject(late))).join()).toMatch(/not answered within 20 s/);
  });

  it('an address without https, but on this machine', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'));
    const far = await checkBackend({ endpoint: 'http://shop.example/api', fetch });
    expect(of(far, 'failed')).toContain('Address: https');
    const near = await checkBackend({ endpoint: 'http://localhost:3000/api', fetch });
    expect(of(near, 'ok')).toContain('Address: https');
    await expect(checkBackend({ endpoint: 'ftp://shop.example/' })).rejects.toThrow(TypeError);
  });
});

describe('over the wire', () => {
  let emulator: RunningEmulator;
  const servers: Server[] = [];
  const serve = async (server: Server): Promise<string> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/vod`;
  };
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

  it('the kit with Alibaba’s client passes', async () => {
    const client = createNodeClient({
      accessKeyId: 'LTAI-emulator-wire',
      accessKeySecret: 'secret-of-wire',
      endpoint: `127.0.0.1:${emulator.port}`,
      protocol: 'http',
    });
    const owners = new Map<string, string>();
    const handler = createVodHandler<string>({
      client,
      authorize: (request) => request.headers.get('x-user'),
      owns: (user, id) => owners.get(id) === user,
      onCreated: (user, id) => owners.set(id, user),
      onImported: (user, jobs) => jobs.forEach(({ jobId }) => owners.set(jobId, user)),
    });
    const answer = toNodeHandler(handler);
    const endpoint = await serve(createServer((req, res) => void answer(req, res)));
    const report = await checkBackend({ endpoint, headers: { 'x-user': 'ann' }, otherHeaders: { 'x-user': 'bob' } });
    expect(wrong(report)).toEqual([]);
  });

  it('the emulator’s own passes, with a warning that it is open to everybody', async () => {
    const endpoint = `${emulator.url}/__emulator/demo/api/vod`;
    const report = await checkBackend({ endpoint, deletes: true });
    expect(of(report, 'failed')).toEqual([]);
    expect(of(report, 'warning')).toEqual(['Sessions: strangers']);
    expect(report.left.videoIds).toEqual([]);
    expect(emulator.world('demo').videos.all).toEqual([]);
  });

  it('one that has nothing of the kit passes: node:http, and Alibaba’s client by RPC', async () => {
    const origin = 'https://www.shop.example';
    const endpoint = await serve(plainBackend({ vodUrl: emulator.url, origin }));
    const bearer = (user: string) => ({ authorization: `Bearer token-of-${user}` });
    const report = await checkBackend({
      ...{ endpoint, origin, headers: bearer('ann'), otherHeaders: bearer('bob') },
      timeoutMs: 60_000,
    });
    expect(wrong(report)).toEqual([]);
    expect(of(report, 'absent')).toContain('BatchGetMediaInfos: is there');
  });
});

/** The first call of each action is one too many. */
function throttledOnce(options: VodHandlerOptions<string>): VodHandlerOptions<string> {
  const seen = new Set<string>();
  const client: VodClient = {
    async call(service, action, params) {
      if (seen.has(action)) return options.client.call(service, action, params);
      seen.add(action);
      throw new VodApiError(400, 'Throttling.User', 'Request was denied due to user flow control.', undefined);
    },
  };
  return { ...options, client };
}
