import { expect, fixture, html } from '@open-wc/testing';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { STATES, uploadAt } from '../support/upload-states.js';

registerElements({ createUploader: () => new FakeUploader() });

const at = (id: string, state: UploadState): UploadState => uploadAt({ ...state, id });
const leave = () => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
const comeBack = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

async function showing(...uploads: readonly UploadState[]) {
  const uploader = new FakeUploader(uploads);
  const element = await fixture<VodUploaderElement>(html`<vod-uploader .uploader=${uploader} multiple></vod-uploader>`);
  return { element, uploader };
}

describe('a page that is left and comes back', () => {
  it('ends what runs, and goes on with exactly that, once', async () => {
    const { uploader } = await showing(at('sending', STATES.uploading));
    comeBack();
    expect(uploader.calls).to.deep.equal([]);
    leave();
    expect(uploader.calls).to.deep.equal(['suspend']);
    comeBack();
    comeBack();
    expect(uploader.calls).to.deep.equal(['suspend', 'go on']);
  });

  it('does nothing for an element that is no longer in it', async () => {
    const { element, uploader } = await showing(at('sending', STATES.uploading));
    element.remove();
    leave();
    comeBack();
    expect(uploader.calls).to.deep.equal([]);
  });

  it('never has a handler in window.onbeforeunload', async () => {
    const own = () => undefined;
    window.onbeforeunload = own;
    await showing(at('sending', STATES.uploading));
    expect(window.onbeforeunload).to.equal(own);
    window.onbeforeunload = null;
  });
});
