import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, focused, within } from '../support/seen.js';
import { STATES, uploadAt, type StateChange } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

registerElements({ createUploader: () => new FakeUploader() });

const sealed = (id: string): UploadState => uploadAt({ ...STATES.processing, id, videoId: `video-${id}` });

interface Written {
  readonly value?: string;
  readonly multiple?: boolean;
  readonly required?: boolean;
}

/** Text that one can press Enter in, the element, and a button. What is sent goes nowhere. */
async function inForm(uploads: readonly UploadState[], { value, multiple = true, required = false }: Written = {}) {
  const uploader = new FakeUploader(uploads);
  const sent: (readonly [string, FormDataEntryValue])[][] = [];
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    sent.push([...new FormData(event.target as HTMLFormElement, event.submitter)]);
  };
  const form = await fixture<HTMLFormElement>(html`
    <form @submit=${submit}>
      <input name="title" value="Dawn" aria-label="Title" />
      <vod-uploader
        name="video"
        ?multiple=${multiple}
        ?required=${required}
        .uploader=${uploader}
        value=${value ?? ''}
      ></vod-uploader>
      <button>Save</button>
      <button formnovalidate>Save draft</button>
    </form>
  `);
  const element = form.querySelector('vod-uploader')!;
  await element.updateComplete;
  const events: string[] = [];
  for (const type of ['input', 'change']) element.addEventListener(type, () => events.push(`${type} ${element.value}`));
  const videos = () => new FormData(form).getAll('video');
  const [save, draft] = form.querySelectorAll(':scope > button') as unknown as HTMLButtonElement[];
  return { form, element, uploader, sent, events, videos, save: save!, draft: draft! };
}

describe('<vod-uploader> as a form control', () => {
  it('is one of the form’s elements, found by its name, of a type', async () => {
    const { form, element } = await inForm([]);
    expect([...form.elements]).to.include(element);
    expect(form.elements.namedItem('video')).to.equal(element);
    expect([element.form, element.type, element.willValidate]).to.deep.equal([form, 'vod-uploader', true]);
  });

  it('has the value that a framework has given it before its code came', async () => {
    const early = document.createElement('vod-uploader-early');
    Object.assign(early, { value: 'video-1' });
    document.body.append(early);
    const Defined = customElements.get('vod-uploader') as typeof VodUploaderElement;
    customElements.define('vod-uploader-early', class extends Defined {});
    const element = early as VodUploaderElement;
    await element.updateComplete;
    expect([element.value, Object.hasOwn(element, 'value')]).to.deep.equal(['video-1', false]);
    element.remove();
  });

  it('is another one’s after it was moved, with its value, and its uploads go on', async () => {
    const { form, element, uploader } = await inForm([sealed('a'), STATES.uploading]);
    const other = await fixture<HTMLFormElement>(html`<form></form>`);
    other.append(element);
    expect(element.form).to.equal(other);
    expect(new FormData(other).getAll('video')).to.deep.equal(['video-a']);
    expect([other.checkValidity(), form.checkValidity()]).to.deep.equal([false, true]);
    expect(uploader.calls).to.deep.equal([]);
  });

  it('stands beside another of the same name, and in a form inside a shadow root', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const shadow = host.attachShadow({ mode: 'open' });
    const form = document.createElement('form');
    shadow.append(form);
    for (const id of ['a', 'b']) {
      const element = Object.assign(document.createElement('vod-uploader'), { name: 'video' });
      element.uploader = new FakeUploader([sealed(id)]);
      form.append(element);
      await element.updateComplete;
    }
    expect(new FormData(form).getAll('video')).to.deep.equal(['video-a', 'video-b']);
    expect((form.elements.namedItem('video') as RadioNodeList).length).to.equal(2);
  });

  describe('while bytes are not safe', () => {
    it('keeps the form from being sent: by its button, by Enter and by code', async () => {
      const { form, element, uploader, sent, save } = await inForm([sealed('a'), STATES.uploading]);
      save.click();
      form.requestSubmit();
      form.querySelector('input')!.focus();
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal([]);
      expect(element.matches(':invalid')).to.equal(true);
      uploader.set(sealed('a'), sealed('b'));
      form.querySelector('input')!.focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => sent.length > 0, 'nothing was sent');
      expect(sent).to.deep.equal([
        [
          ['title', 'Dawn'],
          ['video', 'video-a'],
          ['video', 'video-b'],
        ],
      ]);
      expect(element.matches(':valid')).to.equal(true);
    });

    it('lets a button pass that asks for no validation: what is safe is sent', async () => {
      const { form, sent, save, draft } = await inForm([sealed('a'), STATES.uploading]);
      draft.click();
      form.noValidate = true;
      save.click();
      const safe = [
        ['title', 'Dawn'],
        ['video', 'video-a'],
      ];
      expect(sent).to.deep.equal([safe, safe]);
    });

    it('holds back for an import until VOD has said its VideoId, and no longer', async () => {
      const job: StateChange = { phase: 'authorized', importing: { jobId: 'job' } };
      const { form, uploader, videos } = await inForm([uploadAt(job)]);
      expect(form.checkValidity()).to.equal(false);
      uploader.set(uploadAt({ ...job, videoId: 'fetched' }));
      expect([form.checkValidity(), ...videos()]).to.deep.equal([true, 'fetched']);
      uploader.set(uploadAt({ ...job, phase: 'canceled', videoId: 'fetched' }));
      expect([form.checkValidity(), ...videos()]).to.deep.equal([true]);
    });
  });

  it('says what the page has against it, and beside that what is its own', async () => {
    const { form, element, uploader } = await inForm([STATES.uploading]);
    element.setCustomValidity('Too long for this course.');
    expect(element.validationMessage).to.equal('Too long for this course. Wait for the upload to finish.');
    expect([element.validity.customError, element.validity.badInput]).to.deep.equal([true, true]);
    uploader.set(sealed('a'));
    expect([element.validationMessage, form.checkValidity()]).to.deep.equal(['Too long for this course.', false]);
    element.setCustomValidity('');
    expect([element.validationMessage, form.checkValidity()]).to.deep.equal(['', true]);
  });

  it('can be painted once a person has tried to send the form, and not before', async () => {
    const { form, element, uploader, save } = await inForm([], { required: true });
    const isPainted = (): boolean => element.matches(':state(user-invalid)');
    const [zone] = within(element, '[part~=zone]');
    const before = getComputedStyle(zone!).borderTopColor;
    form.checkValidity();
    expect(isPainted()).to.equal(navigator.userActivation.isActive);
    save.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(isPainted, 'it is not painted');
    await waitUntil(() => getComputedStyle(zone!).borderTopColor !== before, 'nothing is seen of it');
    form.reset();
    expect(isPainted()).to.equal(false);
    save.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(isPainted, 'it is not painted again');
    uploader.set(sealed('a'));
    await waitUntil(() => form.checkValidity() && !isPainted(), 'it stays painted');
  });

  it('says what is missing in the language of the page', async () => {
    const { element } = await inForm([], { required: true });
    element.lang = 'de';
    await waitUntil(() => element.validationMessage === 'Wählen Sie ein Video aus.', 'it does not speak German');
  });

  it('is disabled with its fieldset: not asked, not sent, and what is under way goes on', async () => {
    const uploader = new FakeUploader([sealed('a'), STATES.uploading]);
    const form = await fixture<HTMLFormElement>(html`
      <form>
        <fieldset disabled><vod-uploader name="video" required .uploader=${uploader}></vod-uploader></fieldset>
      </form>
    `);
    const element = form.querySelector('vod-uploader')!;
    await element.updateComplete;
    expect([element.willValidate, form.checkValidity(), ...new FormData(form)]).to.deep.equal([false, true]);
    expect(element.matches(':disabled')).to.equal(true);
    expect(within<HTMLInputElement>(element, 'input[type=file]')[0]!.disabled).to.equal(true);
    expect(uploader.calls).to.deep.equal([]);
    form.querySelector('fieldset')!.disabled = false;
    expect([element.willValidate, form.checkValidity()]).to.deep.equal([true, false]);
  });

  it('takes files again when the property says so, with and without its fieldset', async () => {
    const { form, element } = await inForm([]);
    const isOff = async (): Promise<boolean[]> => {
      await element.updateComplete;
      return [element.matches(':state(disabled)'), within<HTMLInputElement>(element, 'input[type=file]')[0]!.disabled];
    };
    const set = document.createElement('fieldset');
    form.append(set);
    set.append(element);
    for (const disabled of [true, false, true, false]) {
      element.disabled = disabled;
      expect(await isOff()).to.deep.equal([disabled, disabled]);
    }
    set.disabled = true;
    expect(await isOff()).to.deep.equal([true, true]);
    element.disabled = true;
    await isOff();
    element.disabled = false;
    expect(await isOff()).to.deep.equal([true, true]);
    set.disabled = false;
    expect(await isOff()).to.deep.equal([false, false]);
  });

  describe('with a label', () => {
    const labelled = async (uploads: readonly UploadState[] = []) => {
      const form = await fixture<HTMLFormElement>(html`
        <form>
          <label for="lecture">Lecture</label>
          <label>Or <vod-uploader id="lecture" .uploader=${new FakeUploader(uploads)}></vod-uploader></label>
        </form>
      `);
      const element = form.querySelector('vod-uploader')!;
      await element.updateComplete;
      let opened = 0;
      within<HTMLInputElement>(element, 'input[type=file]')[0]!.addEventListener('click', (event) => {
        event.preventDefault();
        opened += 1;
      });
      return { element, labels: [...form.querySelectorAll('label')], opened: () => opened };
    };

    it('knows its labels', async () => {
      const { element, labels } = await labelled();
      expect([...element.labels]).to.deep.equal(labels);
    });

    it('takes the focus to its first button and opens the chooser, as a file input does', async () => {
      const { element, labels, opened } = await labelled();
      labels[0]!.click();
      expect(focused()).to.equal(await button(element, 'Choose'));
      expect(opened()).to.equal(1);
    });

    it('opens nothing where there is no room, and nothing when its own buttons are clicked', async () => {
      const { element, labels, opened } = await labelled([STATES.uploading]);
      labels[0]!.click();
      expect(focused()).to.equal(await button(element, 'Pause'));
      (await button(element, 'Pause')).click();
      expect(opened()).to.equal(0);
    });
  });

  describe('with a value that the page has written', () => {
    it('has it from the start, and sends it with what is uploaded', async () => {
      const { element, uploader, events, videos } = await inForm([], { value: 'old-1, old-2', required: true });
      expect([element.value, element.defaultValue]).to.deep.equal(['old-1,old-2', 'old-1, old-2']);
      expect(element.checkValidity()).to.equal(true);
      expect(events).to.deep.equal([]);
      uploader.set(sealed('a'));
      expect(videos()).to.deep.equal(['old-1', 'old-2', 'video-a']);
      expect(events).to.deep.equal(['input old-1,old-2,video-a', 'change old-1,old-2,video-a']);
    });

    it('of one video has another in its place while there is one, and it again when that is canceled', async () => {
      const { element, uploader } = await inForm([], { value: 'old', multiple: false });
      uploader.set(STATES.uploading);
      expect([element.value, element.checkValidity()]).to.deep.equal(['', false]);
      uploader.set(uploadAt({ ...STATES.uploading, phase: 'canceled' }));
      await waitUntil(() => element.value === 'old', 'the old one is lost');
      uploader.set(sealed('a'));
      expect(element.value).to.equal('video-a');
    });

    it('has it once where an earlier page’s upload of it comes back', async () => {
      const { element } = await inForm([sealed('a')], { value: 'video-a' });
      expect(element.value).to.equal('video-a');
    });

    it('takes another by code, without events: uploads that are not in it leave, those under way go on', async () => {
      const { element, uploader, events } = await inForm([sealed('a'), sealed('b'), STATES.uploading]);
      element.value = 'old,video-b';
      expect(uploader.calls).to.deep.equal(['removeUpload a']);
      expect(element.value).to.equal('old,video-b');
      element.value = null;
      await element.updateComplete;
      expect([element.value, ...uploader.state.uploads]).to.deep.equal(['', STATES.uploading]);
      expect(events).to.deep.equal([]);
    });

    it('loses nothing where a framework writes back what it has read', async () => {
      const { element, uploader } = await inForm([STATES.uploading], { value: 'old', multiple: false });
      element.value = '';
      uploader.set();
      await waitUntil(() => element.value === 'old', 'the old one is lost');
    });

    it('is without what the page has taken off the list, at once and without an event', async () => {
      const { element, events, videos } = await inForm([sealed('a'), sealed('b')]);
      element.removeUpload('a');
      expect([element.value, ...videos()]).to.deep.equal(['video-b', 'video-b']);
      await element.updateComplete;
      expect(events).to.deep.equal([]);
    });

    it('has it again after a reset, without an event', async () => {
      const { form, element, uploader, events, videos } = await inForm([sealed('a')], { value: 'old' });
      element.value = 'other';
      const asked = uploader.calls.length;
      form.reset();
      expect(uploader.calls.slice(asked)).to.deep.equal(['clear']);
      await element.updateComplete;
      expect([...videos(), ...events]).to.deep.equal(['old']);
    });

    it('has what the browser gives back instead, and takes nothing else from it', async () => {
      const { element, events } = await inForm([sealed('a')], { value: 'old' });
      element.formStateRestoreCallback('sent-1,video-a');
      element.formStateRestoreCallback(new FormData());
      await element.updateComplete;
      expect([element.value, ...events]).to.deep.equal(['sent-1,video-a']);
    });

    it('follows the attribute until it was changed', async () => {
      const { element } = await inForm([], { value: 'one' });
      element.setAttribute('value', 'two');
      await element.updateComplete;
      expect(element.value).to.equal('two');
      element.value = 'three';
      element.setAttribute('value', 'four');
      await element.updateComplete;
      expect(element.value).to.equal('three');
    });
  });

  it('has events as form libraries listen to them', async () => {
    const { form, element, uploader } = await inForm([STATES.uploading]);
    const heard: unknown[] = [];
    form.addEventListener('change', ({ target }) => heard.push(target, (target as VodUploaderElement).value));
    uploader.set(uploadAt({ ...STATES.uploading, phase: 'uploaded', videoId: 'v' }));
    expect(heard).to.deep.equal([element, 'v']);
    element.focus();
    let left = 0;
    element.addEventListener('blur', () => (left += 1));
    form.querySelector('input')!.focus();
    expect(left).to.equal(1);
  });
});
