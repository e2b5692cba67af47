import { describe, expect, it } from 'vitest';
import type { IdempotencyStore } from '../../src/server/idempotency.js';
import { createVodHandler } from '../../src/server/handler.js';
import type { ImportedJob, VodHandlerOptions } from '../../src/server/options.js';
import { ACTIONS } from '../../src/vod/protocol.js';
import { sample } from '../vod/sample.js';
import { fakeClient, post, read } from './fake-client.js';

type User = { readonly id: string };

const info = (jobId: string, more: object = {}) => ({ JobId: jobId, UploadURL: 'https://x.example/a.mp4', ...more });

function setUp(options: Partial<VodHandlerOptions<User>> = {}) {
  let jobs = 0;
  const { calls, client } = fakeClient(({ action, params }) => {
    if (action === 'UploadMediaByURL')
      return {
        RequestId: 'r',
        UploadJobs: String(params['UploadURLs'])
          .split(',')
          .map((url) => ({ JobId: `j${(jobs += 1)}`, SourceURL: decodeURIComponent(url) })),
      };
    if (/^Get[Uu]/.test(action))
      return {
        RequestId: 'r',
        URLUploadInfoList: String(params['JobIds'] ?? 'ann1,bob1')
          .split(',')
          .map((id) => info(id, id === 'ann2' ? { MediaId: 'm2' } : {})),
        NonExists: [],
      };
    return { RequestId: 'r', CanceledJobs: [params['JobIds']], NonExists: [] };
  });
  const owns = (user: User, id: string) => id.startsWith(user.id);
  const handler = createVodHandler<User>({
    client,
    authorize: () => ({ id: 'ann' }),
    onError: () => undefined,
    owns,
    ...options,
  });
  return { calls, ask: async (action: string, body: object, headers = {}) => handler(post(action, body, headers)) };
}

const ENCODED = 'https%3A%2F%2Fx.example%2Fa%2Cb.mp4,https%3A%2F%2Fx.example%2Fc.mp4';

describe('imports over the kit', () => {
  it('are passed on as the sample has them, a space in an address included', async () => {
    const { Action: action, Version: _, ...body } = sample('vod/upload-media-by-url.request.json');
    const { ask, calls } = setUp();
    expect((await ask(String(action), body)).status).toBe(200);
    expect(calls.map(({ params }) => params)).toEqual([body]);
  });

  it('are passed on checked, and told to their owner’s records', async () => {
    const heard: ImportedJob[] = [];
    const { ask, calls } = setUp({ onImported: (_, jobs) => void heard.push(...jobs) });
    const metadata = [{ SourceURL: 'https://x.example/c.mp4', Title: 'c', FileSize: 5, Evil: 1 }];
    const body = { UploadURLs: ENCODED, UploadMetadatas: JSON.stringify(metadata), SessionId: 's-1', Evil: 'x' };
    expect((await ask('UploadMediaByURL', body)).status).toBe(200);
    expect(calls).toEqual([
      {
        service: 'vod',
        action: 'UploadMediaByURL',
        params: {
          UploadURLs: ENCODED,
          UploadMetadatas: JSON.stringify([{ SourceURL: 'https://x.example/c.mp4', Title: 'c', FileSize: '5' }]),
          SessionId: 's-1',
        },
      },
    ]);
    expect(heard).toEqual([
      { jobId: 'j1', url: 'https://x.example/a,b.mp4' },
      { jobId: 'j2', url: 'https://x.example/c.mp4' },
    ]);
  });

  it('are made once for one key', async () => {
    const { ask, calls } = setUp();
    const key = { 'idempotency-key': 'k' };
    const [one, two] = [
      await read(await ask('UploadMediaByURL', { UploadURLs: ENCODED }, key)),
      await read(await ask('UploadMediaByURL', { UploadURLs: ENCODED }, key)),
    ];
    expect(two).toEqual(one);
    expect(calls).toHaveLength(1);
  });

  it('are another question to the other service, with the same key too', async () => {
    const { ask, calls } = setUp();
    const key = { 'idempotency-key': 'k' };
    await ask('UploadMediaByURL', { UploadURLs: ENCODED }, key);
    expect((await ask('ims/UploadMediaByURL', { UploadURLs: ENCODED }, key)).status).toBe(422);
    expect(calls).toHaveLength(1);
  });

  it('leave nothing of what was asked with their key, which may be long and signed', async () => {
    const fingerprints: string[] = [];
    const store: IdempotencyStore = {
      get: () => undefined,
      set: (_, { fingerprint }) => void fingerprints.push(fingerprint),
    };
    const { ask } = setUp({ idempotency: store });
    const url = encodeURIComponent(`https://x.example/a.mp4?Signature=secret&p=${'x'.repeat(1500)}`);
    await ask('UploadMediaByURL', { UploadURLs: url }, { 'idempotency-key': 'k' });
    expect(fingerprints).toHaveLength(2);
    for (const fingerprint of fingerprints) expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('go to the other service under its name', async () => {
    const { ask, calls } = setUp();
    await ask('ims/UploadMediaByURL', { UploadURLs: ENCODED, UploadTargetConfig: '{"StorageLocation":"b","Evil":1}' });
    await ask('ims/GetUrlUploadInfos', { JobIds: 'ann1' });
    expect(calls.map(({ service, action }) => `${service} ${action}`)).toEqual([
      'ice UploadMediaByURL',
      'ice GetUrlUploadInfos',
    ]);
    expect(calls[0]!.params['UploadTargetConfig']).toBe('{"StorageType":"oss","StorageLocation":"b"}');
  });

  it.each<[string, string, object]>([
    ['21 URLs', 'UploadMediaByURL', { UploadURLs: Array(21).fill('https%3A%2F%2Fx.example%2Fa.mp4').join() }],
    ['a URL that is none', 'UploadMediaByURL', { UploadURLs: 'file%3A%2F%2Fetc%2Fpasswd' }],
    ['a URL that is not encoded well', 'UploadMediaByURL', { UploadURLs: 'https%3A%2F%2Fx%' }],
    ['metadata that is no JSON', 'UploadMediaByURL', { UploadURLs: ENCODED, UploadMetadatas: '[' }],
    [
      'metadata without a title',
      'UploadMediaByURL',
      { UploadURLs: ENCODED, UploadMetadatas: '[{"SourceURL":"https://x/a"}]' },
    ],
    ['a session id with a space', 'UploadMediaByURL', { UploadURLs: ENCODED, SessionId: 'a b' }],
    ['neither jobs nor URLs', 'GetURLUploadInfos', {}],
    ['11 jobs', 'GetURLUploadInfos', { JobIds: Array(11).fill('j').join() }],
  ])('are refused with %s', async (_, action, body) => {
    const { ask, calls } = setUp();
    expect((await ask(action, body)).status).toBe(400);
    expect(calls).toEqual([]);
  });

  it('of others do not exist', async () => {
    const { ask, calls } = setUp();
    const reply = await read(await ask('GetURLUploadInfos', { JobIds: 'ann1,bob1' }));
    expect(calls[0]!.params).toEqual({ JobIds: 'ann1' });
    expect(reply).toMatchObject({ URLUploadInfoList: [{ JobId: 'ann1' }], NonExists: ['bob1'] });
    const byUrl = await read(await ask('GetURLUploadInfos', { UploadURLs: ENCODED }));
    expect(byUrl).toMatchObject({ URLUploadInfoList: [{ JobId: 'ann1' }] });
    expect(await read(await ask('GetURLUploadInfos', { JobIds: 'bob1' }))).toEqual({
      URLUploadInfoList: [],
      NonExists: ['bob1'],
    });
    expect(await read(await ask('CancelUrlUploadJobs', { JobIds: 'bob1' }))).toEqual({
      CanceledJobs: [],
      NonExists: ['bob1'],
    });
    expect((await ask('CancelUrlUploadJobs', { UploadUrls: ENCODED })).status).toBe(403);
  });

  it('of others are not even told of by their address', async () => {
    const { client } = fakeClient(() => ({
      RequestId: 'r',
      URLUploadInfoList: [info('ann1'), info('bob1', { UploadURL: 'https://x.example/b.mp4?Signature=s' })],
      uploadInfos: [info('bob1')],
      NonExists: ['https://x.example/none.mp4'],
    }));
    const { ask } = setUp({ client });
    const asked = ['a.mp4', 'b.mp4?Signature=s', 'none.mp4'].map((name) => `https://x.example/${name}`);
    const reply = await ask('GetURLUploadInfos', { UploadURLs: asked.map(encodeURIComponent).join() });
    // As if nobody had imported the second one, and so it is with one that nobody has.
    expect(await read(reply)).toEqual({ RequestId: 'r', URLUploadInfoList: [info('ann1')], NonExists: asked.slice(1) });
  });

  it('of several visitors are asked about together, and each hears of his own', async () => {
    const { ask, calls } = setUp({ authorize: (request) => ({ id: request.headers.get('x-user') ?? '' }) });
    const [ann, bob] = await Promise.all([
      ask('GetURLUploadInfos', { JobIds: 'ann1,bob1' }, { 'x-user': 'ann' }),
      ask('GetURLUploadInfos', { JobIds: 'bob1' }, { 'x-user': 'bob' }),
    ]);
    expect(calls.map(({ params }) => params)).toEqual([{ JobIds: 'ann1,bob1' }]);
    expect(await read(ann)).toMatchObject({ URLUploadInfoList: [{ JobId: 'ann1' }], NonExists: ['bob1'] });
    expect(await read(bob)).toMatchObject({ URLUploadInfoList: [{ JobId: 'bob1' }], NonExists: [] });
    // The same question within a second.
    await ask('GetURLUploadInfos', { JobIds: 'bob1' }, { 'x-user': 'bob' });
    expect(calls).toHaveLength(1);
  });

  it('tell whose the media is, when its id comes', async () => {
    const heard: ImportedJob[] = [];
    const { ask } = setUp({ onImported: (_, jobs) => void heard.push(...jobs) });
    await ask('GetURLUploadInfos', { JobIds: 'ann1,ann2' });
    expect(heard).toEqual([{ jobId: 'ann2', mediaId: 'm2' }]);
  });

  it('tell no more of it once their owner has it on record', async () => {
    const owned = new Set(['ann1', 'ann2']);
    const heard: ImportedJob[] = [];
    const onImported = (_: User, jobs: readonly ImportedJob[]) => {
      heard.push(...jobs);
      for (const { mediaId } of jobs) owned.add(mediaId!);
    };
    const { ask } = setUp({ owns: (_, id) => owned.has(id), onImported, cacheMs: 0 });
    for (let n = 0; n < 3; n += 1) await ask('GetURLUploadInfos', { JobIds: 'ann1,ann2' });
    expect(heard).toEqual([{ jobId: 'ann2', mediaId: 'm2' }]);
  });
});

describe('what deletes', () => {
  it('is not there unless the owner allows it, and then for one’s own alone', async () => {
    for (const action of ['DeleteVideo', 'DeleteMultipartUpload'])
      expect((await setUp().ask(action, { VideoIds: 'ann1', MediaId: 'ann1' })).status).toBe(404);
    const open = setUp({ allow: ACTIONS });
    expect((await open.ask('DeleteVideo', { VideoIds: 'ann1,bob1' })).status).toBe(403);
    expect((await open.ask('DeleteMultipartUpload', { MediaId: 'bob1' })).status).toBe(403);
    expect(open.calls).toEqual([]);
    expect((await open.ask('DeleteVideo', { VideoIds: 'ann1,ann2' })).status).toBe(200);
    expect(open.calls).toHaveLength(1);
  });
});
