import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import { registerElements } from '../../src/elements/register.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, focused } from '../support/seen.js';
import { STATES, uploadAt } from '../support/upload-states.js';

registerElements({ createUploader: () => new FakeUploader() });

const sealed = (id: string) => uploadAt({ ...STATES.processing, id, videoId: `video-${id}` });

async function inForm(...uploads: readonly UploadState[]) {
  const uploader = new FakeUploader(uploads);
  const form = await fixture<HTMLFormElement>(html`
    <form><vod-uploader name="video" required multiple .uploader=${uploader}></vod-uploader></form>
  `);
  const element = form.querySelector('vod-uploader')!;
  await element.updateComplete;
  const values = () => new FormData(form).getAll('video');
  return { form, element, uploader, values };
}

describe('<vod-uploader> in a form', () => {
  it('is missing while nothing is chosen', async () => {
    const { form, element, values } = await inForm();
    expect(form.checkValidity()).to.equal(false);
    expect(element.validity.valueMissing).to.equal(true);
    expect(element.validationMessage).to.equal('Choose a video.');
    expect(values()).to.deep.equal([]);
  });

  it('is a VideoId for each upload whose bytes are safe', async () => {
    const { form, element, uploader, values } = await inForm(sealed('a'));
    uploader.set(sealed('a'), sealed('b'));
    expect(element.value).to.equal('video-a,video-b');
    expect(values()).to.deep.equal(['video-a', 'video-b']);
    expect(form.checkValidity()).to.equal(true);
  });

  it('keeps the form back while bytes are under way, and while one has failed', async () => {
    const { form, element, uploader } = await inForm(sealed('a'), STATES.uploading);
    expect(form.checkValidity()).to.equal(false);
    expect(element.validationMessage).to.equal('Wait for the upload to finish.');
    uploader.set(sealed('a'), STATES.failed);
    expect(element.validationMessage).to.contain('Retry or remove');
    uploader.set(sealed('a'));
    await waitUntil(() => form.checkValidity(), 'it stays invalid');
  });

  it('says what a person can do about a pause, a start that is missing, and a session that has ended', async () => {
    const { element, uploader } = await inForm(STATES.paused);
    expect(element.validationMessage).to.equal('The upload is paused. Resume or cancel it.');
    uploader.set(STATES.manual);
    expect(element.validationMessage).to.contain('Start or cancel the upload');
    uploader.set(STATES.signIn);
    expect(element.validationMessage).to.contain('Sign in again');
  });

  it('is valid when it is optional and nothing was started', async () => {
    const { form, element } = await inForm();
    element.required = false;
    await element.updateComplete;
    expect(form.reportValidity()).to.equal(true);
  });

  for (const [name, state, pointed] of [
    ['runs', STATES.uploading, 'Pause'],
    ['is paused', STATES.paused, 'Resume'],
    ['has failed', STATES.failed, 'Retry'],
  ] as const) {
    it(`points at what can be seen while a single upload ${name}`, async () => {
      const uploader = new FakeUploader([state]);
      const form = await fixture<HTMLFormElement>(html`
        <form><vod-uploader name="video" max-files="1" .uploader=${uploader}></vod-uploader></form>
      `);
      await button(form.querySelector('vod-uploader')!, pointed);
      expect(form.reportValidity()).to.equal(false);
      expect(focused()?.getAttribute('aria-label')).to.match(new RegExp(`^${pointed}`));
    });
  }

  it('points at itself where a layout of the page’s own has no button', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form>
        <vod-uploader name="video" .uploader=${new FakeUploader([STATES.uploading])}>
          <vod-upload-progress></vod-upload-progress>
        </vod-uploader>
      </form>
    `);
    await nextFrame();
    form.reportValidity();
    expect(document.activeElement).to.equal(form.querySelector('vod-uploader'));
  });

  it('is where the browser points when it reports', async () => {
    const { form } = await inForm();
    form.reportValidity();
    expect(focused()?.textContent).to.contain('Choose');
  });

  it('tells of each change of its value once, after the success that made it', async () => {
    const { element, uploader } = await inForm(STATES.uploading);
    const told: string[] = [];
    for (const type of ['upload-success', 'input', 'change', 'upload-ready'] as const) {
      element.addEventListener(type, () => told.push(`${type} ${element.value}`));
    }
    uploader.set(uploadAt({ ...STATES.uploading, phase: 'uploaded', videoId: 'v' }));
    uploader.set(uploadAt({ ...STATES.uploading, phase: 'verified', videoId: 'v' }));
    uploader.set(uploadAt({ ...STATES.ready, videoId: 'v' }));
    await element.updateComplete;
    expect(told).to.deep.equal(['upload-success v', 'input v', 'change v', 'upload-ready v']);
    uploader.set();
    await waitUntil(() => told.length === 6, 'removing was not told');
    expect(told.slice(4)).to.deep.equal(['input ', 'change ']);
  });

  it('is emptied by a reset', async () => {
    const { form, uploader } = await inForm(sealed('a'));
    form.reset();
    expect(uploader.calls).to.deep.equal(['clear']);
  });

  it('is not asked for by a form when it has no name', async () => {
    const { form, element } = await inForm(sealed('a'));
    element.name = '';
    await element.updateComplete;
    expect([...new FormData(form)]).to.deep.equal([]);
  });

  it('shows its condition to style sheets', async () => {
    const { element, uploader } = await inForm();
    const matches = (state: string) => element.matches(`:state(${state})`);
    expect(['empty', 'busy', 'failed'].filter(matches)).to.deep.equal(['empty']);
    uploader.set(STATES.uploading, STATES.failed);
    await waitUntil(() => matches('busy'));
    expect(['empty', 'busy', 'failed'].filter(matches)).to.deep.equal(['busy', 'failed']);
  });
});
