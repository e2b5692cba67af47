import { expect, fixture, html } from '@open-wc/testing';
import { createVodUploader, type UploadState } from '../../src/core.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodCoverPickerElement } from '../../src/elements/vod-cover-picker.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { film, look, picture } from '../support/odd-films.js';
import { button, choose, focused, textOf, within } from '../support/seen.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld, sha256, type World } from '../support/world.js';

registerElements({ createUploader: (options) => createVodUploader(options) });

let world: World;
let page: HTMLElement;
let uploader: VodUploaderElement;
let picker: VodCoverPickerElement;

const only = (): UploadState => uploader.uploads[0]!;
const came = (phase: UploadState['phase']) => waitUntil(() => only()?.phase === phase, `it is not ${phase}`);
const suggestions = () => within<HTMLButtonElement>(picker, '.suggestion');
const asked = async (op: string) =>
  (await world.log()).filter((entry) => entry.service === 'backend' && entry.op === op);

async function open(store: string): Promise<void> {
  page = await fixture<HTMLElement>(html`
    <div>
      <vod-uploader manual store=${store} endpoint=${world.endpoint}>
        <vod-upload-list></vod-upload-list>
        <vod-cover-picker></vod-cover-picker>
      </vod-uploader>
    </div>
  `);
  uploader = page.querySelector('vod-uploader')!;
  picker = page.querySelector('vod-cover-picker')!;
  uploader.addFiles([await film()]);
  await came('validated');
}

for (const store of ['native', 'ali-oss']) {
  describe(`a cover on its whole way, over the ${store} store`, () => {
    beforeEach(async () => {
      world = createWorld();
      await world.settings({ analyseMs: 20, transcodeMs: 40 });
    });

    it('is the picture that VOD shows of the media, and everybody can load it', async () => {
      await open(store);
      await waitUntil(() => suggestions().length === 5, 'no frame is suggested');
      suggestions()[2]!.click();
      await waitUntil(() => picker.cover !== undefined, 'no cover was chosen');
      const cover = picker.cover!;
      expect(await asked('CreateUploadImage')).to.deep.equal([]);
      (await button(uploader, 'Start')).click();
      await came('ready');

      const url = only().report?.media?.coverUrl;
      expect(url).to.match(/\/image\/cover\/[0-9a-f]+\.jpg$/);
      const image = new Image();
      image.src = url!;
      await image.decode();
      expect([image.naturalWidth, image.naturalHeight]).to.deep.equal([320, 180]);
      const stored = (await world.objects()).filter(({ key }) => key.startsWith('image/'));
      expect(stored.map(({ sha256: sum }) => sum)).to.deep.equal([await sha256(cover)]);

      const order = (await world.log()).filter(({ op }) => /^(CreateUpload|PutObject)/.test(op));
      const backend = order.filter(({ service }) => service !== 'vod').map(({ op }) => op);
      expect(backend).to.deep.equal(['CreateUploadImage', 'PutObject', 'CreateUploadVideo']);
      expect(textOf(picker)).to.contain('Used for this upload');
    });

    it('is an image as well, and the newest one counts', async () => {
      await open(store);
      const input = within<HTMLInputElement>(picker, 'input[type=file]')[0]!;
      for (const colour of ['#f00', '#0f0', '#00f']) {
        const before = picker.cover;
        choose(input, await picture(40, 40, 'image/png', colour));
        await waitUntil(() => picker.cover !== before, 'no cover was chosen');
      }
      (await button(uploader, 'Start')).click();
      await came('ready');
      // A picture that the page has shown is kept without the header that a script's own request needs.
      const response = await fetch(only().report!.media!.coverUrl!, { cache: 'reload' });
      expect(response.headers.get('content-type')).to.equal('image/png');
      expect((await look(await response.blob())).colour).to.deep.equal({ red: 0, green: 0, blue: 255 });
      expect(await asked('CreateUploadImage')).to.have.length(1);
    });
  });
}

describe('the form of a row', () => {
  it('opens the film when it is asked for a cover, which goes with the upload', async () => {
    world = createWorld();
    await world.settings({ analyseMs: 20, transcodeMs: 40 });
    uploader = await fixture(html`<vod-uploader details endpoint=${world.endpoint}></vod-uploader>`);
    uploader.addFiles([await film()]);
    const choose = await button(uploader, 'Choose cover');
    expect(within(uploader, 'video')).to.deep.equal([]);
    choose.focus();
    choose.click();
    await waitUntil(() => within(uploader, '.suggestion').length === 5, 'no frame is suggested');
    expect(focused()?.getRootNode()).to.equal(within(uploader, 'vod-cover-picker')[0]!.shadowRoot);
    within<HTMLButtonElement>(uploader, '.suggestion')[4]!.click();
    await waitUntil(() => textOf(uploader).includes('Your cover'), 'no cover was chosen');
    await expect(uploader).to.be.accessible();
    (await button(uploader, 'Start')).click();
    await came('ready');
    expect(only().report?.media?.coverUrl).to.match(/\/image\/cover\//);
    expect(only().described?.person?.cover?.type).to.equal('image/jpeg');
  });
});

describe('a backend without covers', () => {
  it('fails the upload in words; without the cover it goes on', async () => {
    world = createWorld();
    await world.settings({ analyseMs: 20, transcodeMs: 40 });
    await world.fault({ what: 'status', where: { op: 'CreateUploadImage', service: 'backend' }, status: 404 });
    await open('native');
    choose(within<HTMLInputElement>(picker, 'input[type=file]')[0]!, await picture(40, 40));
    await waitUntil(() => picker.cover !== undefined, 'no cover was chosen');
    (await button(uploader, 'Start')).click();
    await came('failed');
    expect(textOf(uploader)).to.contain('The cover image could not be uploaded');
    (await button(picker, 'Remove cover')).click();
    (await button(uploader, 'Retry')).click();
    await came('ready');
    expect(only().report?.media?.coverUrl).to.equal(undefined);
  });
});

describe('a cover for every file of a page', () => {
  it('is told by its metadata, and sent once', async () => {
    world = createWorld();
    await world.settings({ analyseMs: 20, transcodeMs: 40 });
    const cover = await picture(30, 20);
    const core = createVodUploader({
      endpoint: world.endpoint,
      resumeMode: 'off',
      metadata: { cover },
      pollMs: [20, 100],
    });
    const clip = await film();
    core.addFiles([1, 2, 3].map((n) => new File([clip], `${n}.webm`, { type: 'video/webm', lastModified: n })));
    await waitUntil(() => core.state.uploads.every(({ phase }) => phase === 'ready'), 'not all are ready');
    const urls = core.state.uploads.map(({ report }) => report?.media?.coverUrl);
    expect(new Set(urls).size).to.equal(1);
    expect((await look(await (await fetch(urls[0]!)).blob())).width).to.equal(30);
  });
});
