import { readdirSync } from 'node:fs';
import { expect, describe, it } from 'vitest';
import { UploadError } from '../../src/engine/error.js';
import type { Metadata } from '../../src/engine/ports.js';
import { createFunctionBackend, createHttpBackend, type BackendFunctions } from '../../src/vod/backend.js';
import { decodeTicket } from '../../src/vod/ticket.js';
import { encode, sample, sampleText } from './sample.js';

const MEDIA = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const options = { signal: new AbortController().signal };
const { signal } = options;
const METADATA: Metadata = { title: 'UploadTest', fileName: 'video_01.mp4', fileSize: 1_048_577 };
const never = () => Promise.reject(new Error('is not asked'));
const answering = (functions: Partial<BackendFunctions>, service: 'vod' | 'ims' = 'vod') =>
  createFunctionBackend({ createUploadVideo: never, ...functions }, { service });

const create = (reply: unknown, metadata = METADATA) =>
  answering({ createUploadVideo: () => reply }).create(metadata, { signal, idempotencyKey: 'k' });
const details = (name: string, ids: readonly string[] = [MEDIA]) =>
  answering({ getUploadDetails: () => sample(name) }).report(ids, options);
const infos = (name: string, ids: readonly string[] = [MEDIA]) =>
  answering({ batchGetMediaInfos: () => sample(name) }).report(ids, options);
const jobs = (name: string, ids: readonly string[], service: 'vod' | 'ims' = 'vod') => {
  const look = () => sample(name);
  return answering({ getURLUploadInfos: look, imsGetUrlUploadInfos: look }, service).reportImports(ids, options);
};
/** What the page is told when the service refuses a create with this. */
const refused = (name: string, status: number) =>
  createHttpBackend({
    endpoint: 'https://shop.example/api',
    fetch: async () => new Response(sampleText(name), { status }),
  })
    .create(METADATA, { signal, idempotencyKey: 'k' })
    .then(never, (error: unknown) => UploadError.from(error));

const TARGET = {
  endpoint: 'https://oss-cn-shanghai.aliyuncs.com',
  bucket: 'outin-0123456789abcdef00163e00b174',
  key: 'sv/5e1f2a3b-18c9d0e1f2a/5e1f2a3b-18c9d0e1f2a.mp4',
  region: 'cn-shanghai',
};
const CREDENTIALS = {
  accessKeyId: 'STS.NSampleAccessKeyId',
  accessKeySecret: 'SampleAccessKeySecret',
  securityToken: 'CAISsamplesamplesample',
};
const TICKET = {
  target: TARGET,
  credentials: CREDENTIALS,
  lifetimeMs: 3_000_000,
  issuedAt: Date.parse('2026-11-20T17:00:00Z'),
};
const CREATED = { videoId: MEDIA, requestId: '25818875-5F78-4AF6-04D5-D73936420001', ticket: TICKET };
const SEEN = {
  title: 'Test file',
  rawStatus: 'Uploading',
  rawUploadStatus: 'Uploading',
  source: 'WebSDK',
  deviceModel: 'Chrome',
  ip: '192.0.2.1',
  createdAt: '2026-11-20T09:42:07Z',
  modifiedAt: '2026-11-20T09:43:12Z',
  uploadedBytes: 346,
  fileSize: 9105,
  ratio: 0.038,
};

/** What each sample says, in this library's words. */
const MEANINGS: Readonly<Record<string, () => Promise<void>>> = {
  'vod/create-upload-video.response.json': async () => {
    expect(await create(sample('vod/create-upload-video.response.json'))).toEqual(CREATED);
  },
  'vod/create-upload-video.response.sdk-camel-case.json': async () => {
    expect(await create(sample('vod/create-upload-video.response.sdk-camel-case.json'))).toEqual(CREATED);
  },
  'vod/create-upload-video.response.swapped-doc-quirk.json': async () => {
    const requestId = '25818875-5F78-4AF6-04D5-D73936420003';
    const made = await create(sample('vod/create-upload-video.response.swapped-doc-quirk.json'));
    expect(made).toEqual({ ...CREATED, requestId });
  },
  'vod/create-upload-video.response.legacy-auth.json': async () => {
    const { ticket } = await create(sample('vod/create-upload-video.response.legacy-auth.json'));
    expect(ticket).toEqual({
      target: { ...TARGET, bucket: 'in-20170101000000000-abcdefghij', key: 'video/2017/sample.mp4' },
      credentials: {
        accessKeyId: 'STS.NSampleOld',
        accessKeySecret: 'SampleOldSecret',
        securityToken: 'CAISsampleold',
      },
      lifetimeMs: 3_000_000,
    });
  },
  'vod/create-upload-video.request.json': async () => {
    const { Action: _, Version: __, ...expected } = sample('vod/create-upload-video.request.json');
    const sent: unknown[] = [];
    const reply = sample('vod/create-upload-video.response.json');
    const said = { description: 'A test', tags: ['tag1', 'tag2'], cateId: 100_036, appId: 'app-1000000' };
    await answering({ createUploadVideo: (request) => (sent.push(request), reply) }).create(
      { ...METADATA, ...said, extend: { localId: 'a-1' } },
      { signal, idempotencyKey: 'k' },
    );
    expect(sent).toEqual([expected]);
  },
  'vod/refresh-upload-video.response.json': async () => {
    const reply = sample('vod/refresh-upload-video.response.json');
    const ticket = await answering({ refreshUploadVideo: () => reply }).refresh(MEDIA, options);
    expect(ticket.target).toEqual(TARGET);
    expect(ticket.credentials).toEqual({
      accessKeyId: 'STS.NRefreshedAccessKeyId',
      accessKeySecret: 'RefreshedSecret',
      securityToken: 'CAISrefreshed',
    });
    expect(ticket.issuedAt).toBe(Date.parse('2026-11-20T18:00:00Z'));
  },
  'vod/upload-address.decoded.json': async () => {
    expect(ticketOf('vod/upload-address.decoded.json', 'vod/upload-auth.decoded.json')).toEqual(TICKET);
  },
  'vod/upload-auth.decoded.json': async () => {
    expect(ticketOf('vod/upload-address.decoded.json', 'vod/upload-auth.decoded.json').credentials).toEqual(
      CREDENTIALS,
    );
  },
  'vod/upload-auth.legacy.decoded.json': async () => {
    const { target, lifetimeMs, ...rest } = ticketOf(
      'vod/upload-address.decoded.json',
      'vod/upload-auth.legacy.decoded.json',
    );
    expect([target.region, lifetimeMs]).toEqual(['cn-shanghai', 3_000_000]);
    expect(rest).not.toHaveProperty('issuedAt');
  },
  // A playlist's segments go below its prefix; of a single file the key alone counts.
  'vod/upload-address.m3u8.decoded.json': async () => {
    const { target } = ticketOf('vod/upload-address.m3u8.decoded.json', 'vod/upload-auth.decoded.json');
    expect(target).toEqual({ ...TARGET, key: 'sv/5e1f2a3b/5e1f2a3b.m3u8' });
  },
  'vod/create-upload-image.response.json': async () => {
    const reply = sample('vod/create-upload-image.response.json');
    const backend = answering({ createUploadImage: () => reply });
    expect(await backend.createImage({ extension: 'png' }, { ...options, idempotencyKey: 'k' })).toMatchObject({
      imageUrl: 'https://example.com/image/default/x.png',
      ticket: { ...TICKET, target: { ...TARGET, key: 'image/default/x.png' } },
    });
  },
  // Not an action of ours; its ticket is like the others.
  'vod/create-upload-attached-media.response.json': async () => {
    const ticket = decodeTicket(sample('vod/create-upload-attached-media.response.json'), 0);
    expect(ticket).toEqual({ ...TICKET, target: { ...TARGET, key: 'watermark/x.png' } });
  },
  'vod/get-upload-details.uploading.json': async () => {
    const reports = await details('vod/get-upload-details.uploading.json', [
      MEDIA,
      '7d2fbc380b0e08e55f000000',
      'dfsg0000',
      'unheard-of',
    ]);
    const requestIds = { details: '9E290613-04F4-47F4-795D-307320770001' };
    expect(reports[0]).toEqual({
      id: MEDIA,
      status: 'uploading',
      rawStatus: 'Uploading',
      requestIds,
      media: { id: MEDIA, title: 'Test file', size: 9105, tags: [], snapshots: [], streams: [], upload: SEEN },
    });
    expect(reports.slice(1)).toEqual([
      { id: '7d2fbc380b0e08e55f000000', status: 'forbidden', rawStatus: 'ForbiddenMediaIds', requestIds },
      { id: 'dfsg0000', status: 'missing', rawStatus: 'NonExistMediaIds', requestIds },
      { id: 'unheard-of', status: 'missing', rawStatus: '', requestIds },
    ]);
  },
  'vod/get-upload-details.done.json': async () => {
    const [report] = await details('vod/get-upload-details.done.json');
    expect(report).toMatchObject({ status: 'normal', rawStatus: 'Normal' });
    expect(report!.media!.upload).toEqual({
      ...SEEN,
      rawStatus: 'Normal',
      rawUploadStatus: 'UPLOAD_SUCCESS',
      completedAt: '2026-11-20T09:45:07Z',
      uploadedBytes: 9105,
      ratio: 1,
    });
  },
  // Nothing is computed across the fields: 346 of 46 bytes, and complete long ago.
  'vod/get-upload-details.doc-inconsistent.json': async () => {
    const [report] = await details('vod/get-upload-details.doc-inconsistent.json');
    expect(report).toMatchObject({ status: 'uploading', rawStatus: 'Uploading' });
    expect(report!.media!.upload).toEqual({ ...SEEN, fileSize: 46, completedAt: '2019-04-28T09:45:07Z' });
  },
  'vod/get-upload-details.legacy-strings.json': async () => {
    const reports = await details('vod/get-upload-details.legacy-strings.json', [MEDIA, 'dfsg0000', '7d2fbc38']);
    expect(reports.map(({ status, rawStatus }) => [status, rawStatus])).toEqual([
      ['uploading', 'UPLOADING'],
      ['missing', 'NonExistMediaIds'],
      ['forbidden', 'ForbiddenMediaIds'],
    ]);
    expect(reports[0]!.media!.upload).toEqual({ ...SEEN, rawStatus: 'UPLOADING', rawUploadStatus: 'UPLOADING' });
  },
  'vod/get-upload-details.no-reporter.json': async () => {
    const [report] = await details('vod/get-upload-details.no-reporter.json');
    expect(report!.status).toBe('uploading');
    expect(report!.media!.upload).toEqual({
      title: 'Test file',
      rawStatus: 'Uploading',
      createdAt: '2026-11-20T09:42:07Z',
    });
  },
  'vod/batch-get-media-infos.json': async () => {
    const [report] = await infos('vod/batch-get-media-infos.json');
    expect(report).toEqual(READY);
  },
  'vod/batch-get-media-infos.quirks.json': async () => {
    const [report, missing, forbidden] = await infos('vod/batch-get-media-infos.quirks.json', [
      MEDIA,
      'bbc65bba53f6ed90de118a784900',
      'bbc65bba53f6ed90de118a784901',
    ]);
    const requestIds = { infos: '9E290613-04F4-47F4-795D-307320770007' };
    const [audio] = READY.media.source.audioStreams;
    expect(report).toEqual({
      ...READY,
      requestIds,
      media: {
        ...READY.media,
        snapshots: ['http://example.com/s1.jpg?auth_key=1-0-0-a', 'http://example.com/s2.jpg?auth_key=1-0-0-b'],
        source: {
          ...READY.media.source,
          audioStreams: [{ ...audio, codecLongName: 'AAC (Advanced Audio Coding)' }],
        },
      },
    });
    expect([missing, forbidden]).toEqual([
      { id: 'bbc65bba53f6ed90de118a784900', status: 'missing', rawStatus: 'NonExistMediaIds', requestIds },
      { id: 'bbc65bba53f6ed90de118a784901', status: 'forbidden', rawStatus: 'ForbiddenMediaIds', requestIds },
    ]);
    const reply = sample('vod/batch-get-media-infos.quirks.json');
    const found = await answering({ batchGetMediaInfos: () => reply }).findByReference(['123-123'], options);
    expect(found).toMatchObject([{ id: MEDIA, referenceId: '123-123', status: 'normal' }]);
  },
  'vod/batch-get-media-infos.just-uploaded.json': async () => {
    const [report] = await infos('vod/batch-get-media-infos.just-uploaded.json');
    expect(report).toEqual({
      id: MEDIA,
      status: 'uploading',
      rawStatus: 'Uploading',
      requestIds: { infos: '9E290613-04F4-47F4-795D-307320770008' },
      media: {
        id: MEDIA,
        title: 'UploadTest',
        createdAt: '2026-11-20T09:15:50Z',
        tags: [],
        snapshots: [],
        streams: [],
      },
    });
  },
  // The calls for one media: a backend may have no other.
  'vod/get-video-info.json': async () => {
    const [report] = await infos('vod/get-video-info.json');
    expect(report).toMatchObject({ status: 'normal', rawStatus: 'Normal' });
    expect(report!.media).toEqual({
      id: MEDIA,
      title: 'UploadTest',
      duration: 42.5,
      size: 4_096_477,
      coverUrl: 'https://example.com/c.jpg',
      tags: ['tag1', 'tag2'],
      cateId: 0,
      createdAt: '2026-11-20T09:15:50Z',
      modifiedAt: '2026-11-20T09:20:00Z',
      snapshots: ['https://example.com/s1.jpg'],
      streams: [],
    });
  },
  'vod/get-play-info.json': async () => {
    const [report] = await infos('vod/get-play-info.json');
    expect(report).toMatchObject({ status: 'normal', media: { title: 'UploadTest', duration: 42.5 } });
    expect(report!.media!.streams).toEqual([
      {
        url: 'https://example.com/p.m3u8',
        format: 'm3u8',
        definition: 'LD',
        kind: 'video',
        rawStatus: 'Normal',
        size: 418_112,
        duration: 9.0464,
        encrypted: false,
      },
    ]);
  },
  'vod/get-mezzanine-info.json': async () => {
    const [report] = await infos('vod/get-mezzanine-info.json');
    expect(report).toMatchObject({ status: 'uploaded', rawStatus: 'Normal' });
    expect(report!.media!.source).toEqual({
      mediaId: MEDIA,
      rawStatus: 'Normal',
      fileName: 'a.mp4',
      fileUrl: 'https://example.com/a.mp4',
      size: 4_096_477,
      width: 960,
      height: 540,
      duration: 42.493,
      bitrate: 771.228,
      fps: 25,
      createdAt: '2026-11-20T09:15:50Z',
      crc64: '9384328323221245356',
      videoStreams: [],
      audioStreams: [],
    });
  },
  'vod/upload-media-by-url.request.json': async () => {
    const expected = sample('vod/upload-media-by-url.request.json');
    const sent: Record<string, unknown>[] = [];
    const reply = sample('vod/upload-media-by-url.response.json');
    const backend = answering({ uploadMediaByURL: (request) => (sent.push({ ...request }), reply) });
    await backend.submitImports(
      [
        { url: 'https://example.com/a,b/clip 1.mp4?x=1&y=2', metadata: { title: 'clip 1' } },
        { url: 'https://example.com/c', metadata: { title: 'c', fileExtension: 'mp4' } },
      ],
      { signal, sessionId: String(expected['SessionId']) },
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]!['UploadURLs']).toBe(expected['UploadURLs']);
    expect(sent[0]!['SessionId']).toBe(expected['SessionId']);
    expect(JSON.parse(String(sent[0]!['UploadMetadatas']))).toEqual(JSON.parse(String(expected['UploadMetadatas'])));
  },
  'vod/upload-media-by-url.response.json': async () => {
    const reply = sample('vod/upload-media-by-url.response.json');
    const requests = ['https://example.com/c', 'https://example.com/a,b/clip 1.mp4?x=1&y=2'].map((url) => ({
      url,
      metadata: { title: 't' },
    }));
    const session = { signal, sessionId: 's' };
    expect(await answering({ uploadMediaByURL: () => reply }).submitImports(requests, session)).toEqual([
      { url: requests[0]!.url, jobId: 'ad90a501b1b94b72374ad00504674601' },
      { url: requests[1]!.url, jobId: 'ad90a501b1b94b72374ad00504674600' },
    ]);
  },
  'ice/upload-media-by-url.response.json': async () => {
    const reply = sample('ice/upload-media-by-url.response.json');
    const request = { url: 'http://example.com/a.mp4', metadata: { title: 't' } };
    const backend = answering({ imsUploadMediaByURL: () => reply }, 'ims');
    expect(await backend.submitImports([request], { signal, sessionId: 's' })).toEqual([
      { url: request.url, jobId: '3829500c0fef429fa4ec1680b122d000', mediaId: '5014ca70f08171ecbf940764a0fd6000' },
    ]);
  },
  'vod/get-url-upload-infos.json': async () => {
    const first = 'ad90a501b1b94b72374ad00504674600';
    const reports = await jobs('vod/get-url-upload-infos.json', [first, 'j2', 'j3', 'j4', 'j5', 'job-missing', 'j6']);
    const common = {
      url: 'https://example.com/clip.mp4',
      createdAt: '2026-11-20T01:01:01Z',
      requestId: '25818875-5F78-4AF6-D739-3642CA580002',
    };
    const { requestId } = common;
    expect(reports).toEqual([
      { ...common, jobId: first, status: 'pending', rawStatus: 'PENDING' },
      { ...common, jobId: 'j2', status: 'downloading', rawStatus: 'DOWNLOADING' },
      {
        ...{ ...common, jobId: 'j3', status: 'succeeded', rawStatus: 'SUCCESS', mediaId: MEDIA, size: 24 },
        ...{ errorCode: '200', errorMessage: 'Success', completedAt: '2026-11-20T01:11:01Z' },
        userData: '{"Extend":{"localId":"a-1"}}',
      },
      {
        ...{ ...common, jobId: 'j4', status: 'download-failed', rawStatus: 'DOWNLOAD_FAIL' },
        errorCode: 'URLInvalidError',
        errorMessage: 'download video failed by the url, please check it',
        completedAt: '2026-11-20T01:12:01Z',
      },
      { ...common, jobId: 'j5', status: 'upload-failed', rawStatus: 'UPLOAD_FAIL' },
      { jobId: 'job-missing', status: 'missing', rawStatus: 'NonExists', requestId },
      { jobId: 'j6', status: 'missing', rawStatus: '', requestId },
    ]);
  },
  'vod/get-url-upload-infos.quirks.json': async () => {
    const reports = await jobs('vod/get-url-upload-infos.quirks.json', [
      'ad90a501b1b94b72374ad00504674600',
      '****1',
      '****2',
    ]);
    expect(reports).toMatchObject([
      {
        ...{ status: 'succeeded', rawStatus: 'SUCCESS', mediaId: MEDIA, size: 24, errorCode: '200' },
        completedAt: '2026-11-20T01:11:01Z',
        userData:
          '{"MessageCallback":"{"CallbackURL":"http://example.com"}", "Extend":"{"localId":"***", "test":"www"}"}',
      },
      { status: 'missing', rawStatus: 'NonExists' },
      { status: 'missing', rawStatus: 'NonExists' },
    ]);
  },
  'ice/get-url-upload-infos.quirks.json': async () => {
    const ids = ['3829500c0fef429fa4ec1680b122d000', 'e3e71ae8e4a46e4893d8cadce50c3bd0'];
    const [done, missing] = await jobs('ice/get-url-upload-infos.quirks.json', ids, 'ims');
    expect(done).toEqual({
      ...{ jobId: ids[0], status: 'succeeded', rawStatus: 'Normal', url: 'http://example.com/a.mp4', size: 64_610 },
      ...{ mediaId: '5014ca70f08171ecbf940764a0fd6000', errorCode: '200', errorMessage: 'Success' },
      ...{ createdAt: '2021-11-07T10:03:37Z', completedAt: '2021-11-26T21:47:37' },
      userData:
        '{"MessageCallback":"{"CallbackURL":"http://example.com"}", "Extend":"{"localId":"***", "test":"www"}"}',
      requestId: '00000011-DB8D-4A9A-875B-275798000001',
    });
    expect(missing).toMatchObject({ status: 'missing', rawStatus: 'NonExists' });
  },
  'vod/cancel-url-upload-jobs.response.json': async () => {
    const reply = sample('vod/cancel-url-upload-jobs.response.json');
    const ids = ['341c92e6c18dc435ee3125368500', '0193d395194a83ad6ee2ef27a5b500', 'another'];
    const canceled = await answering({ cancelUrlUploadJobs: () => reply }).cancelImports(ids, options);
    expect(canceled).toEqual(ids.slice(0, 2));
  },
  'vod/error.json': async () => {
    const { code, detail } = await refused('vod/error.json', 400);
    expect(code).toBe('file-type');
    expect(detail).toMatchObject({
      status: 400,
      serviceCode: 'InvalidFileName.Extension',
      requestId: '6ECCA3D2-F867-4AB7-B0DA-5C2E31480001',
    });
  },
  'vod/error.throttling.json': async () => {
    const { code, retryable, detail } = await refused('vod/error.throttling.json', 400);
    expect([code, retryable, detail.serviceCode]).toEqual(['backend-busy', true, 'Throttling.User']);
  },
  'vod/error.xml': async () => {
    const { code, detail } = await refused('vod/error.xml', 404);
    expect(code).toBe('backend-refused');
    expect(detail).toMatchObject({
      serviceCode: 'InvalidVideo.NotFound',
      requestId: '6ECCA3D2-F867-4AB7-B0DA-5C2E31480001',
    });
  },
  ...documents(),
};

/** The documents' own samples, where ids are masked by asterisks. */
function documents(): typeof MEANINGS {
  return {
    // What is masked cannot be decoded, and nothing of it is shown.
    'documents/CreateUploadVideo.json': async () => {
      const error = await create(sample('documents/CreateUploadVideo.json')).then(never, UploadError.from);
      expect([error.code, error.message]).toEqual([
        'ticket-malformed',
        'The upload ticket cannot be used: UploadAddress is not Base64 of UTF-8',
      ]);
    },
    'documents/GetUploadDetails.json': async () => {
      const ids = ['61ccbdb06fa83012be4d8083f6****', '7d2fbc380b0e08e55f****', 'dfsg****'];
      const [found, forbidden, missing] = await details('documents/GetUploadDetails.json', ids);
      expect(found).toMatchObject({ status: 'uploading', media: { upload: { uploadedBytes: 346, fileSize: 46 } } });
      expect([forbidden!.status, missing!.status]).toEqual(['forbidden', 'missing']);
    },
    'documents/BatchGetMediaInfos.json': async () => {
      const ids = [
        '10a5fa364a5b71ef89246733a78e****',
        '7753d144efd74d6c45fe0570****',
        '1f1a6fc03ca04814031b8a6559e****',
      ];
      const reports = await infos('documents/BatchGetMediaInfos.json', ids);
      expect(reports.map(({ id, media }) => [id, media?.id, media?.title])).toEqual(
        ids.map((id) => [id, id, 'Alibaba Cloud VOD Video Title']),
      );
      const { media } = reports[0]!;
      expect(media).toMatchObject({
        tags: ['tag1', 'tag2'],
        downloadable: true,
        restoreStatus: 'Success',
        videoCodec: 'h264',
        source: { fileName: '27ffc438-164h67f57ef-0005-6884-51a-1****.mp4', fps: 25 },
      });
      expect(media!.snapshots).toHaveLength(2);
      expect(media!.source!.videoStreams).toMatchObject([{ rotation: 90, averageFps: 30, dar: '0:1', hdrType: 'HDR' }]);
      expect(media!.source!.audioStreams).toMatchObject([
        { sampleRate: 44_100, channelLayout: 'mono', language: 'und' },
      ]);
      expect(media!.streams).toMatchObject([
        { encrypted: true, encryptType: 'AliyunVoDEncryption', createdAt: '2022-04-18T07:37:15Z', jobType: 2 },
      ]);
      const [masked] = await infos('documents/BatchGetMediaInfos.json', ['bbc65bba53f6ed90de118a7849****']);
      expect(masked!.status).toBe('forbidden');
    },
    'documents/GetURLUploadInfos.json': async () => {
      const [done, missing] = await jobs('documents/GetURLUploadInfos.json', ['86c1925fba0****', '****2']);
      expect(done).toMatchObject({
        ...{ status: 'succeeded', rawStatus: 'SUCCESS', errorCode: '200', errorMessage: 'error_message', size: 24 },
        ...{ url: 'http://****.mp4', mediaId: '93ab850b4f6f54b6e91d24d81d4****', completedAt: '2019-01-01T01:11:01Z' },
      });
      expect(missing).toMatchObject({ status: 'missing', rawStatus: 'NonExists' });
    },
    'documents/ims.GetUrlUploadInfos.json': async () => {
      const ids = ['3829500c0fef429fa4ec1680b122d***', 'e3e71ae8e4a46e4893d8cadce50c3bd0'];
      const [done, missing] = await jobs('documents/ims.GetUrlUploadInfos.json', ids, 'ims');
      expect(done).toMatchObject({ status: 'succeeded', size: 64_610, completedAt: '2021-11-26T21:47:37' });
      expect(missing).toMatchObject({ status: 'missing', rawStatus: 'NonExists' });
    },
  };
}

const READY = {
  id: MEDIA,
  status: 'normal',
  rawStatus: 'Normal',
  requestIds: { infos: '9E290613-04F4-47F4-795D-307320770006' },
  media: {
    id: MEDIA,
    title: 'UploadTest',
    description: 'd',
    tags: ['tag1', 'tag2'],
    cateId: 0,
    cateName: 'cate1',
    coverUrl: 'https://example.com/c.jpg',
    snapshots: ['https://example.com/s1.jpg'],
    createdAt: '2026-11-20T09:15:50Z',
    modifiedAt: '2026-11-20T09:20:00Z',
    storageLocation: 'outin-0123.oss-cn-shanghai.aliyuncs.com',
    storageClass: 'Standard',
    templateGroupId: 'b403',
    downloadable: true,
    appId: 'app-1000000',
    referenceId: '123-123',
    userData: '{"Extend":"xxx"}',
    duration: 42.493,
    size: 4_096_477,
    width: 960,
    height: 540,
    videoCodec: 'h264',
    audioCodec: 'aac',
    fileUrl: 'http://example.com/a.mp4',
    source: {
      mediaId: MEDIA,
      rawStatus: 'Normal',
      fileName: 'a.mp4',
      fileUrl: 'http://example.com/a.mp4',
      size: 4_096_477,
      width: 960,
      height: 540,
      duration: 42.493,
      bitrate: 771.228,
      fps: 25,
      createdAt: '2026-11-20T09:15:50Z',
      videoStreams: [
        { index: 0, codec: 'h264', width: 960, height: 540, duration: 42.49, fps: 25, bitrate: 700, rotation: 0 },
      ],
      audioStreams: [{ index: 1, codec: 'aac', channels: 1, sampleRate: 44_100, bitrate: 62.885, duration: 42.49 }],
    },
    streams: [
      {
        ...{ jobId: '80e9', kind: 'video', rawStatus: 'Normal', format: 'm3u8', definition: 'LD' },
        ...{ url: 'https://example.com/p.m3u8', size: 418_112, width: 360, height: 640 },
        ...{ duration: 9.0464, bitrate: 450.878, fps: 25, encrypted: false, narrowBandType: '0' },
        ...{ createdAt: '2026-11-20T09:18:15Z', modifiedAt: '2026-11-20T09:18:19Z' },
      },
    ],
  },
} as const;

const ticketOf = (address: string, auth: string) =>
  decodeTicket({ UploadAddress: encode(sample(address)), UploadAuth: encode(sample(auth)) }, 0);

describe('each sample', () => {
  it.each(Object.entries(MEANINGS))('%s means what it says', (_, holds) => holds());

  it('is here', () => {
    const folder = new URL('../fixtures/samples/', import.meta.url);
    const files = ['vod', 'ice', 'documents'].flatMap((name) =>
      readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`),
    );
    expect(Object.keys(MEANINGS).sort()).toEqual(files.sort());
  });
});
