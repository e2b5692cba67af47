import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';

let emulator: RunningEmulator;
let videoId: string;
const WORLD = 'overlaid';
const control = (path: string) => `${emulator.url}/__emulator/${WORLD}/${path}`;
const infos = async (ids = videoId) =>
  (await emulator.client(WORLD).call('vod', 'BatchGetMediaInfos', { MediaIds: ids })) as {
    MediaInfos: Record<string, Record<string, unknown>>[];
  };

beforeAll(async () => {
  emulator = await startEmulator({ storage: 'memory' });
});
afterAll(() => emulator.close());

beforeEach(async () => {
  await emulator.world(WORLD).wipe();
  const made = await emulator.client(WORLD).call('vod', 'CreateUploadVideo', { Title: 't', FileName: 'a.mp4' });
  videoId = String(made['VideoId']);
});

describe('an overlay', () => {
  it('has the entry of one media hold other values, also where there was nothing', async () => {
    const other = await emulator.client(WORLD).call('vod', 'CreateUploadVideo', { Title: 'o', FileName: 'o.mp4' });
    const values = {
      'MediaInfo.CateName': 'Films',
      'PlayInfoList[0].Fps': '25',
      'PlayInfoList[1].Fps': '50',
      'MezzanineInfo.VideoStreamList[0]': { Index: '0' },
    };
    emulator.world(WORLD).overlays.add({ op: 'BatchGetMediaInfos', of: videoId, values });
    const { MediaInfos } = await infos(`${videoId},${String(other['VideoId'])}`);
    expect(MediaInfos[0]).toMatchObject({
      MediaInfo: { Title: 't', CateName: 'Films' },
      PlayInfoList: [{ Fps: '25' }, { Fps: '50' }],
      MezzanineInfo: { VideoStreamList: [{ Index: '0' }] },
    });
    expect(Object.keys(MediaInfos[1]!)).toEqual(['MediaId', 'MediaInfo']);
    expect(MediaInfos[1]!['MediaInfo']).not.toHaveProperty('CateName');
  });

  it('takes a field away, and lies over the whole reply where it is about no entry', async () => {
    const { overlays } = emulator.world(WORLD);
    overlays.add({ op: 'BatchGetMediaInfos', of: videoId, values: { 'MediaInfo.Title': null, MediaId: 'outer' } });
    overlays.add({ op: 'BatchGetMediaInfos', of: videoId, values: { 'MediaInfo.CateId': 7 } });
    overlays.add({ op: 'BatchGetMediaInfos', values: { RequestId: 'mine', 'NonExistMediaIds[0]': 'gone' } });
    const reply = await infos();
    expect(reply).toMatchObject({ RequestId: 'mine', NonExistMediaIds: ['gone'] });
    expect(reply.MediaInfos[0]).toMatchObject({ MediaId: 'outer', MediaInfo: { CateId: 7 } });
    expect(reply.MediaInfos[0]!['MediaInfo']).not.toHaveProperty('Title');
  });

  it('changes no other action, is counted, and can be taken back', async () => {
    const { overlays } = emulator.world(WORLD);
    const { id } = overlays.add({ op: 'GetUploadDetails', of: videoId, values: { UploadIP: '192.0.2.7' } });
    expect((await infos()).MediaInfos).toHaveLength(1);
    const details = () => emulator.client(WORLD).call('vod', 'GetUploadDetails', { MediaIds: videoId });
    expect(await details()).toMatchObject({ UploadDetails: [{ UploadIP: '192.0.2.7' }] });
    expect(overlays.list).toMatchObject([{ id, hits: 1 }]);
    expect(overlays.remove(id)).toBe(true);
    expect((await details())['UploadDetails']).not.toMatchObject([{ UploadIP: '192.0.2.7' }]);
  });

  it('is ordered over HTTP, and gone with its world', async () => {
    const order = { op: 'BatchGetMediaInfos', of: videoId, values: { 'MediaInfo.AppId': 'app-7' } };
    const made = await fetch(control('overlays'), { method: 'POST', body: JSON.stringify(order) });
    expect(await made.json()).toMatchObject({ ...order, hits: 0 });
    expect((await infos()).MediaInfos[0]).toMatchObject({ MediaInfo: { AppId: 'app-7' } });
    expect(await (await fetch(control('overlays'))).json()).toMatchObject([{ hits: 1 }]);
    await fetch(control(''), { method: 'DELETE' });
    expect(await (await fetch(control('overlays'))).json()).toEqual([]);
  });

  it.each<[string, string | object]>([
    ['an object', 'text'],
    ['takes no path', { op: 'GetUploadDetails', values: { A: 1 }, path: 'A' }],
    ['must be one of', { op: 'GetUploadDetail', values: { A: 1 } }],
    ['the id of a media', { op: 'GetUploadDetails', of: '', values: { A: 1 } }],
    ['paths and what', { op: 'GetUploadDetails' }],
    ['paths and what', { op: 'GetUploadDetails', values: {} }],
    ['no path', { op: 'GetUploadDetails', values: { 'A..B': 1 } }],
    ['no path', { op: 'GetUploadDetails', values: { 'A[-1]': 1 } }],
    ['no path', { op: 'GetUploadDetails', values: { 'A[]': 1 } }],
  ])('that makes no sense is refused: %s', async (words, order) => {
    const refused = await fetch(control('overlays'), { method: 'POST', body: JSON.stringify(order) });
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as { error: string }).error).toContain(words);
    expect(emulator.world(WORLD).overlays.list).toEqual([]);
  });

  it.each([
    ['MediaInfo.Title.More', 'Title is no object'],
    ['MediaInfo.Title[0]', 'Title is no list'],
    ['MediaInfo[0]', 'no list'],
    ['PlayInfoList[1]', 'there are 0'],
  ])('whose path %s leads nowhere is said: %s', async (path, words) => {
    emulator.world(WORLD).overlays.add({ op: 'BatchGetMediaInfos', of: videoId, values: { [path]: 1 } });
    await expect(infos()).rejects.toMatchObject({
      status: 500,
      code: 'InternalError',
      message: expect.stringContaining(words) as string,
    });
  });
});
