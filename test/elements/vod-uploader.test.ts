import { expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import { sendKeys } from '@web/test-runner-commands';
import { outside } from '../../src/elements/outside.js';
import { registerElements } from '../../src/elements/register.js';
import { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { Connection } from '../../src/elements/uploader-factory.js';
import type { UploadState } from '../../src/engine/state.js';
import { itUnless, playsNoMp4 } from '../support/able.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, buttonsOf, choose, drag, fileOf, focused, textOf, within } from '../support/seen.js';
import { MANY, readyWith, STATES, uploadAt } from '../support/upload-states.js';

let made: FakeUploader[] = [];
let madeWith: { connection: () => Connection }[] = [];
registerElements({
  createUploader: (options) => {
    const uploader = new FakeUploader();
    uploader.configure(options);
    made.push(uploader);
    madeWith.push(options);
    return uploader;
  },
});

const inputOf = (element: Element) => within<HTMLInputElement>(element, 'input[type=file]')[0]!;

/** Settled: every piece has drawn. */
async function drawn(element: VodUploaderElement): Promise<void> {
  await element.updateComplete;
  await nextFrame();
}

async function showing(...uploads: readonly UploadState[]) {
  const uploader = new FakeUploader(uploads);
  const element = await fixture<VodUploaderElement>(html`<vod-uploader .uploader=${uploader} multiple></vod-uploader>`);
  await drawn(element);
  return { element, uploader };
}

describe('<vod-uploader>', () => {
  beforeEach(() => {
    made = [];
    madeWith = [];
  });

  describe('to a person', () => {
    it('offers a place to drop and a button that begins with Choose', async () => {
      const element = await fixture<VodUploaderElement>(
        html`<vod-uploader endpoint="/api" max-file-size="2GB"></vod-uploader>`,
      );
      await drawn(element);
      expect(textOf(element)).to.contain('Drop a video here');
      expect(textOf(element)).to.contain('up to 2 GB');
      expect(buttonsOf(element)).to.deep.equal(['Choose video']);
      expect(within(element, 'input[type=file]')).to.have.length(1);
    });

    it('says name, phase, amount, speed and time left, and has buttons named after the file', async () => {
      const { element } = await showing(STATES.uploading);
      const text = textOf(element);
      for (const words of ['Uploading', '107 MB of 248 MB', '5.4 MB/s', 'about 30 seconds left', '43%'])
        expect(text).to.contain(words);
      expect(buttonsOf(element).slice(1)).to.deep.equal(['Pause Harbour at dawn.mp4', 'Cancel Harbour at dawn.mp4']);
      const [bar] = within(element, '[role=progressbar]');
      expect(bar!.ariaLabel).to.equal('Progress of Harbour at dawn.mp4');
      expect(bar!.ariaValueNow).to.equal('43');
    });

    const offered: [keyof typeof STATES, string[]][] = [
      ['manual', ['Start', 'Cancel']],
      ['queued', ['Pause', 'Cancel']],
      ['paused', ['Resume', 'Cancel']],
      ['waiting', ['Pause', 'Cancel']],
      ['signIn', ['Resume', 'Cancel']],
      ['permission', ['Continue', 'Cancel']],
      ['elsewhere', ['Remove']],
      ['failed', ['Retry', 'Remove']],
      ['unreadable', ['Remove']],
      ['processing', ['Remove']],
      ['ready', ['Remove']],
    ];
    for (const [state, actions] of offered) {
      it(`${state} offers ${actions.join(' and ')}, and pressing does it`, async () => {
        const { element, uploader } = await showing(STATES[state]);
        expect(buttonsOf(element).slice(1)).to.deep.equal(actions.map((action) => `${action} Harbour at dawn.mp4`));
        (await button(element, actions[0]!)).click();
        const methods: Record<string, string> = { Remove: 'removeUpload', Continue: 'start' };
        const method = methods[actions[0]!] ?? actions[0]!.toLowerCase();
        expect(uploader.calls).to.deep.equal([`${method} one`]);
      });
    }

    it('says what went wrong and what to do', async () => {
      const { element } = await showing(STATES.failed);
      expect(textOf(element)).to.contain('The connection was lost. Check it, then retry. Your progress is saved.');
    });

    itUnless(playsNoMp4)('plays what is ready', async () => {
      const { element } = await showing(readyWith('/test/media/clip.mp4'));
      const [video] = within<HTMLVideoElement>(element, 'video');
      expect(video!.src).to.match(/clip\.mp4$/);
      // The attribute: Firefox, which always plays inline, has no property for it
      expect(video!.controls && video!.hasAttribute('playsinline')).to.equal(true);
      await waitUntil(() => video!.readyState >= 1, 'the video has no metadata');
      expect(video!.videoWidth).to.equal(320);
    });

    it('sums up many, and pauses them all with one button', async () => {
      const { element, uploader } = await showing(...MANY);
      expect(textOf(element)).to.contain('2 of 6 uploaded, 1 failed');
      (await button(element, 'Pause all')).click();
      expect(uploader.calls).to.deep.equal(['pause']);
    });

    it('lists a file that was not taken with the reason, until it is dismissed', async () => {
      const { element } = await showing();
      element.addFiles([fileOf('nothing.mp4', 0)]);
      (await button(element, 'Dismiss nothing.mp4')).focus();
      expect(textOf(element)).to.contain('This file is empty.');
      (await button(element, 'Dismiss nothing.mp4')).click();
      await drawn(element);
      expect(textOf(element)).not.to.contain('nothing.mp4');
    });

    it('says its words in the page’s own where it has some', async () => {
      const element = await fixture<VodUploaderElement>(
        html`<vod-uploader .uploader=${new FakeUploader()} .text=${{ 'choose-video': 'Datei wählen' }}></vod-uploader>`,
      );
      await drawn(element);
      expect(buttonsOf(element)).to.deep.equal(['Datei wählen']);
    });

    it('hides the pause button where the page wants none', async () => {
      const uploader = new FakeUploader([STATES.uploading]);
      const element = await fixture<VodUploaderElement>(
        html`<vod-uploader no-pause .uploader=${uploader}></vod-uploader>`,
      );
      await drawn(element);
      expect(buttonsOf(element)).to.deep.equal(['Cancel Harbour at dawn.mp4']);
    });
  });

  describe('with a keyboard', () => {
    it('reaches every button with Tab and keeps the focus when one turns into another', async () => {
      const little = { sent: 1024 ** 2, confirmed: 0 };
      const { element, uploader } = await showing(uploadAt({ ...STATES.uploading, ...little }));
      const pause = await button(element, 'Pause');
      pause.focus();
      uploader.set(uploadAt({ ...STATES.paused, ...little }));
      await button(element, 'Resume');
      await drawn(element);
      expect(focused()?.getAttribute('aria-label')).to.equal('Resume Harbour at dawn.mp4');
      await sendKeys({ press: 'Tab' });
      expect(focused()?.getAttribute('aria-label')).to.equal('Cancel Harbour at dawn.mp4');
      await sendKeys({ press: 'Enter' });
      expect(uploader.calls).to.deep.equal(['cancel one']);
    });

    it('goes to the next row when a row is removed, and to the pick button after the last', async () => {
      const { element, uploader } = await showing(
        uploadAt({ ...STATES.ready, id: 'a', name: 'a.mp4' }),
        uploadAt({ ...STATES.ready, id: 'b', name: 'b.mp4' }),
      );
      (await button(element, 'Remove a.mp4')).focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => focused()?.getAttribute('aria-label') === 'Remove b.mp4', 'the focus is lost');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => focused()?.textContent.includes('Choose'), 'the focus is lost');
      expect(uploader.calls).to.deep.equal(['removeUpload a', 'removeUpload b']);
    });
  });

  describe('the focus, when there is no room for another file', () => {
    for (const layout of ['panel', 'compact', 'button']) {
      it(`goes from the button that has chosen one to what came instead, ${layout}`, async () => {
        const element = await fixture<VodUploaderElement>(
          html`<vod-uploader layout=${layout} .uploader=${new FakeUploader()}></vod-uploader>`,
        );
        (await button(element, 'Choose')).focus();
        element.addFiles([fileOf()]);
        const first = layout === 'button' ? 'clip.mp4' : 'Pause clip.mp4';
        const name = (): string | undefined => focused()?.getAttribute('aria-label') ?? focused()?.textContent.trim();
        await waitUntil(() => name()?.startsWith(first), 'the focus is lost');
      });
    }
  });

  describe('taking files', () => {
    it('takes them from its input, by drop, by paste and from the page', async () => {
      const { element, uploader } = await showing();
      choose(inputOf(element), fileOf('chosen.mp4'));
      drag(element, 'drop', fileOf('dropped.mp4'));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(fileOf('pasted.mp4'));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      // Firefox gives an event that a script makes an empty clipboard of its own
      if (paste.clipboardData !== clipboardData)
        Object.defineProperty(paste, 'clipboardData', { value: clipboardData });
      document.body.dispatchEvent(paste);
      element.addFiles([fileOf('added.mp4')]);
      expect(uploader.state.uploads.map(({ name }) => name)).to.deep.equal([
        'chosen.mp4',
        'dropped.mp4',
        'pasted.mp4',
        'added.mp4',
      ]);
      expect(inputOf(element).value).to.equal('');
    });

    it('opens the file chooser once, by its button and by a click anywhere on the zone', async () => {
      const { element } = await showing();
      let opened = 0;
      inputOf(element).addEventListener('click', (event) => {
        event.preventDefault();
        opened += 1;
      });
      (await button(element, 'Choose')).click();
      expect(opened).to.equal(1);
      within(element, '.title')[0]!.click();
      expect(opened).to.equal(2);
    });

    it('leaves a paste into a text field alone', async () => {
      const { uploader } = await showing();
      const field = await fixture<HTMLInputElement>(html`<input aria-label="Title" />`);
      const clipboardData = new DataTransfer();
      clipboardData.items.add(fileOf('pasted.mp4'));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      field.dispatchEvent(paste);
      expect(uploader.state.uploads).to.have.length(0);
      expect(paste.defaultPrevented).to.equal(false);
    });

    it('shows that a drag will be taken, and stops when it leaves', async () => {
      const { element } = await showing();
      drag(element, 'dragenter', fileOf());
      expect(drag(element, 'dragover', fileOf()).defaultPrevented).to.equal(true);
      await drawn(element);
      expect(textOf(element)).to.contain('Drop to add');
      drag(element, 'dragleave', fileOf());
      await drawn(element);
      expect(textOf(element)).not.to.contain('Drop to add');
    });

    it('takes none while it is disabled, by itself or by its fieldset', async () => {
      const uploader = new FakeUploader();
      const set = await fixture<HTMLFieldSetElement>(
        html`<fieldset disabled><vod-uploader .uploader=${uploader}></vod-uploader></fieldset>`,
      );
      const element = set.querySelector('vod-uploader')!;
      await drawn(element);
      expect((await button(element, 'Choose')).disabled).to.equal(true);
      drag(element, 'drop', fileOf());
      expect(uploader.state.uploads).to.have.length(0);
      set.disabled = false;
      await drawn(element);
      expect((await button(element, 'Choose')).disabled).to.equal(false);
    });

    it('asks the page about each file, and leaves out what it prevents', async () => {
      const { element, uploader } = await showing();
      element.addEventListener('file-add', (event) => {
        if (event.detail.file.name === 'no.mp4') event.preventDefault();
      });
      element.addFiles([fileOf('yes.mp4'), fileOf('no.mp4')]);
      expect(uploader.state.uploads.map(({ name }) => name)).to.deep.equal(['yes.mp4']);
    });

    it('tells the page which file was not taken and why', async () => {
      const { element } = await showing();
      setTimeout(() => element.addFiles([fileOf('nothing.mp4', 0)]));
      const { detail } = await oneEvent(element, 'file-reject');
      expect(detail.upload.name).to.equal('nothing.mp4');
      expect(detail.error.code).to.equal('file-empty');
    });

    it('replaces the one that is over when only one has room, but not for a file that is refused', async () => {
      const element = await fixture<VodUploaderElement>(html`<vod-uploader endpoint="/api"></vod-uploader>`);
      const [uploader] = made;
      uploader!.set(STATES.ready);
      element.addFiles([fileOf('empty.mp4', 0)]);
      expect(element.uploads.map(({ name }) => name)).to.deep.equal(['Harbour at dawn.mp4']);
      element.addFiles([fileOf('next.mp4')]);
      expect(element.uploads.map(({ name }) => name)).to.deep.equal(['next.mp4']);
      element.addFiles([fileOf('third.mp4')]);
      expect(element.uploads.map(({ name }) => name)).to.deep.equal(['next.mp4']);
    });

    it('takes one where one has room, however many were canceled before', async () => {
      const element = await fixture<VodUploaderElement>(html`<vod-uploader endpoint="/api"></vod-uploader>`);
      made[0]!.set(...['a', 'b'].map((id) => uploadAt({ phase: 'canceled', id })));
      const { added, rejected } = element.addFiles([fileOf('one.mp4'), fileOf('two.mp4'), fileOf('three.mp4')]);
      expect([added.length, rejected.length]).to.deep.equal([1, 2]);
    });
  });

  describe('its uploader', () => {
    it('is made from what was set before it was attached, or after', async () => {
      const before = document.createElement('vod-uploader');
      before.endpoint = '/api';
      before.multiple = true;
      before.maxFileSize = '1MB';
      document.body.append(before);
      const after = await fixture<VodUploaderElement>(html`<vod-uploader></vod-uploader>`);
      after.endpoint = '/api';
      after.multiple = true;
      after.maxFileSize = '1MB';
      await Promise.all([drawn(before), drawn(after)]);
      before.remove();
      const [first, last] = [madeWith[0]!, madeWith.at(-1)!];
      expect(first.connection().endpoint).to.equal('/api');
      expect(last.connection().endpoint).to.equal('/api');
      expect([made[0]!.settings.maxFileSize, made.at(-1)!.settings.maxFileSize]).to.deep.equal([1024 ** 2, 1024 ** 2]);
      expect([made[0]!.settings.maxFiles, made.at(-1)!.settings.maxFiles]).to.deep.equal([Infinity, Infinity]);
    });

    it('is asked for its connection at each request, so that an endpoint may come late and a token may change', async () => {
      const element = await fixture<VodUploaderElement>(html`<vod-uploader></vod-uploader>`);
      const { connection } = madeWith[0]!;
      element.headers = { authorization: 'one' };
      expect(connection().headers).to.deep.equal({ authorization: 'one' });
      element.headers = { authorization: 'two' };
      element.endpoint = '/late';
      await drawn(element);
      expect(connection()).to.deep.include({ headers: { authorization: 'two' }, endpoint: '/late' });
      expect(made).to.have.length(1);
    });

    it('pauses when the element stays away, and not when it is only moved', async () => {
      const element = await fixture<VodUploaderElement>(html`<vod-uploader endpoint="/api"></vod-uploader>`);
      const [uploader] = made;
      uploader!.set(STATES.uploading);
      const elsewhere = await fixture<HTMLElement>(html`<section></section>`);
      elsewhere.append(element);
      await waitUntil(() => element.isConnected);
      const asked = Date.now();
      await waitUntil(() => Date.now() - asked > 130);
      expect(uploader!.calls).not.to.include('pause');
      element.remove();
      await waitUntil(() => uploader!.calls.includes('pause'), 'it was not paused');
    });

    it('of the page’s own is not paused, and nobody is left listening to it', async () => {
      const { element, uploader } = await showing(...MANY);
      expect(uploader.listeners).to.be.greaterThan(0);
      element.remove();
      await waitUntil(() => uploader.listeners === 0, 'somebody still listens');
      expect(uploader.calls).to.deep.equal([]);
    });

    it('without one says so to whoever adds files', () => {
      const given = { ...outside };
      Object.assign(outside, { createUploader: undefined });
      try {
        expect(() => new VodUploaderElement().addFiles([fileOf()])).to.throw(TypeError, 'vod-uploader/define');
      } finally {
        Object.assign(outside, given);
      }
    });
  });

  it('takes children as its layout instead of its own', async () => {
    const element = await fixture<VodUploaderElement>(html`
      <vod-uploader .uploader=${new FakeUploader([STATES.uploading])}>
        <vod-upload-button>Pick one</vod-upload-button>
      </vod-uploader>
    `);
    await drawn(element);
    expect(within(element, 'vod-upload-drop, vod-upload-list')).to.have.length(0);
    expect(buttonsOf(element)).to.deep.equal(['Pick one']);
    element.replaceChildren();
    await button(element, 'Pause');
  });
});
