import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { VodUploaderElement } from '../../src/index.js';
import { isWebKit, itUnless } from '../support/able.js';
import { button, buttonsOf, focused, within } from '../support/seen.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { STATES, uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';
import '../../src/define.js';

const queued = (name: string) => uploadAt({ phase: 'queued', id: name, name: `${name}.mp4` });
const busy = () => [uploadAt({ ...STATES.uploading, id: 'first', name: 'first.mp4' }), ...['a', 'b', 'c'].map(queued)];
const order = ({ state }: FakeUploader): string => state.uploads.map(({ id }) => id).join(' ');
const heard = (element: Element): string =>
  within(element, 'vod-upload-list [role=status], [role=status]')
    .map((region) => region.textContent)
    .join(' ');

async function shown(uploader: FakeUploader): Promise<VodUploaderElement> {
  const element = await fixture<VodUploaderElement>(html`<vod-uploader multiple .uploader=${uploader}></vod-uploader>`);
  await waitUntil(() => within(element, 'vod-upload-item').length === uploader.state.uploads.length);
  return element;
}
const noMouse = isWebKit && 'its driver neither holds keys nor moves a mouse';
const nameOfFocused = (): string => focused()?.getAttribute('aria-label') ?? focused()?.textContent ?? '';

describe('uploads that wait', () => {
  it('have a handle each, but not one that is alone, nor what has begun', async () => {
    const uploader = new FakeUploader(busy());
    const element = await shown(uploader);
    await button(element, 'Move c.mp4');
    expect(buttonsOf(element).filter((name) => name.startsWith('Move'))).to.deep.equal([
      'Move a.mp4',
      'Move b.mp4',
      'Move c.mp4',
    ]);
    uploader.set(...busy().slice(0, 2));
    await waitUntil(() => !buttonsOf(element).some((name) => name.startsWith('Move')));
  });

  it('are moved by the arrow keys on the handle, which keeps the focus; each place is said', async () => {
    const uploader = new FakeUploader(busy());
    const element = await shown(uploader);
    (await button(element, 'Move b.mp4')).focus();
    await sendKeys({ press: 'ArrowUp' });
    expect(order(uploader)).to.equal('first b a c');
    await waitUntil(() => heard(element).includes('b.mp4 is number 1 of 3 in the queue'));
    expect(nameOfFocused()).to.equal('Move b.mp4');
    // Nothing goes before what has begun.
    await sendKeys({ press: 'ArrowUp' });
    expect(order(uploader)).to.equal('first b a c');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await waitUntil(() => order(uploader) === 'first a c b');
    await waitUntil(() => heard(element).includes('b.mp4 is number 3 of 3'));
    expect(nameOfFocused()).to.equal('Move b.mp4');
  });

  itUnless(noMouse)('are moved with Alt from whatever in the row has the focus', async () => {
    const uploader = new FakeUploader(busy());
    const element = await shown(uploader);
    (await button(element, 'Cancel c.mp4')).focus();
    await sendKeys({ down: 'Alt' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ up: 'Alt' });
    await waitUntil(() => order(uploader) === 'first a c b');
    await waitUntil(() => nameOfFocused() === 'Cancel c.mp4');
  });

  it('are moved by two buttons, for whoever can neither drag nor type', async () => {
    const uploader = new FakeUploader(busy());
    const element = await shown(uploader);
    const handle = await button(element, 'Move a.mp4');
    handle.click();
    (await button(element, 'Move down a.mp4')).click();
    expect(order(uploader)).to.equal('first b a c');
    expect(handle.getAttribute('aria-expanded')).to.equal('true');
  });

  itUnless(noMouse)('are dragged by the handle; Escape lets go', async () => {
    const uploader = new FakeUploader(busy());
    const element = await shown(uploader);
    const middle = async (name: string): Promise<[number, number]> => {
      const { left, top, width, height } = (await button(element, name)).getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    };
    (await button(element, 'Move a.mp4')).scrollIntoView({ block: 'center' });
    const [from, to] = [await middle('Move a.mp4'), await middle('Move c.mp4')];
    await sendMouse({ type: 'move', position: from });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [to[0], to[1] + 8] });
    await sendKeys({ press: 'Escape' });
    await sendMouse({ type: 'up' });
    expect(order(uploader)).to.equal('first a b c');
    await sendMouse({ type: 'move', position: from });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [to[0], to[1] + 8] });
    await sendMouse({ type: 'up' });
    expect(order(uploader)).to.equal('first b c a');
    // Nothing of it stays, and the press was no click.
    await waitUntil(() => within<HTMLElement>(element, 'li').every(({ style }) => style.translate === ''));
    expect(buttonsOf(element).some((name) => name.startsWith('Move up'))).to.equal(false);
    // The next press is one, of a key too.
    const handle = await button(element, 'Move a.mp4');
    handle.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => handle.getAttribute('aria-expanded') === 'true');
  });

  it('stay where they are while Alt and an arrow are pressed in a field of theirs', async () => {
    const uploader = new FakeUploader(['a', 'b'].map((id) => uploadAt({ ...STATES.manual, id, name: `${id}.mp4` })));
    const element = await fixture<VodUploaderElement>(
      html`<vod-uploader
        multiple
        details
        .categories=${[{ id: 1, name: 'Films' }]}
        .uploader=${uploader}
      ></vod-uploader>`,
    );
    (await button(element, 'Details a.mp4')).click();
    await waitUntil(() => within(element, 'select, textarea').length > 1);
    for (const field of within(element, 'input[type=text], textarea, select')) {
      const press = { key: 'ArrowDown', altKey: true, bubbles: true, composed: true, cancelable: true };
      expect(field.dispatchEvent(new KeyboardEvent('keydown', press))).to.equal(true);
    }
    expect(order(uploader)).to.equal('a b');
  });
});

describe('the focus, when a row goes', () => {
  it('goes to the next row, at the end to the one before, and after the last to the pick button', async () => {
    const uploader = new FakeUploader(
      ['a', 'b', 'c'].map((id) => uploadAt({ ...STATES.ready, id, name: `${id}.mp4` })),
    );
    const element = await shown(uploader);
    (await button(element, 'Remove b.mp4')).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => nameOfFocused() === 'Remove c.mp4');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => nameOfFocused() === 'Remove a.mp4');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.textContent.includes('Choose files'));
    expect(order(uploader)).to.equal('');
  });

  it('goes to the pick button with all that are done; they go at once, and no others', async () => {
    const done = (id: string) => uploadAt({ ...STATES.ready, id, name: `${id}.mp4` });
    const uploader = new FakeUploader([done('a'), STATES.uploading, done('b'), { ...STATES.failed, id: 'lost' }]);
    const element = await shown(uploader);
    (await button(element, 'Remove finished')).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => order(uploader) === 'one lost');
    await waitUntil(() => focused()?.textContent.includes('Choose files'));
  });

  it('does not offer that for one, nor in a form, which would not send them any more', async () => {
    const done = (id: string) => uploadAt({ ...STATES.ready, id, name: `${id}.mp4` });
    const one = await shown(new FakeUploader([done('a'), STATES.uploading]));
    await button(one, 'Pause all');
    expect(buttonsOf(one)).not.to.include('Remove finished');
    const form = await fixture(
      html`<form>
        <vod-uploader multiple .uploader=${new FakeUploader([done('a'), done('b'), STATES.uploading])}></vod-uploader>
      </form>`,
    );
    await button(form, 'Pause all');
    expect(buttonsOf(form)).not.to.include('Remove finished');
  });
});

describe('the layout of a button', () => {
  const tray = (element: Element) => within(element, '.tray')[0];
  const popover = (element: Element) => within(element, '.popover')[0];

  it('opens its list by the keyboard, and Escape gives the focus back', async () => {
    const element = await fixture<VodUploaderElement>(
      html`<vod-uploader multiple layout="button" .uploader=${new FakeUploader(busy())}></vod-uploader>`,
    );
    await waitUntil(() => tray(element) !== undefined);
    expect(tray(element)!.textContent).to.contain('0 of 4 files uploaded');
    tray(element)!.focus();
    await sendKeys({ press: 'Enter' });
    expect(popover(element)!.matches(':popover-open')).to.equal(true);
    await sendKeys({ press: 'Tab' });
    await waitUntil(() => popover(element)!.matches(':focus-within') || focused() !== tray(element));
    await sendKeys({ press: 'Escape' });
    expect(popover(element)!.matches(':popover-open')).to.equal(false);
    await waitUntil(() => focused() === tray(element));
  });

  it('goes with its last row, and leaves the focus to the pick button', async () => {
    const uploader = new FakeUploader([uploadAt({ ...STATES.ready, name: 'only.mp4' })]);
    const element = await fixture<VodUploaderElement>(
      html`<vod-uploader multiple layout="button" .uploader=${uploader}></vod-uploader>`,
    );
    await waitUntil(() => tray(element) !== undefined);
    tray(element)!.click();
    (await button(element, 'Remove only.mp4')).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => tray(element) === undefined);
    await waitUntil(() => focused()?.textContent.includes('Choose files'));
  });
});
