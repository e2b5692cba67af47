import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { registerElements } from '../../src/elements/register.js';
import type { VodCoverPickerElement } from '../../src/elements/vod-cover-picker.js';
import type { VodMediaStatusElement } from '../../src/elements/vod-media-status.js';
import { selectImport } from '../../src/engine/import.js';
import type { UploadState } from '../../src/engine/state.js';
import { itUnless, playsNoMp4 } from '../support/able.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { playing, REPORTS } from '../support/media-reports.js';
import { film, picture } from '../support/odd-films.js';
import { button, choose, focused, textOf, within } from '../support/seen.js';
import { uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

const BROKEN = '/makes-no-uploader';
let followed = 0;
registerElements({
  createUploader: ({ scope }) => {
    if (scope?.startsWith(BROKEN)) throw new TypeError('there is none');
    return new FakeUploader();
  },
  followMedia: (_connection, _id, follower, { signal }) => {
    followed += 1;
    follower.saw(REPORTS.ready, 0);
    signal.addEventListener('abort', () => (followed -= 1));
  },
});

const field = (element: Element) => within<HTMLTextAreaElement>(element, 'textarea')[0]!;
const submit = (element: Element) => within<HTMLButtonElement>(element, '[type=submit]')[0]!;
const write = (element: Element, text: string, inputType: string) => {
  field(element).value = text;
  field(element).dispatchEvent(new InputEvent('input', { inputType, bubbles: true }));
};

/** Object URLs that were made and not let go of. */
async function urlsKeptBy(act: () => Promise<unknown>): Promise<number> {
  const { createObjectURL, revokeObjectURL } = URL;
  const kept = new Set<string>();
  URL.createObjectURL = (of) => {
    const url = createObjectURL.call(URL, of);
    kept.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    kept.delete(url);
    revokeObjectURL.call(URL, url);
  };
  try {
    await act();
  } finally {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
  }
  return kept.size;
}

describe('an element that is moved', () => {
  for (const [where, take] of [
    ['beside the list that it is for', (place: Element) => place.querySelector('vod-url-import')!],
    ['with the list around it', (place: Element) => place.querySelector('.inside')!],
  ] as const)
    it(`imports as before, ${where}`, async () => {
      const uploader = new FakeUploader();
      const place = await fixture<HTMLElement>(
        where.startsWith('beside')
          ? html`<div>
              <vod-uploader id="it" .uploader=${uploader}></vod-uploader><vod-url-import for="it"></vod-url-import>
            </div>`
          : html`<div>
              <vod-uploader class="inside" .uploader=${uploader}><vod-url-import></vod-url-import></vod-uploader>
            </div>`,
      );
      const element = place.querySelector('vod-url-import')!;
      await waitUntil(() => submit(element)?.disabled === false, 'it has no list');
      place.append(take(place));
      await nextFrame();
      await element.updateComplete;
      write(element, 'https://films.example/a.mp4', 'insertFromPaste');
      await waitUntil(() => textOf(submit(element)) !== '' && !submit(element).disabled, 'it lost its list');
      submit(element).click();
      await waitUntil(() => uploader.calls.length === 1, 'nothing was imported');
      expect(uploader.calls).to.deep.equal(['addUrls https://films.example/a.mp4']);
    });

  it('does not ask again and again where there is nothing to import with', async () => {
    const { reportError } = window;
    window.reportError = () => undefined;
    let asked = 0;
    const broken = document.createElement('vod-uploader');
    broken.id = 'broken';
    broken.setAttribute('endpoint', BROKEN);
    broken.addEventListener(
      'context-request',
      (event) => {
        if ((asked += 1) > 100) event.stopImmediatePropagation();
      },
      { capture: true },
    );
    document.body.append(broken);
    try {
      const element = await fixture(html`<vod-url-import for="broken"></vod-url-import>`);
      await waitUntil(() => field(element) !== undefined);
      await new Promise((resolve) => setTimeout(resolve));
      expect(submit(element).disabled).to.equal(true);
      expect(asked).to.be.at.most(20);
    } finally {
      window.reportError = reportError;
      broken.remove();
    }
  });
});

describe('an element that is not in the page', () => {
  it('opens no film, and keeps none', async () => {
    const picker = await fixture<VodCoverPickerElement>(html`<vod-cover-picker></vod-cover-picker>`);
    picker.remove();
    const file = await film();
    const kept = await urlsKeptBy(async () => {
      picker.file = file;
      await picker.updateComplete;
      await picker.updateComplete;
    });
    expect(kept).to.equal(0);
    document.body.append(picker);
    await waitUntil(() => within(picker, 'video').length === 1, 'it is not opened with its element');
    picker.remove();
  });

  it('keeps no picture either, nor one that was taken back', async () => {
    const kept = await urlsKeptBy(async () => {
      const picker = await fixture<VodCoverPickerElement>(html`<vod-cover-picker></vod-cover-picker>`);
      choose(within<HTMLInputElement>(picker, '[type=file]')[0]!, await picture(64, 36));
      await waitUntil(() => within(picker, '[part=preview]').length === 1);
      picker.clear();
      await waitUntil(() => within(picker, '[part=preview]').length === 0);
    });
    expect(kept).to.equal(0);
  });

  it('hears nothing of an uploader that it is given then, and all when it is back', async () => {
    const uploader = new FakeUploader();
    for (const tag of ['vod-url-import', 'vod-cover-picker', 'vod-upload-status', 'vod-upload-list'] as const) {
      const element = await fixture<HTMLElementTagNameMap[typeof tag]>(document.createElement(tag));
      await element.updateComplete;
      const { parentElement } = element;
      element.remove();
      element.uploader = uploader;
      await element.updateComplete;
      expect(uploader.listeners, tag).to.equal(0);
      parentElement!.append(element);
      await waitUntil(() => uploader.listeners > 0, `${tag} does not listen`);
      element.remove();
      await waitUntil(() => uploader.listeners === 0, `${tag} still listens`);
    }
  });

  it('and a report that is taken back is looked for again', async () => {
    const report = REPORTS.ready;
    const element = await fixture<VodMediaStatusElement>(
      html`<vod-media-status media-id=${report.id}></vod-media-status>`,
    );
    expect(followed).to.equal(1);
    element.report = report;
    element.card = true;
    await element.updateComplete;
    expect(followed).to.equal(0);
    element.report = undefined;
    await element.updateComplete;
    expect(followed).to.equal(1);
  });
});

describe('a media that becomes another one', () => {
  const titled = (id: string) => ({ ...playing('/test/media/clip.mp4'), id });
  itUnless(playsNoMp4)('does not play the film of the one before', async () => {
    const element = await fixture<VodMediaStatusElement>(
      html`<vod-media-status .report=${titled('one')}></vod-media-status>`,
    );
    (await button(element, 'Play')).click();
    await waitUntil(() => within(element, 'video').length === 1);
    element.report = titled('one');
    await element.updateComplete;
    expect(within(element, 'video')).to.have.length(1);
    element.report = titled('two');
    await element.updateComplete;
    expect(within(element, 'video')).to.deep.equal([]);
  });
});

describe('the keyboard', () => {
  const imported = (change: object) =>
    Object.freeze({
      ...selectImport({ id: 'two', name: 'Harbour.mp4', importing: { jobId: 'job-1' } }),
      ...change,
    }) as UploadState;

  it('stays in a row that becomes the media that it is, and in one that is imported again', async () => {
    const uploader = new FakeUploader([imported({ phase: 'processing' })]);
    const row = await fixture(html`<vod-upload-item .uploader=${uploader} upload-id="two"></vod-upload-item>`);
    (await button(row, 'Remove')).focus();
    uploader.change('two', { phase: 'ready', playable: true, report: REPORTS.ready });
    await waitUntil(() => within(row, 'vod-media-status').length === 1, 'it is no media');
    await waitUntil(() => focused()?.getAttribute('aria-label')?.startsWith('Remove') === true, 'the focus is lost');
    uploader.set(imported({ phase: 'processing' }));
    await waitUntil(() => within(row, 'vod-media-status').length === 0, 'it is a media still');
    await waitUntil(() => focused()?.getAttribute('data-action') !== null, 'the focus is lost');
    expect(focused()?.getAttribute('aria-label')).to.match(/^(Remove|Cancel)/);
  });

  it('stays in the form that somebody writes into when another file comes', async () => {
    const uploader = new FakeUploader([uploadAt({ id: 'one', phase: 'validated' })]);
    const element = await fixture(html`<vod-uploader details .uploader=${uploader}></vod-uploader>`);
    const title = () => within<HTMLInputElement>(element, 'input#title')[0];
    await waitUntil(title, 'there is no form');
    title()!.focus();
    uploader.set(...uploader.state.uploads, uploadAt({ id: 'two', phase: 'validated' }));
    await waitUntil(() => within(element, 'vod-upload-details').length === 2, 'there is no second form');
    await nextFrame();
    expect(focused()?.id).to.equal('title');
  });

  it('goes on in the text field when the title goes with its address', async () => {
    const uploader = new FakeUploader();
    const element = await fixture(html`<vod-url-import .uploader=${uploader}></vod-url-import>`);
    await waitUntil(() => submit(element)?.disabled === false);
    write(element, 'https://films.example/a.mp4', 'insertFromPaste');
    await waitUntil(() => within(element, 'input#title').length === 1);
    within<HTMLInputElement>(element, 'input#title')[0]!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => within(element, 'input#title').length === 0);
    await waitUntil(() => focused() === field(element), 'the focus is lost');
  });

  it('is not told of faults while it takes back letters', async () => {
    const element = await fixture(html`<vod-url-import .uploader=${new FakeUploader()}></vod-url-import>`);
    await waitUntil(() => submit(element)?.disabled === false);
    for (const inputType of ['insertCompositionText', 'deleteContentBackward']) {
      write(element, 'https://films.example/a.m', inputType);
      await new Promise((resolve) => setTimeout(resolve));
      expect(within(element, '[part=problem]'), inputType).to.deep.equal([]);
    }
  });
});
