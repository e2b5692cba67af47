import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { upload } from './wire.js';

let folder: string;
let running: RunningEmulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ffprobe-test-'));
  running = await startEmulator({ storage: 'memory', settings: { analyseMs: 0, transcodeMs: 0 } });
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

const picture = (size: string, rate: string, seconds: string) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`,
];
const tone = (seconds: string) => ['-f', 'lavfi', '-i', `sine=frequency=330:sample_rate=48000:duration=${seconds}`];

/** Files that are not in the repository: made here, and asked about by ffprobe. */
const FILES: readonly [name: string, args: readonly string[]][] = [
  ['odd.mp4', [...picture('426x240', '25', '3.4'), ...tone('3.4'), '-c:v', 'libx264', '-c:a', 'aac']],
  ['tail.mov', [...picture('640x360', '24', '1.5'), '-c:v', 'libx264', '-pix_fmt', 'yuv420p']],
  ['old.webm', [...picture('320x240', '15', '2.2'), ...tone('2.2'), '-c:v', 'libvpx', '-c:a', 'libvorbis']],
  ['new.mkv', [...picture('854x480', '30', '1.2'), ...tone('1.2'), '-c:v', 'libvpx-vp9', '-c:a', 'libopus']],
  ['sound.mp3', [...tone('4.7'), '-c:a', 'libmp3lame']],
  ['sound.wav', [...tone('1.1')]],
];

interface Probe {
  readonly format: { readonly duration: string };
  readonly streams: readonly { codec_type: string; codec_name: string; width?: number; height?: number }[];
}

interface Infos {
  readonly MediaInfos: readonly [
    {
      MezzanineInfo: {
        Duration: string;
        Width: number;
        Height: number;
        VideoStreamList?: Stream[];
        AudioStreamList?: Stream[];
      };
    },
  ];
}
interface Stream {
  readonly CodecName: string;
}

it.each(FILES)('%s: duration, codec and resolution are what ffprobe says', { timeout: 60_000 }, async (name, args) => {
  const path = join(folder, name);
  const world = `probe-${name.replace('.', '-')}`;
  execFileSync('ffmpeg', ['-v', 'error', ...args, path]);
  const probe = JSON.parse(
    execFileSync('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path], {
      encoding: 'utf8',
    }),
  ) as Probe;
  const { open, part, complete, videoId } = await upload(running, world, name);
  const uploadId = await open();
  const { headers } = await part(uploadId, 1, new Uint8Array(await readFile(path)));
  await complete(uploadId, [[1, headers.get('etag') ?? '']]);

  const client = running.client(world);
  await expect
    .poll(async () => (await client.call('vod', 'GetUploadDetails', { MediaIds: videoId })) as object)
    .toMatchObject({ UploadDetails: [{ Status: 'Normal' }] });
  const { MediaInfos } = (await client.call('vod', 'BatchGetMediaInfos', { MediaIds: videoId })) as unknown as Infos;
  const { MezzanineInfo: info } = MediaInfos[0];
  const video = probe.streams.find((stream) => stream.codec_type === 'video');
  const audio = probe.streams.find((stream) => stream.codec_type === 'audio');
  expect(Math.abs(Number(info.Duration) - Number(probe.format.duration))).toBeLessThan(0.06);
  expect(info.VideoStreamList?.[0]?.CodecName).toBe(video?.codec_name);
  expect(info.AudioStreamList?.[0]?.CodecName).toBe(audio?.codec_name);
  if (video !== undefined) expect([info.Width, info.Height]).toEqual([video.width, video.height]);
});
