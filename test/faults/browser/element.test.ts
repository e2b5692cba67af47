import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.js';
import { render } from 'lit';
import '../../../src/define.js';
import type { VodUploaderElement } from '../../../src/elements/vod-uploader.js';
import { button, textOf } from '../../support/seen.js';
import { createWorld, patterned, sha256, type World } from '../../support/world.js';
import { named } from '../catalogue.js';

const PART = 102_400;
const PARTS = 6;
const file = () => new File([patterned(PART * PARTS)], 'clip.mp4', { type: 'video/mp4', lastModified: 1000 });

/** Whatever becomes of the element meanwhile, this is what the bucket has to say in the end. */
describe('the element in the middle of an upload', function () {
  let world: World;

  /** From the second part on nothing arrives, until somebody lifts it. */
  beforeEach(async () => {
    world = createWorld();
    await world.settings({ analyseMs: 10, noTranscode: true });
    await world.fault({ where: { service: 'oss', op: 'UploadPart', nth: 2 }, what: 'hang', times: 0 });
  });

  const place = () => fixture<HTMLElement>(html`<section></section>`);

  const markup = (connections: number, props: object = {}) =>
    html`<vod-uploader
      no-transcode
      endpoint=${world.endpoint}
      part-size="100KB"
      max-connections=${connections}
      .headers=${props}
    ></vod-uploader>`;

  /** One part is in the bucket, the second hangs. */
  async function begun(connections = 1): Promise<{ home: HTMLElement; element: VodUploaderElement }> {
    const home = await place();
    render(markup(connections), home);
    const element = home.querySelector('vod-uploader')!;
    element.addFiles([file()]);
    await waitUntil(async () => (await world.faults())[0]!.hits > 0, 'the second part hangs');
    return { home, element };
  }

  async function expectOne(element: VodUploaderElement): Promise<void> {
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'it ends');
    await element.updateComplete;
    expect(textOf(element)).to.include('Ready to play');
    const objects = await world.objects();
    expect(objects.map((object) => object.sha256)).to.deep.equal([await sha256(file())]);
    expect(await world.videos()).to.have.length(1);
    expect(await world.uploads()).to.deep.equal([]);
    const log = await world.log();
    const asked = (op: string) => log.filter((entry) => entry.op === op && entry.status === 200).length;
    expect([asked('InitiateMultipartUpload'), asked('UploadPart'), asked('CompleteMultipartUpload')]).to.deep.equal([
      1,
      PARTS,
      1,
    ]);
  }

  const cuts = async (): Promise<number> =>
    (await world.log()).filter(({ op, cut }) => op === 'UploadPart' && cut).length;

  it(named('E8', 'moved to another place: nothing is cut off'), async () => {
    const { element } = await begun();
    const elsewhere = await place();
    elsewhere.append(element);
    await element.updateComplete;
    expect(element.uploads[0]!.phase).to.equal('uploading');
    expect(await cuts()).to.equal(0);
    await world.heal();
    await expectOne(element);
  });

  it(named('E8', 'drawn again by a framework, again and again: nothing begins twice'), async () => {
    const { home, element } = await begun();
    for (let time = 0; time < 20; time += 1) {
      render(markup(1, { 'x-drawn': String(time) }), home);
      await element.updateComplete;
    }
    expect(home.querySelector('vod-uploader')).to.equal(element);
    expect(await cuts()).to.equal(0);
    await world.heal();
    await expectOne(element);
  });

  it(named('E8', 'its attributes changed: what runs goes on'), async () => {
    const { element } = await begun();
    const changes = {
      'part-size': '300KB',
      'max-connections': '3',
      accept: 'audio/*',
      'video-title': 'Late',
      lang: 'de',
    };
    for (const [name, value] of Object.entries(changes)) element.setAttribute(name, value);
    await element.updateComplete;
    expect(await cuts()).to.equal(0);
    await world.heal();
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'it ends');
    expect((await world.objects()).map((object) => object.sha256)).to.deep.equal([await sha256(file())]);
    expect((await world.videos()).map(({ title }) => title)).to.deep.equal(['clip']);
    expect((await world.log()).filter(({ op }) => op === 'InitiateMultipartUpload')).to.have.length(1);
  });

  it(named('E8', 'taken out: it pauses; put back, one click goes on'), async () => {
    const { home, element } = await begun();
    element.remove();
    await waitUntil(() => element.uploads[0]?.phase === 'paused', 'it pauses');
    const asked = (await world.log()).length;
    await world.heal();
    await waitUntil(async () => (await cuts()) > 0, 'what was on its way was given up');
    expect((await world.log()).length).to.equal(asked);
    home.append(element);
    await element.updateComplete;
    expect(textOf(element)).to.include('Paused');
    (await button(element, 'Resume')).click();
    await expectOne(element);
  });

  it(named('E8', 'taken out for good: the file chosen in another element goes on'), async () => {
    const { element } = await begun();
    element.remove();
    await waitUntil(() => element.uploads[0]?.phase === 'paused', 'it pauses');
    await world.heal();
    const home = await place();
    render(markup(1), home);
    const next = home.querySelector('vod-uploader')!;
    await waitUntil(() => next.uploads.length === 1, 'what was left is offered');
    expect(textOf(next)).to.include('clip.mp4');
    next.addFiles([file()]);
    await expectOne(next);
  });
});
