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
  it('is the same from camelCase in a wrapper', async () => {
    const plain = sample('vod/batch-get-media-infos.json');
    const reports = await reportOf([ID], undefined, plain);
    expect(reports).toMatchObject([{ status: 'normal', media: { title: 'UploadTest' } }]);
    expect(await reportOf([ID], undefined, { code: 0, data: camelCase(plain) })).toEqual(reports);
  });

  it('is the same from a list of replies that are about one media each', async () => {
    const single = ['get-video-info', 'get-play-info', 'get-mezzanine-info'].map((name) => sample(`vod/${name}.json`));
    const [report] = await reportOf([ID], undefined, { MediaInfos: [Object.assign({}, ...single)] });
    expect(report).toMatchObject({
      status: 'normal',
      media: { title: 'UploadTest', cateId: 0, duration: 42.493, fileUrl: 'https://example.com/a.mp4' },
    });
    expect(report!.media!.streams).toHaveLength(1);
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
