import { aTimeout, expect } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import { createPageEmulator, type PageEmulator } from '../../src/emulator/page.js';
import { createNativeStore } from '../../src/oss/native-store.js';
import { itUnless, playsNoMp4 } from '../support/able.js';
import { decodeTicket } from '../support/emulator.js';
import { sha256 } from '../support/world.js';

const signal = new AbortController().signal;

async function clip(name: string): Promise<Blob> {
  return (await fetch(new URL(`../media/${name}`, import.meta.url))).blob();
}

/** Creates a media through the kit and uploads `file` with the native store, all inside this page. */
async function upload(page: PageEmulator, file: Blob, fileName: string) {
  const request = new Request('/api/vod/CreateUploadVideo', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Title: 'clip', FileName: fileName }),
  });
  const { videoId, target, keys } = decodeTicket(
    (await (await page.backend(request)).json()) as Record<string, unknown>,
  );
  const { accessKeyId, accessKeySecret, stsToken: securityToken } = keys;
  const store = createNativeStore({ send: page.send })(() =>
    Promise.resolve({ accessKeyId, accessKeySecret, securityToken }),
  );
  const full = { ...target, region: 'cn-shanghai' };
  const sent: number[] = [];
  const uploadId = await store.open(full, { signal, contentType: file.type });
  const receipt = await store.put(
    full,
    uploadId,
    { n: 1, blob: file },
    { signal, onSent: (bytes) => sent.push(bytes) },
  );
  await store.seal(full, uploadId, [{ n: 1, etag: receipt.etag ?? '' }], { signal });
  return { videoId, sent, store, target: full };
}

async function playInfo(page: PageEmulator, videoId: string) {
  const reply = await page.client.call('vod', 'BatchGetMediaInfos', { MediaIds: videoId });
  const [media] = reply.MediaInfos as {
    MediaInfo: { Status: string };
    MezzanineInfo?: { FileURL: string };
    PlayInfoList?: { PlayURL: string }[];
  }[];
  return media!;
}

describe('an emulator inside a page', () => {
  let page: PageEmulator;
  beforeEach(() => {
    page = createPageEmulator({ settings: { analyseMs: 0, transcodeMs: 0 } });
  });
  afterEach(() => page.close());

  for (const name of ['clip.mp4', 'clip.mkv', 'clip.webm']) {
    itUnless(name !== 'clip.webm' && playsNoMp4)(
      `takes ${name} from the native store without any server, and it plays`,
      async () => {
        const file = await clip(name);
        const { videoId, sent } = await upload(page, file, name);
        expect(sent.at(-1)).to.equal(file.size);
        const media = await playInfo(page, videoId);
        expect(media.MediaInfo.Status).to.equal('Normal');
        const source = await (await fetch(media.MezzanineInfo!.FileURL)).blob();
        expect(await sha256(source)).to.equal(await sha256(file));

        const video = document.createElement('video');
        video.muted = true;
        video.src = media.PlayInfoList![0]!.PlayURL;
        expect(video.src).to.match(/^blob:/);
        await video.play();
        await waitUntil(() => video.currentTime > 0, 'the clip plays');
        expect([video.videoWidth, video.videoHeight]).to.deep.equal([320, 180]);
        expect(video.duration).to.be.closeTo(2, 0.1);
        video.pause();
      },
    );
  }

  it('stops sending when it is told to, and keeps nothing', async () => {
    const slow = createPageEmulator({ bytesPerSecond: 1000 });
    const controller = new AbortController();
    const { target, keys } = decodeTicket(
      await slow.client.call('vod', 'CreateUploadVideo', { Title: 't', FileName: 'a.mp4' }),
    );
    const { accessKeyId, accessKeySecret, stsToken: securityToken } = keys;
    const own = createNativeStore({ send: slow.send })(() =>
      Promise.resolve({ accessKeyId, accessKeySecret, securityToken }),
    );
    const full = { ...target, region: 'cn-shanghai' };
    const uploadId = await own.open(full, { signal, contentType: '' });
    const blob = new Blob([new Uint8Array(1_000_000)]);
    const putting = own
      .put(full, uploadId, { n: 1, blob }, { signal: controller.signal, onSent: () => undefined })
      .then(
        () => 'done',
        (error: unknown) => error,
      );
    await aTimeout(0);
    controller.abort(new DOMException('stop', 'AbortError'));
    expect(await putting).to.have.property('name', 'AbortError');
    expect([...slow.world.bucket.uploads.values()].map(({ parts }) => parts.size)).to.deep.equal([0]);
    await slow.close();
  });

  it('can be unplugged: what is under way breaks off, nothing new gets through, and it goes on when it is plugged in', async () => {
    const { line, ask, send } = page;
    line.bytesPerSecond = 1000;
    const put = () =>
      send({
        method: 'PUT',
        url: 'http://outin-page.oss.localhost/object',
        headers: {},
        body: new Blob([new Uint8Array(1_000_000)]),
        signal,
      }).then(
        () => 'answered',
        (error: { code?: string }) => error.code,
      );
    const parameters = { Title: 'clip', FileName: 'clip.mp4' };
    const underWay = put();
    line.plug(false);
    expect(await underWay).to.equal('network');
    expect(await put()).to.equal('network');
    expect(await ask('CreateUploadVideo', parameters).catch((error: Error) => error.name)).to.equal('TypeError');
    expect(line.online()).to.equal(false);

    const life = new AbortController();
    const [back, left] = [line.whenOnline(signal), line.whenOnline(life.signal).catch((error: Error) => error.name)];
    life.abort();
    line.plug(true);
    await back;
    expect(await left).to.equal('AbortError');
    expect((await ask('CreateUploadVideo', parameters)).status).to.equal(200);
  });

  it('lets faults for the backend reach those who ask it over the line', async () => {
    page.world.faults.add({ where: { service: 'backend' }, what: 'status' });
    const parameters = { Title: 'clip', FileName: 'clip.mp4' };
    expect((await page.ask('CreateUploadVideo', parameters)).status).to.equal(503);
    expect((await page.ask('CreateUploadVideo', parameters)).status).to.equal(200);
  });
});
