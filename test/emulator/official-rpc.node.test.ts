import Core, { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import RPCClient from '@alicloud/pop-core';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { decodeTicket } from '../support/emulator.js';
import { upload } from './wire.js';

const FILM = Buffer.alloc(70_000, 7);
const films = createServer((_, res) => void res.writeHead(200, { 'content-length': FILM.length }).end(FILM));

let running: RunningEmulator;
/** Of a film on this machine, with what an URL may have in it. */
let filmUrl: string;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory', settings: { importPendingMs: 0, importStepMs: 0 } });
  await new Promise<void>((resolve) => films.listen(0, '127.0.0.1', resolve));
  filmUrl = `http://127.0.0.1:${(films.address() as AddressInfo).port}/a,b/film 1.mp4?x=1&y=2`;
});
afterAll(async () => {
  films.closeAllConnections();
  films.close();
  await running.close();
});

const VOD = '2017-03-21';
const IMS = '2020-11-09';
type Call = (action: string, params: Record<string, string>, version?: string) => Promise<Record<string, unknown>>;
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
  return async (action, query, version = VOD) => {
    const params = new $OpenApiUtil.Params({
      ...{ action, version, protocol: 'HTTPS', method: 'POST', authType: 'AK', style: 'RPC' },
      ...{ pathname: '/', reqBodyType: 'formData', bodyType: 'json' },
    });
    const request = new $OpenApiUtil.OpenApiRequest({ query });
    const reply = (await client.callApi(params, request, new RuntimeOptions({}))) as { body: Record<string, unknown> };
    return reply.body;
  };
}

function popCore(keys: Keys, method: 'GET' | 'POST'): Call {
  return (action, params, apiVersion = VOD) =>
    new RPCClient({ ...keys, endpoint: running.url, apiVersion }).request(action, params, { method });
}

const clients: readonly [string, (keys: Keys) => Call][] = [
  ['openapi-core with ACS3', (keys) => openApi(keys)],
  ['openapi-core with its v2 signature', (keys) => openApi(keys, 'v2')],
  ['pop-core by GET', (keys) => popCore(keys, 'GET')],
  ['pop-core by POST', (keys) => popCore(keys, 'POST')],
];

describe.each(clients)('%s', (name, make) => {
  const world = `rpc-${name.replace(/\W+/g, '-').toLowerCase()}`;
  const call: Call = (action, params, version) => make(running.world(world).account)(action, params, version);

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

  const submitted = async (version?: string) => {
    const entry = { SourceURL: filmUrl, Title: 'Imported', Tags: 'a,b' };
    const reply = await call(
      'UploadMediaByURL',
      {
        UploadURLs: encodeURIComponent(filmUrl),
        [version === IMS ? 'MediaMetaData' : 'UploadMetadatas']: JSON.stringify([entry]),
      },
      version,
    );
    const [job] = reply['UploadJobs'] as Record<string, string>[];
    expect(job).toMatchObject({ SourceURL: filmUrl });
    return job!;
  };
  const ended = (action: string, JobId: string, version?: string) =>
    vi.waitFor(async () => {
      const reply = await call(action, { JobIds: `${JobId},nobody` }, version);
      const [info] = reply['URLUploadInfoList'] as Record<string, string>[];
      expect(info!['CompleteTime']).toBeDefined();
      expect(reply['NonExists']).toEqual(['nobody']);
      return info!;
    }, 60_000);

  it('has a URL imported, and reads all that becomes of it', async () => {
    const { JobId, ...rest } = await submitted();
    expect(Object.keys(rest), 'VOD does not know the media yet').toEqual(['SourceURL']);
    const info = await ended('GetURLUploadInfos', JobId!);
    expect(info).toMatchObject({
      ...{ JobId, UploadURL: filmUrl, Status: 'SUCCESS', FileSize: '70000', ErrorCode: '200', ErrorMessage: 'Success' },
      CompleteTime: expect.stringMatching(/T.*Z$/) as string,
    });
    const byUrl = await call('GetURLUploadInfos', { UploadURLs: encodeURIComponent(filmUrl) });
    expect(byUrl).toMatchObject({ NonExists: [], URLUploadInfoList: [info] });

    const videoId = info['MediaId']!;
    const { Mezzanine: file } = await call('GetMezzanineInfo', { VideoId: videoId, OutputType: 'oss' });
    expect(file).toMatchObject({ VideoId: videoId, Status: 'Normal', FileName: 'film 1.mp4', OutputType: 'oss' });
    expect(file).toMatchObject({ Size: 70_000, CRC64: expect.stringMatching(/^\d{10,20}$/) as string });

    expect(await call('DeleteVideo', { VideoIds: `${videoId},nobody` })).toMatchObject({
      NonExistVideoIds: ['nobody'],
    });
    await expect(call('GetMezzanineInfo', { VideoId: videoId })).rejects.toMatchObject({
      code: 'InvalidVideo.NotFound',
    });
  });

  it('takes an import back that has not begun', async () => {
    running.world(world).configure({ importPendingMs: 3_600_000 });
    const { JobId } = await submitted();
    running.world(world).configure({ importPendingMs: 0 });
    const reply = await call('CancelUrlUploadJobs', { JobIds: `${JobId},nobody` });
    expect(reply).toMatchObject({ CanceledJobs: [JobId], NonExists: ['nobody'] });
    expect(await ended('GetURLUploadInfos', JobId!)).toMatchObject({ Status: 'CANCELED' });
    expect(await call('CancelUrlUploadJobs', { JobIds: JobId! }), 'once').toMatchObject({ CanceledJobs: [] });
  });

  it('has a URL imported by Intelligent Media Services, in their words', async () => {
    const { JobId, MediaId } = await submitted(IMS);
    expect(MediaId).toMatch(/^[0-9a-f]{32}$/);
    const info = await ended('GetUrlUploadInfos', JobId!, IMS);
    expect(info).toMatchObject({ JobId, MediaId, UploadURL: filmUrl, Status: 'Normal', FileSize: '70000' });
    expect(info['CompleteTime']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    await expect(call('GetURLUploadInfos', { JobIds: JobId! }, IMS)).rejects.toMatchObject({
      code: 'InvalidAction.NotFound',
    });
  });

  it('gets an address for a cover', async () => {
    const made = await call('CreateUploadImage', { ImageType: 'cover', ImageExt: 'jpg', Title: 'Cover & +' });
    expect(made).toMatchObject({
      ImageId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      ImageURL: expect.stringMatching(/\.jpg$/) as string,
    });
    const { target, auth } = decodeTicket(made);
    expect(target.key).toMatch(/^image\/cover\/.+\.jpg$/);
    expect(auth['SecurityToken']).toBeTruthy();
    await expect(call('CreateUploadImage', { ImageType: 'poster' })).rejects.toMatchObject({
      code: 'InvalidParameter',
    });
  });

  it('throws away the parts of an upload that was given up', async () => {
    const { videoId, open, part, world: made } = await upload(running, world);
    await part(await open(), 1, 'some bytes');
    expect(made.bucket.uploads.size).toBe(1);
    const reply = await call('DeleteMultipartUpload', { MediaId: videoId, MediaType: 'video' });
    expect(Object.keys(reply)).toEqual(['RequestId']);
    expect(made.bucket.uploads.size).toBe(0);
    await expect(call('DeleteMultipartUpload', { MediaId: videoId, MediaType: 'video' })).rejects.toMatchObject({
      code: 'InvalidMultipartUpload.NotFound',
    });
  });
});
