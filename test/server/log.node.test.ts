import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VodApiError } from '../../src/server/client.js';
import { createVodHandler } from '../../src/server/handler.js';
import { createNodeClient } from '../../src/server/node-client.js';
import { CREATE, fakeClient, post, read } from './fake-client.js';

const log = vi.spyOn(console, 'error');
const lines = (): unknown[] => log.mock.calls.map((all) => all.join(' '));
beforeEach(() => void log.mockImplementation(() => undefined));
afterEach(() => {
  log.mockReset();
});

const open = { authorize: () => ({ id: 'ann' }), owns: 'any' as const };
const failing = (error: Error) => createVodHandler({ ...open, ...fakeClient(() => Promise.reject(error)) });

describe('the log of a backend that says nothing else', () => {
  it('says in one line that the secret is wrong, and nothing that the service quoted', async () => {
    const message =
      'Specified signature is not matched. server string to sign is:\nGET&%2F&AccessKeyId%3DLTAI5tSecretKey';
    const handler = failing(new VodApiError(400, 'SignatureDoesNotMatch', message, 'req-1'));
    expect((await handler(post('CreateUploadVideo', CREATE))).status).toBe(500);
    expect(lines()).toEqual([
      'vod-uploader: CreateUploadVideo failed: the AccessKey secret is wrong (SignatureDoesNotMatch, 400, request req-1)',
    ]);
  });

  for (const [code, advice] of [
    ['InvalidAccessKeyId.NotFound', 'the AccessKey id does not exist'],
    ['InvalidSecurityToken.Expired', 'the security token'],
    ['InvalidTimeStamp.Expired', 'clock'],
    ['Forbidden.RAM', 'RAM user'],
    ['OperationDenied', 'not activated'],
  ] as const) {
    it(`says what to do about ${code}`, async () => {
      await failing(new VodApiError(403, code, 'm', undefined))(post('CreateUploadVideo', CREATE));
      expect(lines()).toEqual([expect.stringMatching(new RegExp(`${advice}.*${code}`))]);
    });
  }

  it('quotes what it has no advice for, on one line and without a signed URL', async () => {
    const handler = failing(
      new Error('POST failed\nhttps://vod.aliyuncs.com/?Signature=abc%3D&SecurityToken=CAIStoken1'),
    );
    expect(await read(await handler(post('GetUploadDetails', { MediaIds: 'v' })))).toMatchObject({
      Code: 'BackendError',
    });
    expect(lines()).toEqual(['vod-uploader: GetUploadDetails failed: POST failed https://vod.aliyuncs.com/?***']);
  });

  it('says which packages to install where Alibaba’s own are not there', async () => {
    const load = () => Promise.reject(new Error('Cannot find package'));
    const client = createNodeClient({ accessKeyId: 'id', accessKeySecret: 'secret', load });
    const response = await createVodHandler({ ...open, client })(post('CreateUploadVideo', CREATE));
    expect([response.status, await read(response)]).toEqual([
      500,
      { Code: 'BackendMisconfigured', Message: 'The backend is not set up: see its log.' },
    ]);
    expect(lines()).toEqual([
      expect.stringContaining('npm install @alicloud/openapi-core @darabonba/typescript') as string,
    ]);
  });

  it('tells once, not with every request, that authorize or owns is missing', async () => {
    const { client } = fakeClient(() => ({}));
    const closed = createVodHandler({ client });
    const halfOpen = createVodHandler({ client, authorize: () => true });
    for (const handler of [closed, closed, halfOpen, halfOpen]) {
      expect((await handler(post('RefreshUploadVideo', { VideoId: 'v1' }))).status).toBe(403);
    }
    expect(lines()).toEqual([
      'vod-uploader: RefreshUploadVideo failed: Nothing works until createVodHandler is given authorize.',
      expect.stringContaining('give createVodHandler an owns function') as string,
    ]);
  });

  it('tells once that owns never heard of an import, where onImported is missing', async () => {
    const { client } = fakeClient(() => ({ URLUploadInfoList: [], NonExists: [] }));
    const deaf = createVodHandler({ client, authorize: () => true, owns: () => false });
    const hears = createVodHandler({ client, authorize: () => true, owns: () => false, onImported: () => undefined });
    for (const handler of [deaf, deaf, hears]) {
      expect((await handler(post('GetURLUploadInfos', { JobIds: 'j1' }))).status).toBe(200);
    }
    await deaf(post('GetUploadDetails', { MediaIds: 'v1' }));
    expect(lines()).toEqual([expect.stringContaining('give createVodHandler onImported') as string]);
  });

  it('is silent about what only the page has done wrong', async () => {
    const handler = createVodHandler({ ...open, ...fakeClient(() => ({})) });
    await handler(post('CreateUploadVideo', {}));
    await handler(post('DeleteVideo', {}));
    expect(lines()).toEqual([]);
  });

  it('stays empty where the page’s own onError listens', async () => {
    const heard: unknown[] = [];
    const fault = new Error('m');
    const { client } = fakeClient(() => Promise.reject(fault));
    const handler = createVodHandler({ ...open, client, onError: (...all) => heard.push(all) });
    await handler(post('CreateUploadVideo', CREATE));
    expect(heard).toEqual([[fault, 'CreateUploadVideo']]);
    expect(lines()).toEqual([]);
  });
});
