import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { VodUrlImportElement } from '../../src/elements/vod-url-import.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, buttonsOf, focused, textOf, within } from '../support/seen.js';
import { IMPORTS } from '../support/import-states.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld } from '../support/world.js';

/** A film that the emulator can fetch: the test server has it. */
const film = (n: number | string) => `${location.origin}/test/media/clip.mp4?n=${n}&Signature=secret`;

async function show(attributes: Partial<VodUrlImportElement> = {}): Promise<VodUrlImportElement> {
  const element = await fixture<VodUrlImportElement>(html`<vod-url-import></vod-url-import>`);
  await customElements.whenDefined('vod-url-import');
  Object.assign(element, attributes);
  await element.updateComplete;
  return element;
}

const field = (element: Element) => within<HTMLTextAreaElement>(element, 'textarea')[0]!;
const lines = (element: Element) =>
  within(element, '[part=problem]').map((line) => line.textContent.replace(/\s+/g, ' ').trim());
const submit = (element: Element) => within<HTMLButtonElement>(element, '[type=submit]')[0]!;
const name = (element: Element) => submit(element).textContent.trim();

/** As a person who types: each key is an input. */
function type(element: Element, text: string): void {
  field(element).value = text;
  field(element).dispatchEvent(new InputEvent('input', { inputType: 'insertText', bubbles: true, composed: true }));
}

function paste(element: Element, text: string): void {
  field(element).value = text;
  field(element).dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
}

function heard(target: EventTarget, event: string): string[] {
  const names: string[] = [];
  target.addEventListener(event, (told) => {
    const { upload } = (told as HTMLElementEventMap['file-reject']).detail;
    names.push(`${upload.name} ${upload.error?.code ?? ''}`.trim());
  });
  return names;
}

describe('<vod-url-import>', () => {
  it('is brought by its tag, and says how many it would import', async () => {
    const element = await show();
    expect(name(element)).to.equal('Import');
    type(element, `${film(1)}\n${film(2)}`);
    await waitUntil(() => name(element) === 'Import 2 files');
    type(element, film(1));
    await waitUntil(() => name(element) === 'Import 1 file');
  });

  it('looks at what was typed after a pause, and at once when the field is left', async () => {
    const element = await show();
    field(element).focus();
    type(element, 'ftp://films.example/a.mp4');
    expect(lines(element)).to.deep.equal([]);
    await waitUntil(() => lines(element).length === 1, 'it was not looked at after a pause');
    expect(lines(element)[0]).to.match(/^Line 1 a\.mp4 Only addresses that start with https/);
    expect(field(element).getAttribute('aria-invalid')).to.equal('true');

    type(element, 'https://films.example/watch');
    field(element).blur();
    await waitUntil(() => lines(element)[0]?.includes('no file extension such as .mp4'));
    type(element, 'https://films.example/watch.mp4');
    await waitUntil(() => lines(element).length === 0, 'what was mended is still wrong');
    expect(field(element).getAttribute('aria-invalid')).to.equal('false');
  });

  it('leads to the line', async () => {
    const element = await show();
    paste(element, `${film(1)}\nnothing\n${film(1)}`);
    (await button(element, 'Go to line 2')).click();
    const { selectionStart, selectionEnd, value } = field(element);
    expect(value.slice(selectionStart, selectionEnd)).to.equal('nothing');
    expect(focused()).to.equal(field(element));
    expect(lines(element)[1]).to.match(/^Line 3 clip\.mp4 This is the same address as on line 1/);
  });

  it('asks for the title of a single one, and says what is wrong with that', async () => {
    const element = await show();
    const title = () => within<HTMLInputElement>(element, 'input#title')[0];
    paste(element, `${film(1)}\n${film(2)}`);
    await nextFrame();
    expect(title()).to.equal(undefined);
    paste(element, film(1));
    await waitUntil(title);
    title()!.value = 'x'.repeat(129);
    title()!.dispatchEvent(new InputEvent('input'));
    title()!.dispatchEvent(new FocusEvent('blur'));
    await waitUntil(() => title()!.getAttribute('aria-invalid') === 'true');
    expect(lines(element)[0]).to.contain('The title has 129 characters; the limit is 128');
  });

  it('takes what is right by a key, keeps what is not, and tells the page of that', async () => {
    const world = createWorld();
    const element = await show({ endpoint: world.endpoint });
    const [refused, ready] = [heard(element, 'file-reject'), heard(element, 'upload-ready')];
    const [arrived, created] = [heard(element, 'upload-success'), heard(element, 'upload-created')];
    field(element).focus();
    paste(element, `nothing?Signature=secret\n${film(1)}`);
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    await waitUntil(() => element.uploads.length === 1);
    expect(refused).to.deep.equal(['nothing url-invalid']);
    await waitUntil(() => field(element).value === 'nothing?Signature=secret');
    await waitUntil(() => textOf(element).includes('1 import was added. 1 address cannot be imported'));
    expect(element.matches(':state(busy)')).to.equal(true);
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'it is not imported');
    expect([created, arrived, ready]).to.deep.equal([['clip.mp4'], ['clip.mp4'], ['clip.mp4']]);
    expect(element.matches(':state(busy)')).to.equal(false);
    expect((await world.videos()).map(({ title }) => title)).to.deep.equal(['clip']);
    expect(textOf(element)).not.to.contain('secret');
  });

  it('tells VOD what the page and the person say', async () => {
    const world = createWorld();
    const element = await show({
      endpoint: world.endpoint,
      fileExtension: 'mp4',
      metadata: (url: string) => ({ tags: [new URL(url).searchParams.get('n')!] }),
    });
    paste(element, film('tag').replace('clip.mp4', 'clip.mp4/'));
    const title = await new Promise<HTMLInputElement>((resolve) =>
      setTimeout(() => resolve(within<HTMLInputElement>(element, 'input#title')[0]!)),
    );
    title.value = 'A night at the harbour';
    title.dispatchEvent(new InputEvent('input'));
    submit(element).click();
    await waitUntil(() => element.uploads.length === 1);
    await waitUntil(() => element.uploads[0]!.title === 'A night at the harbour');
    await waitUntil(() => field(element).value === '');
  });

  it('says so when there is nothing to import, and when there is no more room', async () => {
    const element = await show({ maxFiles: 1, backend: { createUploadVideo: () => new Promise(() => {}) } });
    submit(element).click();
    await waitUntil(() => textOf(element).includes('Paste the address of a video first.'));
    paste(element, `${film(1)}\n${film(2)}`);
    await waitUntil(() => lines(element)[0]?.includes('The list has room for 1'));
    expect(name(element)).to.equal('Import 1 file');
    submit(element).click();
    await waitUntil(() => element.uploads.length === 1);
    element.clear();
    expect([element.uploads, field(element).value]).to.deep.equal([[], film(2)]);
    await element.updateComplete;
    expect(field(element).value).to.equal('');
  });

  it('takes nothing while it is disabled', async () => {
    const element = await show({ disabled: true });
    await element.updateComplete;
    expect([field(element).disabled, submit(element).disabled]).to.deep.equal([true, true]);
    expect(element.matches(':state(disabled)')).to.equal(true);
  });

  it('shows what a page’s own call could not add in the list', async () => {
    const element = await show({ endpoint: '/nowhere' });
    const refused = heard(element, 'file-reject');
    const { added, rejected } = await element.addUrls(['nothing']);
    expect([added.length, rejected.length]).to.deep.equal([0, 1]);
    expect(refused).to.deep.equal(['nothing url-invalid']);
    await waitUntil(() => within(element, '.rejection').length === 1);
  });

  it('pauses with the page’s list when it is taken out, and looks no more', async () => {
    const world = createWorld();
    await world.settings({ importPendingMs: 600_000 });
    const element = await show({ endpoint: world.endpoint });
    await element.addUrls([film(1)]);
    await waitUntil(() => element.uploads[0]?.importing?.status === 'pending');
    const parent = element.parentElement!;
    const { length } = await world.log();
    element.remove();
    const since = performance.now();
    await waitUntil(() => performance.now() - since > 2_500);
    expect((await world.log()).length - length).to.be.at.most(1);
    await world.settings({ importPendingMs: 0 });
    parent.append(element);
    await waitUntil(async () => (await world.log()).length > length + 1, 'it is not looked at again');
  });
});

describe('the list of another', () => {
  it('takes the imports: by for, also one that comes later, and of one around', async () => {
    const place = await fixture<HTMLElement>(html`<div><vod-url-import for="list"></vod-url-import></div>`);
    const element = place.querySelector('vod-url-import')!;
    await waitUntil(() => field(element) !== undefined);
    expect(submit(element).disabled).to.equal(true);
    const uploader = new FakeUploader();
    const other = Object.assign(document.createElement('vod-uploader'), { id: 'list', uploader });
    place.append(other);
    await waitUntil(() => !submit(element).disabled, 'it was not found');
    paste(element, film(1));
    submit(element).click();
    await waitUntil(() => uploader.calls.length === 1);
    expect(uploader.calls).to.deep.equal([`addUrls ${film(1)}`]);
    expect(within(element, 'vod-upload-list')).to.deep.equal([]);

    const inner = await fixture<VodUploaderElement>(
      html`<vod-uploader .uploader=${uploader}><vod-url-import></vod-url-import></vod-uploader>`,
    );
    const piece = inner.querySelector('vod-url-import')!;
    await waitUntil(() => !submit(piece).disabled);
    expect(within(piece, 'vod-upload-list')).to.deep.equal([]);
  });

  it('hears of addresses that it does not take', async () => {
    const element = await fixture<VodUploaderElement>(html`<vod-uploader endpoint="/nowhere"></vod-uploader>`);
    const refused = heard(element, 'file-reject');
    await element.addUrls(['https://films.example/a.txt?Signature=secret']);
    expect(refused).to.deep.equal(['a.txt file-type']);
  });
});

describe('everybody can use it', () => {
  for (const scheme of ['light', 'dark']) {
    it(`axe finds nothing, ${scheme}`, async () => {
      const page = await fixture<HTMLElement>(
        html`<main style="color-scheme: ${scheme}; background: Canvas; padding: 16px">
          <vod-url-import .uploader=${new FakeUploader(IMPORTS)}></vod-url-import>
        </main>`,
      );
      const element = page.querySelector('vod-url-import')!;
      await waitUntil(() => within(element, 'vod-upload-item').length === IMPORTS.length);
      await expect(page).to.be.accessible();
      element.uploader = undefined!;
      await element.updateComplete;
      paste(element, `nothing\n${film(1)}\nftp://a/b.mp4`);
      await waitUntil(() => lines(element).length === 2);
      await expect(page).to.be.accessible();
      paste(element, 'x.mp4');
      await waitUntil(() => lines(element).length === 1);
      await expect(page).to.be.accessible();
    });
  }

  it('fits into 320 px, with targets of 24 px and more', async () => {
    const place = await fixture<HTMLElement>(html`<div style="inline-size: 320px"></div>`);
    const element = document.createElement('vod-url-import');
    element.uploader = new FakeUploader(IMPORTS);
    place.append(element);
    await waitUntil(() => within(element, 'vod-upload-item').length === IMPORTS.length);
    element.uploader = undefined!;
    await element.updateComplete;
    paste(element, `nothing-${'very-'.repeat(30)}long\n${film('x'.repeat(300))}`);
    await waitUntil(() => lines(element).length === 1);
    expect(place.scrollWidth).to.be.at.most(320);
    for (const each of within(element, 'button')) {
      const { width, height } = each.getBoundingClientRect();
      expect(Math.min(width, height), each.textContent).to.be.at.least(24);
    }
    expect(buttonsOf(element)).to.include('Go to line 1');
  });

  it('keeps the focus when the last row is gone', async () => {
    const uploader = new FakeUploader([IMPORTS[0]!]);
    const element = await show({ uploader });
    (await button(element, 'Cancel')).focus();
    uploader.set();
    await waitUntil(() => focused() === field(element));
  });
});
