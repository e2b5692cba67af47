/* eslint no-console: off -- the console is what is tested here */
import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import { sendKeys } from '@web/test-runner-commands';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { UploadError } from '../../src/engine/error.js';
import type { UploadState } from '../../src/engine/state.js';
import { itUnless, playsNoMp4 } from '../support/able.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, buttonsOf, drag, fileOf, focused, textOf, within } from '../support/seen.js';
import { readyWith, STATES, uploadAt } from '../support/upload-states.js';

registerElements({ createUploader: () => new FakeUploader() });

async function showing(...uploads: readonly UploadState[]) {
  const uploader = new FakeUploader(uploads);
  const element = await fixture<VodUploaderElement>(html`<vod-uploader .uploader=${uploader} multiple></vod-uploader>`);
  await element.updateComplete;
  await nextFrame();
  return { element, uploader };
}

/** What is written to the console meanwhile. */
async function errorsWhile(act: () => Promise<unknown>): Promise<string[]> {
  const original = console.error;
  const lines: string[] = [];
  console.error = (line: unknown) => void lines.push(String(line));
  try {
    await act();
  } finally {
    console.error = original;
  }
  return lines;
}

describe('an attribute that makes no sense', () => {
  it('does not cost the page its element', async () => {
    let element!: VodUploaderElement;
    const lines = await errorsWhile(async () => {
      element = await fixture(html`
        <vod-uploader
          endpoint="/api"
          max-file-size="lots"
          max-files="abc"
          store="alioss"
          part-size="1KB"
        ></vod-uploader>
      `);
      await button(element, 'Choose video');
    });
    expect(textOf(element)).to.contain('Drop a video here');
    expect(lines).to.have.length(4);
    expect(lines.join()).to.contain('max-file-size="lots"').and.to.contain('store="alioss"');
  });
});

describe('the console', () => {
  const failedWith = (error: UploadError) => uploadAt({ ...STATES.failed, error });

  it('has the diagnosis of what only the page’s developer can mend, once for each upload', async () => {
    const { uploader } = await showing(STATES.uploading);
    const error = new UploadError('storage-misconfigured', 'UploadPart 1: the bucket has no CORS rule');
    const lines = await errorsWhile(async () => {
      uploader.set(failedWith(error));
      uploader.set(STATES.uploading);
      uploader.set(failedWith(error));
      await nextFrame();
    });
    expect(lines).to.deep.equal(['vod-uploader: UploadPart 1: the bucket has no CORS rule']);
  });

  it('has, once, what may be wrong with a bucket that does not answer', async () => {
    const { uploader, element } = await showing(STATES.uploading);
    const unreachable = (id: string) => uploadAt({ id, phase: 'waiting', reason: 'unreachable', from: 'uploading' });
    const lines = await errorsWhile(async () => {
      uploader.set(unreachable('a'), unreachable('b'));
      uploader.set(STATES.uploading);
      uploader.set(unreachable('a'));
      await waitUntil(() => textOf(element).includes('contact the site owner'));
    });
    expect(textOf(element)).not.to.contain('CORS');
    expect(lines.join()).to.contain('CORS');
    expect(lines).to.have.length(1);
  });

  it('is silent about what a person can mend', async () => {
    const { uploader } = await showing(STATES.uploading);
    const lines = await errorsWhile(async () => {
      uploader.set(STATES.failed);
      await nextFrame();
    });
    expect(lines).to.deep.equal([]);
  });
});

describe('a file dropped beside the element', () => {
  it('does not make the browser leave the page, as long as the element is there', async () => {
    const { element, uploader } = await showing();
    expect(drag(document.body, 'dragover', fileOf()).defaultPrevented).to.equal(true);
    expect(drag(document.body, 'drop', fileOf()).defaultPrevented).to.equal(true);
    expect(uploader.state.uploads).to.have.length(0);
    element.remove();
    expect(drag(document.body, 'drop', fileOf()).defaultPrevented).to.equal(false);
  });

  it('is left to whoever takes it, and to the browser’s own file inputs', async () => {
    await showing();
    const other = await fixture<HTMLElement>(html`<div></div>`);
    let effect = '';
    other.addEventListener('dragover', (event) => {
      event.preventDefault();
      effect = event.dataTransfer?.dropEffect ?? '';
    });
    const over = drag(other, 'dragover', fileOf());
    expect(over.dataTransfer?.dropEffect).to.equal(effect);
    const input = await fixture<HTMLInputElement>(html`<input type="file" aria-label="Other" />`);
    expect(drag(input, 'drop', fileOf()).defaultPrevented).to.equal(false);
  });

  it('is the page’s affair where the element takes no drops', async () => {
    const { element } = await showing();
    element.noDrop = true;
    await element.updateComplete;
    expect(drag(document.body, 'drop', fileOf()).defaultPrevented).to.equal(false);
  });
});

describe('canceling what has sent much', () => {
  it('asks first, and Keep goes on where one was', async () => {
    const { element, uploader } = await showing(STATES.uploading);
    (await button(element, 'Cancel Harbour')).focus();
    await sendKeys({ press: 'Enter' });
    const keep = await button(element, 'Keep Harbour');
    expect(textOf(element)).to.contain('Cancel upload?');
    await waitUntil(() => focused() === keep, 'the safe answer has not the focus');
    await sendKeys({ press: 'Enter' });
    const cancel = await button(element, 'Cancel Harbour');
    await waitUntil(() => focused() === cancel, 'the focus is lost');
    expect(uploader.calls).to.deep.equal([]);
  });

  it('takes Escape for Keep, without shutting a dialog around', async () => {
    const { element, uploader } = await showing(STATES.paused);
    let heard = 0;
    element.addEventListener('keydown', () => heard++);
    (await button(element, 'Cancel Harbour')).click();
    (await button(element, 'Keep')).focus();
    await sendKeys({ press: 'Escape' });
    await button(element, 'Resume');
    expect(uploader.calls).to.deep.equal([]);
    expect(heard).to.equal(0);
  });

  it('cancels when it is said again', async () => {
    const { element, uploader } = await showing(STATES.uploading);
    (await button(element, 'Cancel Harbour')).click();
    (await button(element, 'Cancel upload')).click();
    expect(uploader.calls).to.deep.equal(['cancel one']);
  });

  it('has no more to ask when the upload is done meanwhile', async () => {
    const { element, uploader } = await showing(STATES.uploading);
    (await button(element, 'Cancel Harbour')).click();
    await button(element, 'Keep');
    uploader.set(STATES.processing);
    await button(element, 'Remove Harbour');
    expect(textOf(element)).not.to.contain('Cancel upload?');
  });

  it('is one click while little was sent, and a script is never asked', async () => {
    const { element, uploader } = await showing(STATES.queued);
    (await button(element, 'Cancel Harbour')).click();
    uploader.set(STATES.uploading);
    element.cancel('one');
    expect(uploader.calls).to.deep.equal(['cancel one', 'cancel one']);
  });
});

describe('several files', () => {
  const clip = (id: string) => uploadAt({ ...readyWith('/test/media/clip.mp4'), id, name: `${id}.mp4` });

  itUnless(playsNoMp4)('are one row each when they are ready; a player opens when it is asked for', async () => {
    const { element } = await showing(clip('a'), clip('b'));
    const play = await button(element, 'Play b.mp4');
    expect(within(element, 'video')).to.have.length(0);
    play.click();
    await waitUntil(() => within(element, 'video').length === 1, 'no player');
    expect(play.ariaExpanded).to.equal('true');
    play.click();
    await waitUntil(() => within(element, 'video').length === 0, 'it does not shut');
  });

  it('that were refused have a heading, and go with one click', async () => {
    const { element } = await showing();
    element.addFiles([fileOf('one.mp4', 0), fileOf('two.mp4', 0)]);
    const all = await button(element, 'Dismiss all');
    expect(textOf(element)).to.contain('2 files were not added');
    expect(buttonsOf(element)).to.include('Dismiss two.mp4');
    all.click();
    await waitUntil(() => within(element, '.rejection').length === 0);
    await waitUntil(() => focused() !== null);
  });

  it('show of a file that has arrived no bar that looks like an upload at 100 %', async () => {
    const { element } = await showing(
      uploadAt({ ...STATES.processing, phase: 'waiting', reason: 'backend', from: 'processing' }),
    );
    expect(textOf(element)).to.contain('Uploaded waiting for the server');
    expect(textOf(element)).not.to.contain('%');
    expect(within(element, '[role=progressbar]')).to.have.length(0);
  });
});
