import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { DiskFile } from '../support/disk-file.js';
import { decodeTicket } from '../support/emulator.js';
import { wire } from '../emulator/wire.js';
import { CALM, row, useVirtualTime } from './harness.js';
import { bytesOf, strict, useEmulator, type Client } from './strict.js';
import { WHOLE } from './usual.js';

// UploadMediaByURL comes with the import of URLs, and its rows (404, redirect, slow, no media, private addresses) with it.
// VOD names UploadFail and uses it for nothing (its list of states); a file that it cannot use is TranscodeFail.

useEmulator();
useVirtualTime();

const clip = new Uint8Array(await readFile(new URL('../media/clip.mp4', import.meta.url)));
const old = bytesOf('an object');
const fresh = bytesOf('another object');

const UNUSABLE =
  'This file could not be converted. It may be damaged or not a video. ' +
  'Check that it plays on your device, or export it again.';

async function statusOf({ client, videoId }: Client): Promise<unknown> {
  const reply = await client.call('vod', 'GetVideoInfo', { VideoId: videoId });
  return (reply.Video as { Status: string }).Status;
}

strict('F12', {
  which: 'is known before anything was uploaded, and Uploading until the object is whole',
  act: async (client) => {
    const { open, part, complete } = client;
    expect(await statusOf(client)).toBe('Uploading');
    const uploadId = await open();
    const etag = (await part(uploadId, 1, old)).headers.get('etag');
    expect(await statusOf(client)).toBe('Uploading');
    await complete(uploadId, [[1, etag]]);
    expect(await statusOf(client)).toBe('UploadSucc');
  },
  settings: { analyseMs: 1_000_000 },
  object: old,
  requests: [
    'GetVideoInfo 200',
    'InitiateMultipartUpload 200',
    'UploadPart 1 200',
    'GetVideoInfo 200',
    'CompleteMultipartUpload 200',
    'GetVideoInfo 200',
  ],
});

strict('F12', {
  which: 'its credentials are renewed after it was completed too, for the same address',
  act: async ({ running, client, videoId, target, keys, send }) => {
    expect(await send('PUT', { body: old })).toMatchObject({ status: 200 });
    const again = decodeTicket(await client.call('vod', 'RefreshUploadVideo', { VideoId: videoId }));
    expect(again).toMatchObject({ videoId, target });
    expect(again.keys.accessKeyId).not.toBe(keys.accessKeyId);
    const { accessKeyId, accessKeySecret, stsToken: securityToken } = again.keys;
    const renewed = wire(running, target.bucket, target.key, { accessKeyId, accessKeySecret, securityToken });
    expect(await renewed('HEAD')).toMatchObject({ status: 200 });
    // What was issued before works on until its own time is over.
    expect(await send('PUT', { body: fresh })).toMatchObject({ status: 200 });
  },
  object: fresh,
  requests: ['PutObject 200', 'RefreshUploadVideo 200', 'HeadObject 200', 'PutObject 200'],
});

strict('F12', {
  which: 'one that is deleted, or that nobody made, gets no credentials',
  act: async ({ client, videoId, send }) => {
    await send('PUT', { body: old });
    const refresh = (VideoId: string) => client.call('vod', 'RefreshUploadVideo', { VideoId });
    await client.call('vod', 'DeleteVideo', { VideoIds: videoId });
    await expect(refresh(videoId)).rejects.toMatchObject({ status: 404, code: 'InvalidVideo.NotFound' });
    await expect(refresh('nobodys')).rejects.toMatchObject({ code: 'InvalidVideo.NotFound' });
  },
  object: 'absent',
  requests: [
    'PutObject 200',
    'DeleteVideo 200',
    'RefreshUploadVideo InvalidVideo.NotFound',
    'RefreshUploadVideo InvalidVideo.NotFound',
  ],
});

for (const [which, failTranscode, ends, last] of [
  ['a film becomes Normal, and the page says so', false, 'ready', 'Ready to play'],
  ['one that cannot be transcoded fails, and the page says so', true, 'failed', `Failed: ${UNUSABLE}`],
] as const) {
  row('F12', {
    which,
    settings: { noTranscode: false, analyseMs: 5_000, transcodeMs: 60_000, failTranscode },
    page: { settings: { noTranscode: false } },
    file: () => new DiskFile(clip, 'clip.mp4'),
    act: async ({ world, page, fired }) => {
      page.link.latencyMs = 50;
      await world.time.until(() => page.phase() === 'uploading');
      const [video] = world.world.videos.all;
      expect(page.first()).toMatchObject({ videoId: video!.id });
      const seen: string[] = [];
      await world.time.until(() => {
        void world.world.look(video!).then(({ status }) => seen.at(-1) !== status && seen.push(status));
        return page.phase() === ends;
      });
      expect(seen).toEqual(['Uploading', 'UploadSucc', 'Transcoding', failTranscode ? 'TranscodeFail' : 'Normal']);
      fired();
    },
    ends,
    object: 'identical',
    requests: [...WHOLE.slice(0, 2), ...WHOLE.slice(4)],
    said: [...CALM, last],
  });
}
