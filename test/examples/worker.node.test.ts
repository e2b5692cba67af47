import { beforeAll, describe, expect, it } from 'vitest';
import { bundleWorker, isolateOf, kvNamespace } from './worker-isolate.js';

const SESSION = { 'session:s': 'ann' };
const ENV = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-x', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' };
const create = (headers: Record<string, string> = { authorization: 'Bearer s' }) =>
  new Request('https://api.example/api/vod/CreateUploadVideo', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"Title":"A clip","FileName":"clip.mp4"}',
  });

describe('the worker', () => {
  let bundle: Awaited<ReturnType<typeof bundleWorker>>;
  beforeAll(async () => void (bundle = await bundleWorker()));

  it('is one script that imports nothing, least of all from Node', () => {
    expect(bundle.imports).toEqual([]);
    expect(bundle.script).not.toMatch(/["']node:|\brequire\(/);
    // A worker without a subscription may be 3 MB.
    expect(bundle.script.length).toBeLessThan(200_000);
  });

  it('says that it is not set up, where it has no key, once somebody asks', async () => {
    const worker = isolateOf(bundle.script, { RECORDS: kvNamespace(SESSION) });
    await expect(worker(create())).rejects.toThrow('createFetchClient needs accessKeyId and accessKeySecret');
    expect((await worker(new Request('https://api.example/'))).status).toBe(404);
  });

  it('keeps nothing of the key in KV', async () => {
    const RECORDS = kvNamespace(SESSION);
    const worker = isolateOf(bundle.script, { ...ENV, VOD_ENDPOINT: 'http://127.0.0.1:1', RECORDS });
    expect((await worker(create())).status).toBe(502);
    expect([...RECORDS.records]).toEqual(Object.entries(SESSION));
  });
});

describe('the isolate of these tests', () => {
  const run = (body: string) =>
    isolateOf(`({ fetch: async () => { ${body} } })`, {})(new Request('https://api.example/'));

  it.each(['process.env', 'Buffer.from("x")', "require('fs')", "import('node:fs')"])('has no %s', async (code) => {
    await expect(run(`await ${code}; return new Response('done')`)).rejects.toThrow();
  });

  it('forgets what a request has left, asks nothing while it is read, and knows no "error" for redirects', async () => {
    const counting = isolateOf('let n = 0; ({ fetch: async () => new Response(String((n += 1))) })', {});
    const counts = [await counting(create()), await counting(create())].map((response) => response.text());
    expect(await Promise.all(counts)).toEqual(['1', '1']);
    const early = isolateOf('crypto.randomUUID(); ({ fetch: () => new Response() })', {});
    expect(() => early(create())).toThrow('global scope');
    await expect(run("return fetch('http://127.0.0.1:1', { redirect: 'error' })")).rejects.toThrow('redirect');
  });
});
