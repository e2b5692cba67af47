import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from './support/wait-until.js';
import '../src/define.js';
import type { VodUploaderElement } from '../src/elements/vod-uploader.js';
import { createWorld, patterned, type World } from './support/world.js';

/** Every word that a person can read, through all shadow roots. */
function words(root: ParentNode): string {
  return [...root.querySelectorAll('*')]
    .map((element) => {
      const own = [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && element.localName !== 'style',
      );
      return `${own.map((node) => node.textContent).join(' ')} ${element.shadowRoot ? words(element.shadowRoot) : ''}`;
    })
    .join(' ')
    .replace(/\s+/g, ' ');
}

const clip = (name = 'clip.mp4', size = 1000) => new File([patterned(size)], name);

describe('bad input is answered before any request', function () {
  let world: World;
  let element: VodUploaderElement;

  beforeEach(async () => {
    world = createWorld();
    await world.settings({ analyseMs: 10, transcodeMs: 10 });
    element = await fixture<VodUploaderElement>(
      html`<vod-uploader multiple endpoint=${world.endpoint}></vod-uploader>`,
    );
  });

  async function expectNothingAsked(said: RegExp): Promise<void> {
    await waitUntil(
      () => said.test(words(element.shadowRoot!)),
      `"${words(element.shadowRoot!)}" does not say ${said}`,
    );
    expect(await world.log()).to.deep.equal([]);
    expect(await world.videos()).to.deep.equal([]);
  }

  const files: [string, File, RegExp][] = [
    ['a file of 0 bytes', clip('clip.mp4', 0), /clip\.mp4.*empty/i],
    ['a file without extension', clip('clip'), /clip.*(extension|ending)/i],
    ['an extension that VOD does not take', clip('setup.exe'), /setup\.exe.*exe/i],
    ['a playlist without its segments', clip('list.m3u8'), /list\.m3u8.*(playlist|segments)/i],
  ];
  for (const [what, file, said] of files) {
    it(what, async () => {
      const rejected: string[] = [];
      element.addEventListener('file-reject', (event) => rejected.push(event.detail.error.code));
      element.addFiles([file]);
      await expectNothingAsked(said);
      expect(rejected).to.have.length(1);
      expect(element.uploads).to.deep.equal([]);
    });
  }

  const metadata: [string, Partial<VodUploaderElement>, RegExp][] = [
    ['a title of 129 characters', { videoTitle: 'x'.repeat(129) }, /title.*128/i],
    ['a title with emoji', { videoTitle: 'My 🎬' }, /emoji/i],
    ['17 tags', { tags: Array.from({ length: 17 }, (_, i) => `t${i}`).join() }, /tags.*16/i],
    ['a ReferenceId of 5 characters', { referenceId: 'abcde' }, /reference.*6/i],
  ];
  for (const [what, properties, said] of metadata) {
    it(`${what}; mended, the file can be retried`, async () => {
      Object.assign(element, properties);
      element.addFiles([clip()]);
      await expectNothingAsked(said);
      expect(element.uploads[0]).to.include({ phase: 'failed' });
      Object.assign(element, Object.fromEntries(Object.keys(properties).map((key) => [key, undefined])));
      element.retry();
      await waitUntil(async () => (await world.objects()).length === 1, 'the file is in the bucket');
    });
  }

  it('a page without an endpoint says so', async () => {
    const bare = await fixture<VodUploaderElement>(html`<vod-uploader></vod-uploader>`);
    bare.addFiles([clip()]);
    await waitUntil(() => bare.uploads[0]?.phase === 'failed', 'the upload fails');
    await bare.updateComplete;
    expect(words(bare.shadowRoot!)).to.match(/does not say where to upload/i);
  });
});

describe('names that VOD would refuse', function () {
  const names: [string, string, string][] = [
    ['🎬 clip.MP4', 'clip', 'clip.mp4'],
    [`${'n'.repeat(300)}.mp4`, `${'n'.repeat(127)}…`, `${'n'.repeat(251)}.mp4`],
    ['日本語 – видео.mov', '日本語 – видео', '日本語 – видео.mov'],
  ];
  for (const [name, title, fileName] of names) {
    it(`${name.slice(0, 20)} uploads as "${title.slice(0, 20)}"`, async () => {
      const world = createWorld();
      const element = await fixture<VodUploaderElement>(html`<vod-uploader endpoint=${world.endpoint}></vod-uploader>`);
      const done = new Promise((resolve) => element.addEventListener('upload-success', resolve, { once: true }));
      element.addFiles([clip(name)]);
      await done;
      const [video] = await world.videos();
      expect(video).to.include({ title, fileName });
      expect(words(element.shadowRoot!)).to.include(name);
    });
  }
});

describe('an endpoint that comes late', () => {
  it('serves the retry of a file that failed for want of it', async () => {
    const world = createWorld();
    const element = await fixture<VodUploaderElement>(html`<vod-uploader></vod-uploader>`);
    element.addFiles([clip()]);
    await waitUntil(() => element.uploads[0]?.phase === 'failed', 'the upload fails');
    element.setAttribute('endpoint', world.endpoint);
    element.retry();
    await waitUntil(async () => (await world.objects()).length === 1, 'the file is in the bucket');
  });
});

describe('a backend that refuses to tell what became of the media', () => {
  it('does not turn a finished upload into a failed one', async () => {
    const world = createWorld();
    for (const op of ['GetUploadDetails', 'BatchGetMediaInfos']) {
      await world.fault({
        where: { service: 'backend', op },
        what: 'status',
        status: 403,
        code: 'Forbidden',
        times: 0,
      });
    }
    const element = await fixture<VodUploaderElement>(html`<vod-uploader endpoint=${world.endpoint}></vod-uploader>`);
    element.addFiles([clip()]);
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'the upload ends');
    expect(element.uploads[0]).to.include({ playable: false });
    expect(element.value).to.equal(element.uploads[0]!.videoId);
  });
});
