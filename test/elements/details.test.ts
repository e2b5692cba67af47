import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Category } from '../../src/elements/category.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { UploadError } from '../../src/engine/error.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, buttonsOf, focused, textOf, within } from '../support/seen.js';
import { STATES, uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

let madeWith: { manual?: boolean }[] = [];
registerElements({
  createUploader: (options) => {
    madeWith.push(options);
    return new FakeUploader();
  },
});

const waiting = uploadAt({ phase: 'validated', title: 'Harbour at dawn' });
const CATEGORIES: readonly Category[] = [
  { id: 1, name: 'Films', children: [{ id: 11, name: 'Short films' }] },
  { id: 2, name: 'Lectures' },
];

async function showing(uploads: readonly UploadState[], categories?: readonly Category[]) {
  const uploader = new FakeUploader(uploads);
  const element = await fixture<VodUploaderElement>(
    html`<vod-uploader details multiple .categories=${categories} .uploader=${uploader}></vod-uploader>`,
  );
  await waitUntil(() => uploads.length === 0 || within(element, 'vod-upload-details').length > 0);
  await nextFrame();
  return { element, uploader };
}

const field = <T extends HTMLElement = HTMLInputElement>(element: Element, id: string): T =>
  within<T>(element, `#${id}`)[0]!;
const said = (uploader: FakeUploader) => uploader.state.uploads[0]?.described?.person;
const faultAt = (element: Element, id: string): string => field(element, `${id}-fault`).textContent?.trim() ?? '';

async function write(element: Element, id: string, text: string): Promise<void> {
  const control = field(element, id);
  control.focus();
  control.value = text;
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await nextFrame();
}

describe('the form in a row', () => {
  beforeEach(() => (madeWith = []));

  it('is there before the upload starts, and only where the page wants it', async () => {
    const { element } = await showing([waiting]);
    expect(field(element, 'title').value).to.equal('Harbour at dawn');
    element.details = false;
    await waitUntil(() => within(element, 'vod-upload-details').length === 0);
  });

  for (const state of ['queued', 'uploading', 'processing', 'ready', 'unreadable'] as const) {
    it(`is gone when the upload is ${state}`, async () => {
      const { element, uploader } = await showing([waiting]);
      uploader.set(STATES[state]);
      await waitUntil(() => within(element, 'vod-upload-details').length === 0);
    });
  }

  it('makes files wait for their Start button', async () => {
    const element = await fixture<VodUploaderElement>(html`<vod-uploader details endpoint="/api"></vod-uploader>`);
    await element.updateComplete;
    expect(madeWith.at(-1)).to.include({ manual: true });
  });

  it('shows what the page says, and the person’s words over it', async () => {
    const page = { title: 'The page’s', description: 'About', tags: ['sea', 'dawn'], cateId: 11 };
    const described = { page, person: { title: 'Mine' } };
    const { element } = await showing([{ ...waiting, described }], CATEGORIES);
    expect(field(element, 'title').value).to.equal('Mine');
    expect(field(element, 'description').value).to.equal('About');
    expect(field<HTMLSelectElement>(element, 'cateId').value).to.equal('11');
    expect(within(element, '.tags li').map((tag) => tag.textContent?.trim())).to.deep.equal(['sea', 'dawn']);
  });

  it('tells the uploader as one types', async () => {
    const { element, uploader } = await showing([waiting], CATEGORIES);
    await write(element, 'title', 'Dawn');
    await write(element, 'description', 'Grey\nand cold');
    const select = field<HTMLSelectElement>(element, 'cateId');
    expect([...select.options].map(({ text }) => text.trim())).to.deep.equal([
      'None',
      'Films',
      'Short films',
      'Lectures',
    ]);
    select.value = '11';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(said(uploader)).to.deep.equal({ title: 'Dawn', description: 'Grey\nand cold', cateId: 11 });
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(said(uploader)).to.have.property('cateId', undefined);
  });

  it('asks for no category where the page lists none', async () => {
    const { element } = await showing([waiting]);
    expect(within(element, 'select')).to.have.length(0);
  });

  it('keeps what was written when it is drawn again, elsewhere too', async () => {
    const { element, uploader } = await showing([waiting]);
    await write(element, 'title', 'Written');
    element.remove();
    const other = await fixture<VodUploaderElement>(html`<vod-uploader details .uploader=${uploader}></vod-uploader>`);
    await waitUntil(() => within(other, '#title').length === 1);
    expect(field(other, 'title').value).to.equal('Written');
  });

  it('shows again what VOD was told, where that has just happened', async () => {
    const { element, uploader } = await showing([waiting]);
    uploader.describe = () => {
      throw new TypeError('VOD was told already');
    };
    await write(element, 'title', 'Too late');
    await waitUntil(() => field(element, 'title').value === 'Harbour at dawn');
  });

  it('makes tags of what commas, Enter and leaving end, and takes them out again', async () => {
    const { element, uploader } = await showing([waiting]);
    const tags = (): readonly string[] => said(uploader)?.tags ?? [];
    field(element, 'tags').focus();
    await sendKeys({ type: 'sea, dawn' });
    expect(tags()).to.deep.equal(['sea', 'dawn']);
    expect(within(element, '.tags li')).to.have.length(1);
    await sendKeys({ press: 'Enter' });
    expect(within(element, '.tags li')).to.have.length(2);
    await sendKeys({ type: 'sea,' });
    expect(tags()).to.deep.equal(['sea', 'dawn']);
    await sendKeys({ press: 'Backspace' });
    expect(field(element, 'tags').value).to.equal('dawn');
    await sendKeys({ type: 's' });
    expect(tags()).to.deep.equal(['sea', 'dawns']);
    field(element, 'title').focus();
    await nextFrame();
    expect(field(element, 'tags').value).to.equal('');
    (await button(element, 'Remove tag sea')).click();
    await nextFrame();
    expect(tags()).to.deep.equal(['dawns']);
    expect(focused()).to.equal(field(element, 'tags'));
  });

  it('knows the commas of other scripts', async () => {
    const { element, uploader } = await showing([waiting]);
    await write(element, 'tags', '海，山、川،بحر,');
    expect(said(uploader)?.tags).to.deep.equal(['海', '山', '川', 'بحر']);
  });

  it('breaks lines between Korean words, not inside them', async () => {
    const { element } = await showing([waiting]);
    const breaks = () => ['#tags-hint', '.line'].map((each) => getComputedStyle(within(element, each)[0]!).wordBreak);
    expect(breaks()).to.deep.equal(['normal', 'normal']);
    element.lang = 'ko';
    await waitUntil(() => field(element, 'tags-hint').textContent?.includes('쉼표') === true);
    expect(breaks()).to.deep.equal(['keep-all', 'keep-all']);
  });

  it('is shut where there are several rows, and says what is in it', async () => {
    const described = { person: { title: 'One', tags: ['sea'] } };
    const { element } = await showing([{ ...waiting, described }, uploadAt({ ...waiting, id: 'two' })]);
    expect(within(element, '#title')).to.have.length(0);
    expect(textOf(element)).to.contain('One · sea');
    const [toggle] = within(element, '.toggle');
    expect(toggle!.getAttribute('aria-expanded')).to.equal('false');
    toggle!.click();
    await waitUntil(() => within(element, '#title').length === 1);
    expect(toggle!.getAttribute('aria-expanded')).to.equal('true');
  });
});

describe('what is wrong in it', () => {
  it('is counted and said at the field, as one types', async () => {
    const { element } = await showing([waiting]);
    await write(element, 'title', 'x'.repeat(128));
    expect(field(element, 'title-count').textContent).to.contain('128 of 128');
    expect(field(element, 'title').getAttribute('aria-invalid')).to.equal('false');
    await write(element, 'title', 'x'.repeat(130));
    expect(field(element, 'title-count').textContent).to.contain('130 of 128');
    expect(faultAt(element, 'title')).to.equal('2 over the limit of 128 characters.');
    expect(field(element, 'title').getAttribute('aria-invalid')).to.equal('true');
    expect(field(element, 'title').getAttribute('aria-describedby')).to.equal('title-count title-fault');
    await write(element, 'title', '🎬');
    expect(faultAt(element, 'title')).to.contain('Emoji');
    await write(element, 'title', ' ');
    expect(faultAt(element, 'title')).to.equal('Enter a title.');
    await write(element, 'description', 'x'.repeat(1025));
    expect(field(element, 'description-count').textContent).to.contain('1,025 of 1,024');
    await write(element, 'tags', 'x'.repeat(33));
    expect(faultAt(element, 'tags')).to.contain('limit of 32');
    await write(element, 'tags', `${Array.from({ length: 17 }, (_, n) => `t${n}`).join()},`);
    expect(field(element, 'tags-count').textContent).to.contain('17 of 16');
    expect(within(element, '.tags .wrong')).to.have.length(1);
  });

  it('keeps Start from starting, and takes the focus to the first of it', async () => {
    const { element, uploader } = await showing([waiting]);
    await write(element, 'description', 'x'.repeat(1025));
    await write(element, 'tags', 'x'.repeat(33));
    (await button(element, 'Start')).click();
    await nextFrame();
    expect(uploader.calls).to.deep.equal([]);
    expect(focused()).to.equal(field(element, 'description'));
    await write(element, 'description', 'Fine');
    (await button(element, 'Start')).click();
    await nextFrame();
    expect(focused()).to.equal(field(element, 'tags'));
    // It takes up the tag that was ended, and shortens it.
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Backspace' });
    (await button(element, 'Start')).click();
    expect(uploader.calls).to.deep.equal(['start one']);
  });

  it('lets those that are right start with Start all, and opens the first that is not', async () => {
    const wrong = { described: { person: { title: 'x'.repeat(129) } } };
    const { element, uploader } = await showing([
      uploadAt({ ...waiting, id: 'a' }),
      uploadAt({ ...waiting, ...wrong, id: 'b', name: 'b.mp4' }),
      uploadAt({ ...waiting, ...wrong, id: 'c', name: 'c.mp4' }),
    ]);
    (await button(element, 'Start all')).click();
    await waitUntil(() => focused()?.id === 'title');
    expect(uploader.calls).to.deep.equal(['start a']);
    expect(buttonsOf(element)).to.include('Start b.mp4');
    expect(within(element, '[aria-expanded=true]')).to.have.length(2);
  });

  it('by the service’s word is shown at its field until that is written into', async () => {
    const error = new UploadError('title-too-long', 'LengthExceededMax', {
      field: 'title',
      serviceCode: 'LengthExceededMax',
      values: { most: 128 },
    });
    const { element, uploader } = await showing([waiting, uploadAt({ ...waiting, id: 'two' })]);
    uploader.change('one', { phase: 'failed', from: 'queued', error });
    await waitUntil(() => within(element, '#title').length === 1);
    expect(faultAt(element, 'title')).to.equal('Title: too long for the service. Shorten it, then retry.');
    expect(field(element, 'title').getAttribute('aria-invalid')).to.equal('true');
    await write(element, 'title', 'Short');
    expect(faultAt(element, 'title')).to.equal('');
    (await button(element, 'Retry Harbour')).click();
    expect(uploader.calls).to.deep.equal(['retry one']);
  });

  it('outside the form is said in the row, by the parameter’s name', async () => {
    const error = new UploadError('parameter-refused', 'InvalidTemplateGroupId.NotFound', {
      field: 'templateGroupId',
      serviceCode: 'InvalidTemplateGroupId.NotFound',
      values: { parameter: 'TemplateGroupId' },
    });
    const { element } = await showing([uploadAt({ phase: 'failed', from: 'queued', error })]);
    expect(textOf(element)).to.contain('The service does not accept the TemplateGroupId that this page sets.');
  });
});

async function pressCtrlEnter(): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'Enter' });
  await sendKeys({ up: 'Control' });
}

describe('by the keyboard alone', () => {
  it('one writes, starts with Enter, and stays in the row', async () => {
    const { element, uploader } = await showing([waiting]);
    (await button(element, 'Cancel')).focus();
    await sendKeys({ press: 'Tab' });
    expect(focused()?.textContent).to.contain('Details');
    await sendKeys({ press: 'Tab' });
    expect(focused()?.id).to.equal('title');
    field(element, 'title').select();
    await sendKeys({ type: 'Dawn' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Grey' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'sea' });
    await sendKeys({ press: 'Enter' });
    expect(uploader.calls).to.deep.equal([]);
    expect(said(uploader)).to.deep.equal({ title: 'Dawn', description: 'Grey\n', tags: ['sea'] });
    await sendKeys({ press: 'Enter' });
    expect(uploader.calls).to.deep.equal(['start one']);
    uploader.set({ ...STATES.queued });
    await waitUntil(() => focused()?.getAttribute('aria-label') === 'Pause Harbour at dawn.mp4');
  });

  it('Ctrl+Enter starts from the description; with something wrong it leads there', async () => {
    const { element, uploader } = await showing([waiting]);
    await write(element, 'title', '');
    field(element, 'description').focus();
    await pressCtrlEnter();
    await waitUntil(() => focused()?.id === 'title');
    expect(uploader.calls).to.deep.equal([]);
    await sendKeys({ type: 'Dawn' });
    field(element, 'description').focus();
    await pressCtrlEnter();
    expect(uploader.calls).to.deep.equal(['start one']);
  });
});

describe('the form', () => {
  const full = { person: { title: 'x'.repeat(130), description: 'About', tags: ['sea', 'x'.repeat(33)], cateId: 2 } };

  const error = new UploadError('title-too-long', 'LengthExceededMax', {
    field: 'title',
    serviceCode: 'LengthExceededMax',
  });
  const scenes: Record<string, readonly UploadState[]> = {
    'it is as it was': [waiting],
    'it is wrong': [{ ...waiting, described: full }],
    'the service has refused it': [uploadAt({ phase: 'failed', from: 'queued', error, title: 'Dawn' })],
    'there are several': [{ ...waiting, described: full }, uploadAt({ ...waiting, id: 'two' })],
  };

  for (const scheme of ['light', 'dark']) {
    for (const [name, uploads] of Object.entries(scenes)) {
      it(`passes axe when ${name}, ${scheme}`, async () => {
        const uploader = new FakeUploader(uploads);
        const page = await fixture<HTMLElement>(html`
          <main style="color-scheme: ${scheme}; background: Canvas; padding: 16px">
            <vod-uploader details .categories=${CATEGORIES} .uploader=${uploader}></vod-uploader>
          </main>
        `);
        await waitUntil(() => within(page, '.toggle').length === uploads.length);
        await nextFrame();
        await expect(page).to.be.accessible();
      });
    }
  }

  it('fits into 320 px, with targets of 24 px at least', async () => {
    const { element } = await showing([{ ...waiting, described: full }], CATEGORIES);
    element.style.inlineSize = '320px';
    await nextFrame();
    const [form] = within(element, 'vod-upload-details');
    expect(form!.scrollWidth).to.be.at.most(form!.clientWidth);
    for (const target of within(element, 'button, input:not([hidden]), select, textarea')) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.getAttribute('aria-label') ?? target.id).to.be.at.least(24);
    }
  });
});
