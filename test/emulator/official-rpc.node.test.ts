import Core, { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import RPCClient from '@alicloud/pop-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { decodeTicket } from '../support/emulator.js';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory' });
});
afterAll(() => running.close());

type Call = (action: string, params: Record<string, string>) => Promise<Record<string, unknown>>;
interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

// CommonJS: in Node the class is one `default` further down
const OpenApiClient = (Core as unknown as { default?: typeof Core }).default ?? Core;

function openApi(keys: Keys, signatureAlgorithm?: string): Call {
  const endpoint = running.url.replace('http://', '');
  const client = new OpenApiClient(
    new $OpenApiUtil.Config({ ...keys, endpoint, protocol: 'HTTP', ...(signatureAlgorithm && { signatureAlgorithm }) }),
  );
  return async (action, query) => {
    const params = new $OpenApiUtil.Params({
      ...{ action, version: '2017-03-21', protocol: 'HTTPS', method: 'POST', authType: 'AK', style: 'RPC' },
      ...{ pathname: '/', reqBodyType: 'formData', bodyType: 'json' },
    });
    const request = new $OpenApiUtil.OpenApiRequest({ query });
    const reply = (await client.callApi(params, request, new RuntimeOptions({}))) as { body: Record<string, unknown> };
    return reply.body;
  };
}

function popCore(keys: Keys, method: 'GET' | 'POST'): Call {
  const client = new RPCClient({ ...keys, endpoint: running.url, apiVersion: '2017-03-21' });
  return (action, params) => client.request(action, params, { method });
}

const clients: readonly [string, (keys: Keys) => Call][] = [
  ['openapi-core with ACS3', (keys) => openApi(keys)],
  ['openapi-core with its v2 signature', (keys) => openApi(keys, 'v2')],
  ['pop-core by GET', (keys) => popCore(keys, 'GET')],
  ['pop-core by POST', (keys) => popCore(keys, 'POST')],
];

describe.each(clients)('%s', (name, make) => {
  const world = `rpc-${name.replace(/\W+/g, '-').toLowerCase()}`;
  const call: Call = (action, params) => make(running.world(world).account)(action, params);

  it('goes from CreateUploadVideo to the details of what it made', async () => {
    const title = "Ein Titel & +=? 标题 *()!'~";
    const created = await call('CreateUploadVideo', { Title: title, FileName: 'C:\\clips\\one.MP4', Tags: 'a,b' });
    const { videoId, target, auth } = decodeTicket(created);
    expect(videoId).toMatch(/^[0-9a-f]{32}$/);
    expect(target).toEqual({
      endpoint: `http://oss.localhost:${running.port}`,
      bucket: `outin-${world}`,
      key: target.key,
    });
    expect(target.key).toMatch(/^sv\/.+\.mp4$/);
    expect(auth).toMatchObject({ Expiration: '3600', Region: 'cn-shanghai' });
    expect(auth.ExpireUTCTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

    const refreshed = decodeTicket(await call('RefreshUploadVideo', { VideoId: videoId }));
    expect(refreshed.target).toEqual(target);
    expect(refreshed.keys.stsToken).not.toBe(auth.SecurityToken);

    const details = await call('GetUploadDetails', { MediaIds: `${videoId},nobody` });
    expect(details).toMatchObject({
      NonExistMediaIds: ['nobody'],
      UploadDetails: [{ MediaId: videoId, Title: title, Status: 'Uploading' }],
    });
    expect((details.UploadDetails as object[])[0]).not.toHaveProperty('CompletionTime');

    const infos = await call('BatchGetMediaInfos', { MediaIds: videoId });
    expect(infos.MediaInfos).toEqual([
      {
        MediaId: videoId,
        MediaInfo: {
          MediaId: videoId,
          Title: title,
          Status: 'Uploading',
          CreationTime: expect.stringMatching(/Z$/) as string,
        },
      },
    ]);
  });

  it('hears the service’s own words when it is refused', async () => {
    await expect(call('CreateUploadVideo', { Title: 't', FileName: 'a.exe' })).rejects.toMatchObject({
      code: 'InvalidFileName.Extension',
    });
    await expect(call('NobodysAction', {})).rejects.toMatchObject({
      code: 'InvalidAction.NotFound',
    });
  });

  it('is refused with a wrong secret and with an unknown key', async () => {
    const { accessKeyId } = running.world(world).account;
    const wrong = make({ accessKeyId, accessKeySecret: 'wrong' });
    await expect(wrong('GetVideoInfo', { VideoId: 'x' })).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    const unknown = make({ accessKeyId: 'LTAInobody', accessKeySecret: 'x' });
    await expect(unknown('GetVideoInfo', { VideoId: 'x' })).rejects.toMatchObject({
      code: 'InvalidAccessKeyId.NotFound',
    });
  });
});
