import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { randomBytes } from '../support/emulator.js';
import { paddedMp4 } from '../support/padded-mp4.js';
import { upload } from './wire.js';

let running: RunningEmulator;
let now = 0;
beforeAll(async () => {
  running = await startEmulator({ settings: { analyseMs: 1000, transcodeMs: 2000 }, clock: () => Date.now() + now });
  for (const each of WORLDS) running.world(each).configure({ ossEndpoint: running.url });
});
afterAll(() => running.close());
beforeEach(() => {
  now = 0;
});

const WORLDS = ['life', 'facts', 'padded', 'junk', 'fail', 'none', 'play', 'details', 'delete', 'signed', 'late'];
const media = async (name: string) => new Uint8Array(await readFile(new URL(`../media/${name}`, import.meta.url)));

interface Entry {
  MediaInfo: { Status: string };
  MezzanineInfo?: Record<string, unknown> & {
    FileURL: string;
    VideoStreamList: Record<string, string>[];
    AudioStreamList: Record<string, string>[];
  };
  PlayInfoList?: (Record<string, unknown> & { PlayURL: string; Format: string })[];
}

async function uploaded(world: string, bytes: Uint8Array<ArrayBuffer>, fileName: string) {
  const made = await upload(running, world, fileName);
  expect(await made.send('PUT', { body: bytes })).toMatchObject({ status: 200 });
  const look = async () => {
    const reply = await made.client.call('vod', 'BatchGetMediaInfos', { MediaIds: made.videoId });
    return (reply.MediaInfos as [Entry])[0];
  };
  return { ...made, look };
}

async function after<T>(ms: number, act: () => Promise<T>): Promise<T> {
  now += ms;
  return act();
}

describe('a media', () => {
  it('goes from UploadSucc over Transcoding to Normal by the clock alone', async () => {
    const { look } = await uploaded('life', await media('clip.mp4'), 'clip.mp4');
    expect(await look()).toEqual(
      expect.objectContaining({ MediaInfo: expect.objectContaining({ Status: 'UploadSucc' }) as object }),
    );
    expect(await look()).not.toHaveProperty('MezzanineInfo');
    const transcoding = await after(1000, look);
    expect(transcoding.MediaInfo.Status).toBe('Transcoding');
    expect(transcoding.MezzanineInfo).toMatchObject({ Status: 'Normal', Duration: '2.0000' });
    expect(transcoding).not.toHaveProperty('PlayInfoList');
    const normal = await after(2000, look);
    expect(normal.MediaInfo.Status).toBe('Normal');
    expect(normal.PlayInfoList).toHaveLength(1);
  });

  it('that VOD has not noticed yet is still Uploading', async () => {
    running.world('late').configure({ noticeMs: 5000 });
    const { look } = await uploaded('late', await media('clip.mp4'), 'clip.mp4');
    const early = await after(4900, look);
    expect(early.MediaInfo.Status).toBe('Uploading');
    expect(early).not.toHaveProperty('MezzanineInfo');
    expect((await after(200, look)).MediaInfo.Status).toBe('UploadSucc');
    expect((await after(1000, look)).MediaInfo.Status).toBe('Transcoding');
  });

  // What ffprobe says of these files: test/media/README.md
  it.each([
    ['clip.mp4', 2.0, 'h264', 'aac'],
    ['clip.mkv', 2.023, 'h264', 'aac'],
    ['clip.webm', 2.008, 'vp9', 'opus'],
    ['clip.mp3', 2.0376, undefined, 'mp3'],
  ])('%s is known by its bytes', async (name, duration, video, audio) => {
    const bytes = await media(name);
    const { look } = await uploaded('facts', bytes, name);
    const { MezzanineInfo: info } = await after(5000, look);
    expect(info).toMatchObject({ FileName: name, Size: bytes.length });
    expect(Number(info?.Duration)).toBeCloseTo(duration, 2);
    expect(Number(info?.Bitrate)).toBeCloseTo((bytes.length * 8) / duration / 1000, 0);
    expect(info?.AudioStreamList).toMatchObject([{ CodecName: audio, Channels: '1' }]);
    if (video === undefined) return expect(info?.VideoStreamList).toEqual([]);
    expect(info).toMatchObject({ Width: 320, Height: 180, Fps: '30.0000' });
    expect(info?.VideoStreamList).toMatchObject([{ CodecName: video, Width: '320', Height: '180', Fps: '30.0000' }]);
  });

  it('is known though most of it is padding', async () => {
    const padded = paddedMp4(new Blob([await media('clip.mp4')]), 20 * 1024 ** 2);
    const { look } = await uploaded('padded', new Uint8Array(await padded.arrayBuffer()), 'big.mp4');
    const { MediaInfo, MezzanineInfo } = await after(5000, look);
    expect(MediaInfo.Status).toBe('Normal');
    expect(MezzanineInfo).toMatchObject({ Size: 20 * 1024 ** 2, Duration: '2.0000', Width: 320 });
  });

  it.each([
    ['random bytes', randomBytes(200_000)],
    ['text', new TextEncoder().encode('<html>no film</html>'.repeat(100))],
    ['nothing', new Uint8Array(0)],
  ])('that is %s ends in TranscodeFail', async (_, bytes) => {
    const { look } = await uploaded('junk', bytes, 'junk.mp4');
    expect(await look()).toMatchObject({ MediaInfo: { Status: 'UploadSucc' } });
    const end = await after(5000, look);
    expect(end).toMatchObject({ MediaInfo: { Status: 'TranscodeFail' } });
    expect(end).not.toHaveProperty('PlayInfoList');
  });

  it('fails on request', async () => {
    running.world('fail').configure({ failTranscode: true });
    const { look } = await uploaded('fail', await media('clip.mp4'), 'clip.mp4');
    expect(await after(5000, look)).toMatchObject({
      MediaInfo: { Status: 'TranscodeFail' },
      MezzanineInfo: { Width: 320 },
    });
  });

  it('without transcoding is Normal or stays UploadSucc, by its extension', async () => {
    running.world('none').configure({ noTranscode: true });
    const webm = await uploaded('none', await media('clip.webm'), 'clip.WebM');
    const mkv = await uploaded('none', await media('clip.mkv'), 'clip.mkv');
    expect(await after(5000, webm.look)).toMatchObject({
      MediaInfo: { Status: 'Normal' },
      PlayInfoList: [{ Format: 'webm' }],
    });
    const stays = await mkv.look();
    expect(stays).toMatchObject({
      MediaInfo: { Status: 'UploadSucc' },
      MezzanineInfo: { Status: 'Normal', Width: 320 },
    });
    expect(stays).not.toHaveProperty('PlayInfoList');
  });
});

describe('what is to be played', () => {
  it.each(['clip.mp4', 'clip.webm', 'clip.mp3'])('%s is the source itself', async (name) => {
    const { look } = await uploaded('play', await media(name), name);
    const { PlayInfoList: [played] = [] } = await after(5000, look);
    expect(new Uint8Array(await (await fetch(played?.PlayURL ?? '')).arrayBuffer())).toEqual(await media(name));
    expect(played?.Format).toBe(name.split('.')[1]);
  });

  it('clip.mkv is repacked into an MP4 that a browser takes', async () => {
    const { look, world } = await uploaded('play', await media('clip.mkv'), 'clip.mkv');
    const { PlayInfoList: [played] = [] } = await after(5000, look);
    expect(played).toMatchObject({ Format: 'mp4', CodecName: 'h264', StreamType: 'video', Width: 320 });
    const response = await fetch(played?.PlayURL ?? '');
    expect(response.headers.get('content-type')).toBe('video/mp4');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(4, 8))).toBe('ftyp');
    const again = await uploaded('play', bytes, 'again.mp4');
    const info = (await after(5000, again.look)).MezzanineInfo;
    expect(info).toMatchObject({
      Width: 320,
      Height: 180,
      VideoStreamList: [{ CodecName: 'h264' }],
      AudioStreamList: [{ CodecName: 'aac' }],
    });
    expect(Number(info?.Duration)).toBeCloseTo(2.02, 1);
    expect([...world.bucket.objects.values()].filter(({ derived }) => derived)).toHaveLength(1);
  });
});

describe('a signed URL', () => {
  it('gives ranges, the whole, and 416 beyond the end', async () => {
    const bytes = await media('clip.mp4');
    const { look } = await uploaded('signed', bytes, 'clip.mp4');
    const url = (await after(5000, look)).MezzanineInfo?.FileURL ?? '';
    const get = (range?: string) => fetch(url, { headers: range ? { range } : {} });
    const whole = await get();
    expect(whole).toMatchObject({ status: 200 });
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes);
    const cases = [
      ['bytes=0-0', 0, 1],
      ['bytes=100-199', 100, 200],
      ['bytes=30000-', 30000, bytes.length],
      ['bytes=-5', bytes.length - 5, bytes.length],
      ['bytes=30000-99999999', 30000, bytes.length],
    ] as const;
    for (const [range, start, end] of cases) {
      const part = await get(range);
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/${bytes.length}`);
      expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(start, end));
    }
    expect((await get(`bytes=${bytes.length}-`)).status).toBe(416);
  });

  it('works for a while, and for what it was made for', async () => {
    const { look } = await uploaded('signed', await media('clip.mp4'), 'clip.mp4');
    const url = (await after(5000, look)).MezzanineInfo?.FileURL ?? '';
    const other = url.replace(/\/sv\/[^?]+/, '/sv/another.mp4');
    expect((await fetch(other)).status).toBe(403);
    const late = await after(3700_000, () => fetch(url));
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('Request has expired');
  });
});

describe('the details of an upload', () => {
  it('tell of ratio and sizes only when somebody reports them', async () => {
    const { client, videoId, open, part, world } = await upload(running, 'details');
    await part(await open(), 1, randomBytes(1000));
    const detail = async () => {
      const reply = await client.call('vod', 'GetUploadDetails', { MediaIds: videoId });
      return (reply.UploadDetails as Record<string, unknown>[])[0];
    };
    expect(await detail()).not.toHaveProperty('UploadRatio');
    world.configure({ reporter: true });
    expect(await detail()).toMatchObject({ Status: 'Uploading', UploadStatus: 'Uploading', UploadSize: 1000 });
  });
});

describe('deleting', () => {
  it('takes the media, its object and its parts along', async () => {
    const { client, videoId, open, part, world, look } = await uploaded('delete', await media('clip.mkv'), 'clip.mkv');
    await after(5000, look);
    await part(await open(), 1, 'x');
    await client.call('vod', 'DeleteVideo', { VideoIds: videoId });
    expect(world.bucket.objects.size + world.bucket.uploads.size).toBe(0);
    await expect(client.call('vod', 'GetVideoInfo', { VideoId: videoId })).rejects.toMatchObject({
      code: 'InvalidVideo.NotFound',
    });
  });

  it('of leftover parts alone leaves the media', async () => {
    const { client, videoId, open, part, world } = await upload(running, 'delete');
    const drop = () => client.call('vod', 'DeleteMultipartUpload', { MediaId: videoId, MediaType: 'video' });
    await expect(drop()).rejects.toMatchObject({ status: 400, code: 'InvalidMultipartUpload.NotFound' });
    await part(await open(), 1, 'x');
    await drop();
    expect(world.bucket.uploads.size).toBe(0);
    await expect(client.call('vod', 'GetVideoInfo', { VideoId: videoId })).resolves.toMatchObject({
      Video: { Status: 'Uploading' },
    });
  });
});
