import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import { createVodUploader } from '../../src/core.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { film } from '../support/odd-films.js';
import { paddedMp4 } from '../support/padded-mp4.js';
import { button, buttonsOf, choose, focused, within } from '../support/seen.js';
import { MANY, STATES, uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld } from '../support/world.js';

registerElements({ createUploader: (options) => createVodUploader({ pollMs: [20, 100], ...options }) });

let page: HTMLElement;

/** What has the focus, as a person would call it. */
const here = (): string => {
  const at = focused();
  const label =
    at === null ? undefined : (at.getAttribute('aria-label') ?? (at as HTMLInputElement).labels?.[0]?.textContent);
  const slotted = at
    ?.querySelector('slot')
    ?.assignedNodes()
    .map((node) => node.textContent);
  return (label ?? (slotted?.length ? slotted.join('') : at?.textContent) ?? '').replace(/\s+/g, ' ').trim();
};

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await sendKeys({ press: key });
    await nextFrame();
  }
}

async function back(): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await press('Tab');
  await sendKeys({ up: 'Shift' });
}

/** Tab, and no more often than there are things to stop at. */
async function tabTo(name: string): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    await press('Tab');
    if (here().startsWith(name)) return;
    passed.push(here());
  }
  throw new Error(`Tab does not come to “${name}”, but to ${passed.join(', ')}`);
}

/** The keyboard is never thrown to the top of the page. */
const staysIn = (name: string): Promise<void> =>
  waitUntil(() => here().startsWith(name)).catch(() => {
    throw new Error(`The focus is not on “${name}” but on “${here()}”`);
  });

async function show(content: TemplateResult, from = 'Before'): Promise<void> {
  page = await fixture<HTMLElement>(
    html`<main>
      <button>Before</button>
      ${content}
      <button>After</button>
    </main>`,
  );
  await waitUntil(() => buttonsOf(page).length > 2);
  await nextFrame();
  [...page.querySelectorAll('button')].find((each) => each.textContent === from)!.focus();
}

describe('by keyboard alone', () => {
  it('a video is chosen, sent, paused and gone on with, and the form around it goes when it may', async () => {
    const world = createWorld();
    await world.settings({ analyseMs: 20, transcodeMs: 40 });
    // On its way for as long as it takes to press the keys.
    const hold = () =>
      world.fault({ what: 'delay', delayMs: 60_000, times: 0, where: { service: 'oss', op: 'UploadPart', nth: 3 } });
    await hold();
    const sent: FormData[] = [];
    const submitted = (event: SubmitEvent) => {
      event.preventDefault();
      sent.push(new FormData(event.target as HTMLFormElement));
    };
    await show(
      html`<form @submit=${submitted}>
        <label>Title <input name="title" /></label>
        <vod-uploader
          name="video"
          required
          resume-mode="off"
          part-size="102400"
          max-connections="1"
          endpoint=${world.endpoint}
        ></vod-uploader>
        <button>Save</button>
      </form>`,
    );
    const element = page.querySelector<VodUploaderElement>('vod-uploader')!;
    const input = within<HTMLInputElement>(element, 'input[type=file]')[0]!;
    let choosers = 0;
    input.addEventListener('click', (event) => {
      event.preventDefault();
      choosers += 1;
    });
    await press('Tab');
    await sendKeys({ type: 'Dawn' });
    await press('Tab');
    expect(here()).to.equal('Choose video');
    await press('Enter');
    expect(choosers).to.equal(1);
    await press('Space');
    expect(choosers).to.equal(2);
    choose(input, new File([paddedMp4(await film('clip.mp4'), 3_000_000)], 'Harbour.mp4', { type: 'video/mp4' }));
    await button(element, 'Pause Harbour.mp4');

    await tabTo('Pause Harbour.mp4');
    await press('Space');
    await staysIn('Resume Harbour.mp4');
    expect(element.uploads[0]?.phase).to.equal('paused');
    await world.heal();
    await hold();
    // The form is held back, and says so at the element.
    await tabTo('Save');
    await press('Enter');
    expect(sent).to.have.length(0);
    await waitUntil(() => element.matches(':focus-within'), 'the focus is not brought to what is wrong');
    (await button(element, 'Resume')).blur();
    page.querySelector<HTMLElement>('input')!.focus();
    await tabTo('Resume Harbour.mp4');
    await press('Enter');
    await staysIn('Pause Harbour.mp4');
    await world.heal();
    await waitUntil(() => element.value !== '', 'it does not arrive');
    expect(focused()).to.not.equal(document.body);
    await tabTo('Save');
    await press('Enter');
    expect(sent.map((each) => [each.get('title'), each.get('video')])).to.deep.equal([['Dawn', element.value]]);
  });

  it('a cancel is asked about, taken back with Escape, and done', async () => {
    const uploader = new FakeUploader([STATES.uploading]);
    await show(html`<vod-uploader .uploader=${uploader}></vod-uploader>`);
    await tabTo('Cancel Harbour');
    await press('Enter');
    await staysIn('Keep');
    await press('Escape');
    await staysIn('Cancel Harbour');
    expect(uploader.calls).to.deep.equal([]);
    await press('Space');
    await staysIn('Keep');
    await press('Tab');
    expect(here()).to.match(/^Cancel upload/);
    await press('Enter');
    expect(uploader.calls).to.deep.equal(['cancel one']);
  });

  it('what failed is tried again or removed', async () => {
    const uploader = new FakeUploader([STATES.failed]);
    await show(html`<vod-uploader .uploader=${uploader}></vod-uploader>`);
    await tabTo('Retry Harbour');
    await press('Space');
    await press('Tab');
    expect(here()).to.match(/^Remove Harbour/);
    await press('Enter');
    expect(uploader.calls).to.deep.equal(['retry one', 'removeUpload one']);
  });

  it('everything is reached in the order in which it is seen, there and back', async () => {
    await show(html`<vod-uploader multiple .uploader=${new FakeUploader(MANY)}></vod-uploader>`);
    await button(page, 'Retry Drone');
    const there: string[] = [];
    for (let n = 0; n < 40 && here() !== 'After'; n += 1) {
      await press('Tab');
      there.push(here());
      const { outlineStyle, outlineWidth } = getComputedStyle(focused()!);
      expect(outlineStyle, here()).to.not.equal('none');
      if (here() !== 'After') expect(parseFloat(outlineWidth), here()).to.be.at.least(2);
    }
    expect(there).to.deep.equal(buttonsOf(page).slice(1));
    expect(there.length).to.be.greaterThan(8);
    const andBack: string[] = [];
    for (let n = 0; n < 40 && here() !== 'Before'; n += 1) {
      await back();
      andBack.push(here());
    }
    expect(andBack.reverse()).to.deep.equal(['Before', ...there.slice(0, -1)]);
  });

  it('a form for details is filled in and started', async () => {
    const uploader = new FakeUploader([uploadAt({ phase: 'validated', title: 'Harbour' })]);
    const categories = [{ id: 1, name: 'Films' }];
    await show(html`<vod-uploader details .categories=${categories} .uploader=${uploader}></vod-uploader>`);
    await button(page, 'Details');
    await tabTo('Title');
    await sendKeys({ down: 'Control' });
    await press('a');
    await sendKeys({ up: 'Control' });
    await sendKeys({ type: 'Dawn' });
    await tabTo('Description');
    await sendKeys({ type: 'One take.' });
    await tabTo('Tags');
    await sendKeys({ type: 'sea,sky' });
    await tabTo('Category');
    await press('ArrowDown');
    await tabTo('Choose cover');
    expect(uploader.state.uploads[0]?.described?.person).to.deep.include({
      title: 'Dawn',
      description: 'One take.',
      tags: ['sea', 'sky'],
      cateId: 1,
    });
    while (here() !== 'Title') await back();
    await press('Enter');
    expect(uploader.calls).to.deep.equal(['start one']);
  });

  it('addresses are written, mended and imported', async () => {
    const taken: unknown[] = [];
    const backend = {
      createUploadVideo: () => new Promise(() => undefined),
      uploadMediaByURL: (parameters: object) => {
        taken.push(parameters);
        return new Promise(() => undefined);
      },
    };
    await show(html`<vod-url-import resume-mode="off" .backend=${backend}></vod-url-import>`);
    await tabTo('Video addresses');
    await sendKeys({ type: 'https://example.com/right.mp4' });
    await press('Enter');
    await sendKeys({ type: 'example.com/wrong.mp4' });
    await press('Tab');
    await button(page, 'Go to line 2');
    while (!here().startsWith('Go to line 2')) await back();
    await press('Enter');
    await staysIn('Video addresses');
    // The line is selected: what is written takes its place.
    await sendKeys({ type: 'https://example.com/mended.mp4' });
    await tabTo('Import 2 files');
    await press('Enter');
    await button(page, 'Cancel right.mp4');
    await waitUntil(() => taken.length > 0);
    expect(focused()).to.not.equal(document.body);
  });

  it('a cover is looked for with the arrows, taken, and taken back', async () => {
    await show(html`<vod-cover-picker .file=${await film()}></vod-cover-picker>`);
    const picker = page.querySelector('vod-cover-picker')!;
    await waitUntil(() => within(picker, '.suggestion').length === 5, 'no frame is suggested');
    await tabTo('Position in the video');
    const before = within(picker, '[type=range]')[0]!.getAttribute('aria-valuetext');
    await press('ArrowRight');
    await waitUntil(() => within(picker, '[type=range]')[0]!.getAttribute('aria-valuetext') !== before);
    await tabTo('Use the frame at');
    await press('Tab', 'Space');
    await waitUntil(() => picker.cover !== undefined, 'no cover was chosen');
    await tabTo('Remove cover');
    await press('Enter');
    await waitUntil(() => picker.cover === undefined);
    await staysIn('Use this frame');
  });
});
