import { expect, fixture, html } from '@open-wc/testing';
import { createVodUploader } from '../../src/core.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodMediaStatusElement } from '../../src/elements/vod-media-status.js';
import { followMedia } from '../../src/follow-media.js';
import { playsNoMp4 } from '../support/able.js';
import { button, textOf, within } from '../support/seen.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld, patterned, type World } from '../support/world.js';

registerElements({ createUploader: (options) => createVodUploader(options), followMedia });

const POLLED = ['GetUploadDetails', 'BatchGetMediaInfos'];
let world: World;

const follow = (id: string, { card = false, streams = true } = {}) =>
  fixture<VodMediaStatusElement>(html`
    <vod-media-status
      media-id=${id}
      endpoint=${world.endpoint}
      ?card=${card}
      ?no-streams=${!streams}
    ></vod-media-status>
  `);

async function create(body: object): Promise<string> {
  const response = await fetch(`${world.endpoint}/CreateUploadVideo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { VideoId: string }).VideoId;
}

/** Uploads a file and resolves to its media's id as soon as that is known. */
async function send(file: File, metadata: object = {}): Promise<string> {
  const uploader = createVodUploader({ endpoint: world.endpoint, resumeMode: 'off', metadata });
  uploader.addFiles([file]);
  const idOf = () => uploader.state.uploads[0]?.videoId;
  await waitUntil(() => idOf() !== undefined, 'no media was created');
  return idOf()!;
}

const polls = async () =>
  (await world.log()).filter(({ service, op }) => service === 'backend' && POLLED.includes(op)).length;
const says = (element: Element, words: string) => waitUntil(() => textOf(element).includes(words), words);

describe('a media’s status, asked of a backend', () => {
  beforeEach(async () => {
    world = createWorld();
    await world.settings({ analyseMs: 200, transcodeMs: 1_500 });
  });

  it('goes along from the upload to what plays, for whoever shows it', async () => {
    const film = new File([await (await fetch('/test/media/clip.mp4')).blob()], 'clip.mp4', { type: 'video/mp4' });
    const id = await send(film, { title: 'Harbour', tags: ['sea', 'dawn'], description: 'In one take' });
    const element = await follow(id, { card: true });
    const told: string[] = [];
    element.addEventListener('media-change', ({ detail }) => told.push(detail.report.status));
    await waitUntil(() => element.report?.status === 'normal', 'it is not ready');
    await element.updateComplete;
    expect(told.at(-1)).to.equal('normal');
    expect(textOf(element)).to.match(
      /^Harbour ready to play 0:02 320 × 180 H264, AAC .*In one take sea dawn 1 version/,
    );
    expect(element.media).to.deep.include({ id, title: 'Harbour', tags: ['sea', 'dawn'], storageClass: 'Standard' });
    expect(element.media?.source?.videoStreams[0]).to.include({ codec: 'h264', width: 320 });
    expect(element.media?.upload).to.include({ rawStatus: 'Normal', title: 'Harbour' });

    const [link] = within<HTMLAnchorElement>(element, 'a');
    expect(link?.textContent).to.contain('Original · MP4 · 320 × 180');
    expect((await fetch(link!.href)).ok).to.equal(true);
    if (playsNoMp4 === false) {
      (await button(element, 'Play Harbour')).click();
      await waitUntil(() => within<HTMLVideoElement>(element, 'video')[0]?.videoWidth === 320, 'it does not play');
    }

    // Somebody who shows it later needs no other call.
    const before = await polls();
    const again = await follow(id);
    await says(again, 'ready to play');
    expect(await polls()).to.equal(before);
    // Unless it is asked for.
    again.refresh();
    await waitUntil(async () => (await polls()) === before + 2, 'it is not asked for afresh');
  });

  it('says what VOD could not make a video of', async () => {
    const element = await follow(await send(new File([patterned(1_000)], 'noise.mp4')));
    await says(element, 'The file may be damaged or not a video.');
    expect(textOf(element)).to.match(/^noise conversion failed 1,000 bytes /);
  });

  it('tells who is not there from who is not ours', async () => {
    const [gone, foreign] = ['0'.repeat(32), await create({ Title: 'Foreign', FileName: 'a.mp4' })];
    await world.settings({ forbidden: [foreign], quirks: true });
    await says(await follow(gone), 'not found It was deleted');
    await says(await follow(foreign), 'not visible to this site It belongs to someone else');
  });

  it('waits for a backend that is down, and goes on by itself', async () => {
    const id = await create({ Title: 'Patience', FileName: 'a.mp4' });
    await world.fault({ where: { service: 'backend' }, what: 'status', status: 503, times: 0 });
    const element = await follow(id);
    await says(element, 'This site’s server is not responding');
    await world.heal();
    await says(element, 'Patience waiting for the file');
    await waitUntil(() => within(element, '.trouble').length === 0, 'it still says so');
  });

  it('says that the session has ended, and asks again when the person says so', async () => {
    const id = await create({ Title: 'Patience', FileName: 'a.mp4' });
    await world.fault({ where: { service: 'backend' }, what: 'expired-token', times: 0 });
    const element = await follow(id);
    await says(element, 'Sign in again, then retry.');
    await world.heal();
    (await button(element, 'Retry')).click();
    await says(element, 'Patience waiting for the file');
  });

  it('says what it cannot find out: a backend without these actions, a page that names none', async () => {
    await world.fault({ where: { service: 'backend' }, what: 'status', status: 501, times: 0 });
    await says(await follow('x'), 'This site’s server does not provide the status of videos.');
    const bare = await fixture<VodMediaStatusElement>(html`<vod-media-status media-id="x"></vod-media-status>`);
    await says(bare, 'This page is not set up to show the status of videos.');
  });
});
