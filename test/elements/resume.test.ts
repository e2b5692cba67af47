import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import '../../src/define.js';
import { createVodUploader, type Uploader } from '../../src/core.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { named } from '../faults/catalogue.js';
import { createWorld, patterned, sha256, type World } from '../support/world.js';

const PART = 102_400;
const file = () => new File([patterned(PART * 6)], 'clip.mp4', { type: 'video/mp4', lastModified: 1000 });

/** Buttons by their accessible name, through all shadow roots. */
function button(root: ParentNode, name: RegExp): HTMLButtonElement | undefined {
  for (const element of root.querySelectorAll('*')) {
    if (element instanceof HTMLButtonElement && name.test(element.getAttribute('aria-label') ?? element.textContent))
      return element;
    const within = element.shadowRoot && button(element.shadowRoot, name);
    if (within) return within;
  }
  return undefined;
}

describe('after a reload', function () {
  let world: World;
  let earlier: Uploader;

  /** What a page leaves that is closed in the middle: a checkpoint, and parts in the bucket. */
  beforeEach(async () => {
    world = createWorld();
    await world.fault({
      where: { service: 'oss', op: 'UploadPart', nth: 3 },
      what: 'delay',
      delayMs: 60_000,
      times: 0,
    });
    earlier = createVodUploader({ endpoint: world.endpoint, partSize: PART, maxConnections: 1, scope: world.endpoint });
    earlier.addFiles([file()]);
    await waitUntil(() => (earlier.state.uploads[0]?.confirmed ?? 0) >= PART * 2, 'two parts are in the bucket');
    earlier.pause();
    await world.heal();
  });

  const element = () =>
    fixture<VodUploaderElement>(html`<vod-uploader endpoint=${world.endpoint} part-size="100KB"></vod-uploader>`);

  it(named('E1', 'the element offers to continue, and goes on when the file is chosen again'), async () => {
    const page = await element();
    await waitUntil(() => button(page.shadowRoot!, /^Continue.*clip\.mp4/), 'a Continue button');
    expect(page.uploads[0]).to.include({ phase: 'paused', confirmed: PART * 2 });
    page.addFiles([file()]);
    await waitUntil(() => ['processing', 'ready', 'failed'].includes(page.uploads[0]!.phase), 'the upload ends');
    const [object] = await world.objects();
    expect(object).to.include({ sha256: await sha256(file()) });
    expect(await world.videos()).to.have.length(1);
    const log = await world.log();
    expect(log.filter(({ op }) => op === 'InitiateMultipartUpload')).to.have.length(1);
    expect(log.filter(({ op, status }) => op === 'UploadPart' && status === 200)).to.have.length(6);
    expect(log.filter(({ op, service }) => op === 'RefreshUploadVideo' && service === 'backend')).to.have.length(1);
  });

  it('tells the page first, which may keep it to itself', async () => {
    const heard: string[] = [];
    const listen = (event: HTMLElementEventMap['resumable-found']) => {
      heard.push(...event.detail.uploads.map(({ name }) => name));
      event.preventDefault();
    };
    document.addEventListener('resumable-found', listen as EventListener);
    const page = await element();
    await waitUntil(() => heard.length > 0, 'the event');
    document.removeEventListener('resumable-found', listen as EventListener);
    expect(heard).to.deep.equal(['clip.mp4']);
    expect(page.uploads).to.deep.equal([]);
  });

  it('stores and offers nothing when the page says off', async () => {
    const page = await fixture<VodUploaderElement>(
      html`<vod-uploader endpoint=${world.endpoint} resume-mode="off"></vod-uploader>`,
    );
    page.addFiles([new File([patterned(100)], 'other.mp4')]);
    await waitUntil(async () => (await world.objects()).length === 1, 'the other file is in the bucket');
    expect(page.uploads.map(({ name }) => name)).to.deep.equal(['other.mp4']);
  });

  it('a cancel of what was left clears the bucket', async () => {
    const page = await element();
    await waitUntil(() => page.uploads.length === 1, 'the row');
    page.cancel();
    await waitUntil(async () => (await world.uploads()).length === 0, 'the parts are gone');
  });
});

describe('leaving the page', () => {
  const asked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  it(named('E1', 'leaving is asked about only while bytes are at risk'), async () => {
    const world = createWorld();
    await world.fault({ where: { service: 'oss', op: 'UploadPart' }, what: 'delay', delayMs: 60_000, times: 0 });
    const page = await fixture<VodUploaderElement>(html`<vod-uploader endpoint=${world.endpoint}></vod-uploader>`);
    expect(asked()).to.equal(false);
    page.addFiles([new File([patterned(1000)], 'risk.mp4')]);
    await waitUntil(() => page.uploads[0]?.phase === 'uploading', 'it uploads');
    await waitUntil(asked, 'the browser is told to ask');
    page.cancel();
    await waitUntil(() => !asked(), 'nothing is at risk any more');
  });
});
