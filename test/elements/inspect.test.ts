import { expect, fixture, html } from '@open-wc/testing';
import { createVodUploader, type UploadState } from '../../src/core.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { film, portraitFilm } from '../support/odd-films.js';
import { button, buttonsOf, textOf, within } from '../support/seen.js';
import { LOOKS } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld, type World } from '../support/world.js';

registerElements({ createUploader: (options) => createVodUploader(options) });

let world: World;
let uploader: VodUploaderElement;

const only = (): UploadState => uploader.uploads[0]!;
const came = (phase: UploadState['phase']) => waitUntil(() => only()?.phase === phase, `it is not ${phase}`);
const asked = async () => (await world.log()).filter(({ service }) => service === 'backend').map(({ op }) => op);

async function choosing(file: File, attributes: { maxDuration?: string; noInspect?: boolean } = {}): Promise<void> {
  uploader = await fixture<VodUploaderElement>(html`
    <vod-uploader
      endpoint=${world.endpoint}
      ?manual=${attributes.maxDuration === undefined}
      max-duration=${attributes.maxDuration ?? ''}
      ?no-inspect=${attributes.noInspect ?? false}
    ></vod-uploader>
  `);
  uploader.addFiles([file]);
}

const cutOff = async (): Promise<File> => {
  const whole = await film('clip.mp4');
  return new File([whole.slice(0, whole.size / 2)], 'cut.mp4', { type: 'video/mp4' });
};

describe('before the first byte of a file is sent', () => {
  beforeEach(async () => {
    world = createWorld();
    await world.settings({ analyseMs: 20, transcodeMs: 40 });
  });

  it('its row says what it is and shows a picture from it, and events say the same', async () => {
    let told: unknown;
    document.addEventListener('upload-created', ({ detail }) => (told = detail.upload.local), { once: true });
    await choosing(await portraitFilm());
    await came('validated');
    await waitUntil(() => /180p 0:02/.test(textOf(uploader)), textOf(uploader));
    await waitUntil(() => within(uploader, '.picture canvas').length === 1, 'there is no picture');
    const [canvas] = within<HTMLCanvasElement>(uploader, '.picture canvas');
    expect(canvas!.height).to.be.greaterThan(canvas!.width);
    expect(await asked()).to.deep.equal([]);
    uploader.start();
    await waitUntil(() => told !== undefined, 'no event came');
    expect(told).to.include({ width: 180, height: 320, videoCodec: 'h264', container: 'MP4' });
    await came('ready');
  });

  it('it is refused for good where it is no media, in words', async () => {
    await choosing(new File(['<!doctype html><title>Sign in</title>'], 'film.mp4', { type: 'video/mp4' }));
    await came('failed');
    await waitUntil(
      () => textOf(uploader).includes('The format of this file is HTML, not video or audio.'),
      textOf(uploader),
    );
    expect(buttonsOf(uploader)).to.include('Remove film.mp4');
    expect(buttonsOf(uploader).join()).not.to.match(/anyway|Retry/);
    expect(await asked()).to.deep.equal([]);
  });

  it('it is sent anyway where a person wants that, without another look', async () => {
    await choosing(await cutOff());
    await came('failed');
    await waitUntil(() => textOf(uploader).includes('The end of this file is missing'), textOf(uploader));
    expect(await asked()).to.deep.equal([]);
    expect(buttonsOf(uploader).join()).not.to.include('Retry');
    (await button(uploader, 'Upload anyway')).click();
    await waitUntil(() => only().videoId !== undefined, 'it was not sent');
    expect(await asked()).to.include('CreateUploadVideo');
  });

  it('it is refused where it lasts longer than is taken', async () => {
    await choosing(await film('clip.mp4'), { maxDuration: '1s' });
    await came('failed');
    await waitUntil(() => textOf(uploader).includes('This file is 0:02 long; the limit is 0:01.'), textOf(uploader));
    expect(await asked()).to.deep.equal([]);
  });

  it('nobody looks where the page does not want it', async () => {
    await choosing(await cutOff(), { noInspect: true });
    await came('validated');
    expect(only().local).to.equal(undefined);
  });
});

describe('what stands in doubt', () => {
  it('is overruled row by row, and by no button about all', async () => {
    const states = [LOOKS.cutOff, LOOKS.mislabelled].map((state, i) => ({ ...state, id: `${i}`, name: `${i}.mp4` }));
    const fake = new FakeUploader(states);
    uploader = await fixture<VodUploaderElement>(html`<vod-uploader multiple .uploader=${fake}></vod-uploader>`);
    (await button(uploader, 'Upload anyway 1.mp4')).click();
    expect(fake.calls).to.deep.equal(['retry 1']);
    expect(buttonsOf(uploader).filter((name) => / all$/.test(name))).to.deep.equal([]);
  });
});
