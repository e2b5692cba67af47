import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import { registerElements } from '../../src/elements/register.js';
import { VodUploadButtonElement } from '../../src/elements/vod-upload-button.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, buttonsOf, choose, drag, fileOf, textOf, within } from '../support/seen.js';
import { MANY, STATES } from '../support/upload-states.js';

// Before its provider: the order in which a page's modules may happen to come.
customElements.define('vod-upload-button', VodUploadButtonElement);
const early = document.createElement('div');
early.innerHTML = '<vod-uploader endpoint="/api"><vod-upload-button></vod-upload-button></vod-uploader>';
document.body.append(early);
registerElements({ createUploader: () => new FakeUploader() });

describe('pieces', () => {
  it('find a provider that is defined after them', async () => {
    expect((await button(early.querySelector('vod-upload-button')!, 'Choose')).disabled).to.equal(false);
    early.remove();
  });

  it('find an uploader elsewhere on the page by its id, also one that comes later', async () => {
    const place = await fixture<HTMLElement>(html`<div><vod-upload-status for="main"></vod-upload-status></div>`);
    const status = place.firstElementChild!;
    expect(textOf(status)).to.equal('');
    const uploader = document.createElement('vod-uploader');
    uploader.id = 'main';
    uploader.uploader = new FakeUploader(MANY);
    place.append(uploader);
    await waitUntil(() => textOf(status).startsWith('2 of 6 uploaded, 1 failed'), 'it was not found');
  });

  it('go with a name to the next element that has it, as when an application changes its page', async () => {
    const place = await fixture<HTMLElement>(html`<div><vod-upload-status for="paged"></vod-upload-status></div>`);
    const open = (...uploads: readonly UploadState[]): void => {
      const uploader = document.createElement('vod-uploader');
      Object.assign(uploader, { id: 'paged', uploader: new FakeUploader(uploads) });
      place.querySelector('vod-uploader')?.remove();
      place.append(uploader);
    };
    open(...MANY);
    const said = (): string => textOf(place.firstElementChild!);
    await waitUntil(() => said().startsWith('2 of 6 uploaded'), 'the first was not found');
    open(STATES.ready);
    await waitUntil(() => said().startsWith('1 of 1'), 'the second was not found');
  });

  it('work with an uploader that they are handed, without any provider', async () => {
    const uploader = new FakeUploader([STATES.uploading]);
    const list = await fixture(html`<vod-upload-list .uploader=${uploader}></vod-upload-list>`);
    (await button(list, 'Pause Harbour')).click();
    expect(uploader.calls).to.deep.equal(['pause one']);

    const pick = await fixture<VodUploadButtonElement>(
      html`<vod-upload-button .uploader=${uploader}></vod-upload-button>`,
    );
    setTimeout(() => choose(within<HTMLInputElement>(pick, 'input')[0]!, fileOf('a.mp4'), fileOf('nothing.mp4', 0)));
    const { detail } = await oneEvent(pick, 'file-reject');
    expect(detail.error.code).to.equal('file-empty');
    expect(uploader.state.uploads.map(({ name }) => name)).to.include('a.mp4');

    const drop = await fixture(html`<vod-upload-drop .uploader=${uploader}></vod-upload-drop>`);
    await nextFrame();
    drag(drop, 'drop', fileOf('b.mp4'));
    expect(uploader.state.uploads.map(({ name }) => name)).to.include('b.mp4');
  });

  it('know in a row which upload they are about, in a layout of the page’s own', async () => {
    const uploader = new FakeUploader(MANY);
    const row = await fixture(html`
      <vod-upload-item .uploader=${uploader} upload-id="b">
        <vod-upload-status .uploader=${uploader}></vod-upload-status>
        <vod-upload-controls .uploader=${uploader}></vod-upload-controls>
      </vod-upload-item>
    `);
    await button(row, 'Pause Interview with Ada');
    expect(textOf(row)).to.contain('220 MB of 1.8 GB');
    expect(buttonsOf(row)).to.have.length(2);
  });

  it('follow when they are handed another uploader, and let go of the first', async () => {
    const [first, second] = [new FakeUploader([STATES.uploading]), new FakeUploader([STATES.paused])];
    const controls = await fixture<HTMLElementTagNameMap['vod-upload-controls']>(
      html`<vod-upload-controls upload-id="one" .uploader=${first}></vod-upload-controls>`,
    );
    await button(controls, 'Pause');
    controls.uploader = second;
    await button(controls, 'Resume');
    expect([first.listeners, second.listeners]).to.deep.equal([0, 1]);
    controls.remove();
    expect(second.listeners).to.equal(0);
  });

  it('draw at once what has changed while they were out of the page', async () => {
    const uploader = new FakeUploader([STATES.uploading]);
    const status = await fixture<HTMLElement>(
      html`<vod-upload-status upload-id="one" .uploader=${uploader}></vod-upload-status>`,
    );
    const parent = status.parentElement!;
    status.remove();
    uploader.set(STATES.paused);
    parent.append(status);
    await waitUntil(() => textOf(status).startsWith('Paused'), 'it shows the past');
  });

  it('hold a thousand rows, and draw only the one that moves', async () => {
    const uploads = Array.from({ length: 1000 }, (_, i) => ({ ...STATES.queued, id: `n${i}`, name: `${i}.mp4` }));
    const uploader = new FakeUploader(uploads);
    const element = await fixture<VodUploaderElement>(
      html`<vod-uploader multiple .uploader=${uploader}></vod-uploader>`,
    );
    await waitUntil(() => within(element, 'vod-upload-item').length === 1000, 'not all are drawn');
    await nextFrame();
    const drawn: string[] = [];
    for (const status of within<HTMLElementTagNameMap['vod-upload-status']>(element, 'vod-upload-item')) {
      new MutationObserver(() => drawn.push(status.uploadId ?? '')).observe(status.shadowRoot!, {
        subtree: true,
        childList: true,
        attributes: true,
      });
    }
    uploader.change('n500', { phase: 'uploading', sent: 1 });
    await waitUntil(() => drawn.length > 0);
    await nextFrame();
    expect(new Set(drawn)).to.deep.equal(new Set(['n500']));
  });
});
