import { describe, expect, it } from 'vitest';
import { createFunctionBackend } from '../../src/vod/backend.js';
import { sample } from './sample.js';

const ID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const { signal } = new AbortController();
const createUploadVideo = () => ({});

const reportOf = async (ids: readonly string[], details?: unknown, infos?: unknown) =>
  createFunctionBackend({
    createUploadVideo,
    ...(details !== undefined && { getUploadDetails: () => details }),
    ...(infos !== undefined && { batchGetMediaInfos: () => infos }),
  }).report(ids, { signal });

const DETAILS = sample('vod/get-upload-details.done.json');

describe('a report', () => {
  it('tells what the page shows of a media that is ready', async () => {
    const [report] = await reportOf([ID], DETAILS, sample('vod/batch-get-media-infos.json'));
    expect(report).toMatchObject({
      id: ID,
      status: 'normal',
      rawStatus: 'Normal',
      media: {
        id: ID,
        title: 'UploadTest',
        coverUrl: 'https://example.com/c.jpg',
        duration: 42.493,
        size: 4_096_477,
        width: 960,
        height: 540,
        videoCodec: 'h264',
        audioCodec: 'aac',
        fileUrl: 'http://example.com/a.mp4',
        streams: [
          {
            url: 'https://example.com/p.m3u8',
            kind: 'video',
            encrypted: false,
            format: 'm3u8',
            definition: 'LD',
            width: 360,
            height: 640,
            size: 418_112,
            duration: 9.0464,
            bitrate: 450.878,
          },
        ],
      },
    });
  });

  it('is the same from the quirks of the documents, and from camelCase in a wrapper', async () => {
    const plain = sample('vod/batch-get-media-infos.json');
    const [report] = await reportOf([ID], undefined, plain);
    const quirks = sample('vod/batch-get-media-infos.quirks.json');
    const [odd] = await reportOf([ID], undefined, quirks);
    // Two of them, signed, and the list cut off.
    const snapshots = ['http://example.com/s1.jpg?auth_key=1-0-0-a', 'http://example.com/s2.jpg?auth_key=1-0-0-b'];
    expect(odd).toMatchObject({ ...report, media: { ...report!.media, snapshots } });
    expect(odd!.media!.source!.audioStreams[0]!.codecLongName).toBe('AAC (Advanced Audio Coding)');
    expect(await reportOf([ID], undefined, { code: 0, data: camelCase(plain) })).toEqual([report]);
    const [missing, forbidden] = await reportOf(
      ['bbc65bba53f6ed90de118a784900', 'bbc65bba53f6ed90de118a784901'],
      undefined,
      quirks,
    );
    expect([missing?.status, forbidden?.status]).toEqual(['missing', 'forbidden']);
  });

  it('of a media that was just uploaded has no more than there is', async () => {
    const [report] = await reportOf([ID], undefined, sample('vod/batch-get-media-infos.just-uploaded.json'));
    expect(report).toEqual({
      id: ID,
      status: 'uploading',
      rawStatus: 'Uploading',
      media: {
        id: ID,
        title: 'UploadTest',
        tags: [],
        snapshots: [],
        streams: [],
        createdAt: expect.any(String) as string,
      },
    });
  });

  for (const name of ['uploading', 'no-reporter', 'doc-inconsistent', 'legacy-strings']) {
    it(`of upload details alone (${name}) is "uploading"`, async () => {
      const [report] = await reportOf([ID], sample(`vod/get-upload-details.${name}.json`));
      expect(report?.status).toBe('uploading');
      expect(report?.media?.title).toBe('Test file');
    });
  }

  it('says missing and forbidden, as lists and as the bare strings of old', async () => {
    const told = async (name: string, ids: string[]) =>
      (await reportOf(ids, sample(`vod/get-upload-details.${name}.json`))).map((each) => [each.id, each.status]);
    expect(await told('uploading', ['dfsg0000', '7d2fbc380b0e08e55f000000', ID, 'never-heard'])).toEqual([
      ['dfsg0000', 'missing'],
      ['7d2fbc380b0e08e55f000000', 'forbidden'],
      [ID, 'uploading'],
      ['never-heard', 'missing'],
    ]);
    expect(await told('legacy-strings', ['dfsg0000', '7d2fbc38'])).toEqual([
      ['dfsg0000', 'missing'],
      ['7d2fbc38', 'forbidden'],
    ]);
  });

  it('believes the one that knows the media', async () => {
    const infos = { MediaInfos: [], NonExistMediaIds: [ID] };
    expect((await reportOf([ID], DETAILS, infos))[0]?.status).toBe('normal');
    expect((await reportOf([ID], { RequestId: 'r' }, sample('vod/batch-get-media-infos.json')))[0]?.status).toBe(
      'normal',
    );
  });

  it('finds a media whose outer id differs from the inner ones', async () => {
    const infos = { MediaInfos: [{ MediaId: 'outer', MediaInfo: { MediaId: 'inner', Status: 'Normal' } }] };
    expect((await reportOf(['inner', 'outer'], undefined, infos)).map((each) => each.status)).toEqual([
      'normal',
      'normal',
    ]);
  });

  it('leaves out streams that a newer one has replaced, and tells encrypted ones', async () => {
    const stream = { StreamType: 'audio', PlayURL: 'https://example.com/1', Status: 'Normal', Encrypt: 1 };
    const PlayInfoList = [
      stream,
      { ...stream, Status: 'Invisible' },
      { ...stream, PlayURL: '' },
      { PlayURL: 'https://example.com/2.mp3', Format: 'MP3', EncryptType: 'HLSEncryption', Size: '' },
      { PlayURL: 'https://example.com/3.mp4' },
    ];
    const [report] = await reportOf([ID], undefined, { MediaInfos: [{ MediaId: ID, PlayInfoList }] });
    expect(report?.media?.streams).toMatchObject([
      { url: 'https://example.com/1', kind: 'audio', encrypted: true },
      { url: 'https://example.com/2.mp3', kind: 'audio', format: 'mp3', encrypted: true },
      { url: 'https://example.com/3.mp4', kind: 'video', encrypted: false },
    ]);
  });

  it('shows a status that is new to us', async () => {
    const [report] = await reportOf([ID], { UploadDetails: [{ MediaId: ID, Status: 'Pondering' }] });
    expect(report).toMatchObject({ status: 'unknown', rawStatus: 'Pondering' });
  });
});

/** What the TypeScript SDK does to a reply. */
function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name[0]!.toLowerCase() + name.slice(1), camelCase(each)]),
  );
}
