import { expect, fixture, html } from '@open-wc/testing';
import type { VodUploaderElement } from '../../src/index.js';
import { deepAll, drag, fileOf, textOf, within } from '../support/seen.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { STATES } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';
import '../../src/define.js';

const picture = () => fileOf('holiday.png', 10, 'image/png');
const overlay = (element: Element) => deepAll(element.shadowRoot!, '.page-drop')[0];
const overlayText = (element: Element): string =>
  overlay(element)?.shadowRoot?.textContent.replace(/\s+/g, ' ').trim() ?? '';

async function uploaderWith(uploader = new FakeUploader(), more = {}): Promise<VodUploaderElement> {
  const element = await fixture<VodUploaderElement>(html`<vod-uploader multiple .uploader=${uploader}></vod-uploader>`);
  Object.assign(element, more);
  await element.updateComplete;
  return element;
}

describe('the zone, while something is dragged over it', () => {
  it('says how many will be added, or why none', async () => {
    const element = await uploaderWith();
    // The first one brings the code; browsers go on telling.
    drag(element, 'dragenter', fileOf(), fileOf('b.mp4'));
    await waitUntil(() => {
      drag(element, 'dragover', fileOf(), fileOf('b.mp4'));
      return textOf(element).includes('Drop to add 2 files');
    });
    drag(element, 'dragleave');
    await waitUntil(() => textOf(element).includes('Drop videos here'));
    const refused = drag(element, 'dragover', picture());
    expect(refused.defaultPrevented).to.equal(true);
    expect(refused.dataTransfer!.dropEffect).to.equal('none');
    await waitUntil(() => textOf(element).includes('Only video and audio can be added here'));
    drag(element, 'dragleave');
    element.disabled = true;
    await element.updateComplete;
    drag(element, 'dragover', fileOf());
    await waitUntil(() => textOf(element).includes('Files cannot be added right now'));
    drag(element, 'drop', fileOf());
    expect(element.uploads).to.have.length(0);
  });
});

describe('a file input of the page’s own in the element', () => {
  it('keeps what is dropped on it', async () => {
    const uploader = new FakeUploader();
    const element = await fixture<VodUploaderElement>(html`
      <vod-uploader .uploader=${uploader}>
        <vod-upload-drop></vod-upload-drop><input type="file" aria-label="Subtitles" />
      </vod-uploader>
    `);
    expect(drag(element.querySelector('input')!, 'drop', fileOf('en.vtt')).defaultPrevented).to.equal(false);
    expect(uploader.state.uploads).to.have.length(0);
  });
});

describe('a drop anywhere on the page', () => {
  it('is announced over all of it, taken, and gone', async () => {
    const element = await uploaderWith(new FakeUploader(), { pageDrop: true });
    // The first one brings the code; browsers go on telling.
    await waitUntil(() => {
      drag(document.body, 'dragenter', fileOf());
      drag(document.body, 'dragover', fileOf(), fileOf('b.mp4'));
      return overlay(element) !== undefined;
    });
    const shown = overlay(element)!;
    expect(shown.matches(':popover-open')).to.equal(true);
    expect(overlayText(element)).to.equal('Drop to add 2 files');
    // WebKit styles it one frame later.
    await waitUntil(() => {
      drag(shown, 'dragover', fileOf(), fileOf('b.mp4'));
      const { width, height } = shown.getBoundingClientRect();
      return width === window.innerWidth && height === window.innerHeight;
    }, 'it has the size of the window');
    // In the top layer, over whatever the page has, also a frame.
    expect(document.elementFromPoint(innerWidth / 2, innerHeight / 2) === element).to.equal(true);
    const drop = drag(shown, 'drop', fileOf(), fileOf('b.mp4'));
    expect(drop.defaultPrevented).to.equal(true);
    expect(element.uploads.map(({ name }) => name)).to.deep.equal(['clip.mp4', 'b.mp4']);
    expect(overlay(element) === undefined).to.equal(true);
  });

  it('is refused with the reason, and the browser is told so', async () => {
    const element = await uploaderWith(new FakeUploader(), { pageDrop: true });
    await waitUntil(() => {
      drag(document.body, 'dragenter', picture());
      return overlayText(element) === 'Only video and audio can be added here';
    });
    expect(drag(overlay(element)!, 'dragover', picture()).dataTransfer!.dropEffect).to.equal('none');
    // Released, Escape, or out of the window: browsers say that it has left.
    drag(window, 'dragleave');
    await waitUntil(() => overlay(element) === undefined);
  });

  it('says what part of it has room', async () => {
    const uploader = new FakeUploader([STATES.uploading]);
    uploader.configure({ maxFiles: 2 });
    const element = await uploaderWith(uploader, { pageDrop: true });
    await waitUntil(() => {
      drag(document.body, 'dragenter', fileOf(), fileOf('b.mp4'));
      return overlayText(element) === 'Drop to add 1 of 2 files There is room for 1 more file';
    });
    drag(window, 'dragleave');
    await waitUntil(() => overlay(element) === undefined);
  });

  it('goes by itself when the browser falls silent: the drag went into a frame', async () => {
    const element = await uploaderWith(new FakeUploader(), { pageDrop: true });
    await waitUntil(() => {
      drag(document.body, 'dragenter', fileOf());
      return overlay(element) !== undefined;
    });
    await waitUntil(() => overlay(element) === undefined);
  });

  it('is nobody’s while the element is hidden, without the attribute, and once it is out of the page', async () => {
    const element = await uploaderWith(new FakeUploader(), { pageDrop: true, layout: 'button' });
    await waitUntil(() => {
      drag(document.body, 'dragenter', fileOf());
      return overlay(element) !== undefined;
    });
    drag(window, 'drop');
    element.hidden = true;
    await element.updateComplete;
    // The browser stays on the page all the same.
    expect(drag(document.body, 'dragover', fileOf()).defaultPrevented).to.equal(true);
    expect(overlay(element) === undefined).to.equal(true);
    element.hidden = false;
    element.pageDrop = false;
    drag(document.body, 'dragover', fileOf());
    expect(overlay(element) === undefined).to.equal(true);
    element.pageDrop = true;
    element.remove();
    expect(drag(document.body, 'dragover', fileOf()).defaultPrevented).to.equal(false);
    expect(overlay(element) === undefined).to.equal(true);
  });

  it('leaves the page’s own places for files alone, and pictures that are dragged within it', async () => {
    const element = await uploaderWith(new FakeUploader(), { pageDrop: true });
    await waitUntil(() => {
      drag(document.body, 'dragenter', fileOf());
      return overlay(element) !== undefined;
    });
    drag(window, 'drop');
    const own = await fixture<HTMLElement>(html`<div></div>`);
    own.addEventListener('dragover', (event) => event.preventDefault());
    drag(own, 'dragover', fileOf());
    expect(overlay(element) === undefined).to.equal(true);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(picture());
    dataTransfer.setData('text/html', '<img>');
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    expect(overlay(element) === undefined).to.equal(true);
  });
});

describe('what is said over the whole page', () => {
  /** Over the overlay, as a real pointer is, at the middle of `place`. */
  const dragOver = (element: Element, place: Element): DragEvent => {
    const { left, top, width, height } = place.getBoundingClientRect();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(fileOf());
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    const all = { bubbles: true, cancelable: true, composed: true };
    const event = new DragEvent('dragover', { ...all, ...at, dataTransfer });
    overlay(element)!.dispatchEvent(event);
    return event;
  };
  const shownOver = async (element: Element): Promise<void> =>
    waitUntil(() => {
      drag(document.body, 'dragenter', fileOf());
      return overlay(element) !== undefined;
    });

  it('leaves room for places of the page’s own below it', async () => {
    const element = await uploaderWith(new FakeUploader(), { pageDrop: true });
    const places = await fixture<HTMLElement>(html`
      <div>
        <div @dragover=${(event: Event) => event.preventDefault()}>Subtitles</div>
        <input type="file" aria-label="Picture" />
        <p>Nothing</p>
      </div>
    `);
    const [zone, input, nothing] = places.children;
    for (const [place, isThere] of [
      [zone!, false],
      [input!, false],
      [nothing!, true],
    ] as const) {
      await shownOver(element);
      dragOver(element, place);
      expect(overlay(element) !== undefined).to.equal(isThere);
    }
    drag(window, 'drop');
  });

  it('is not said while a modal dialog keeps the page from a drop, but by an element in that', async () => {
    const element = await uploaderWith(new FakeUploader(), { pageDrop: true });
    await shownOver(element);
    drag(window, 'drop');
    const dialog = await fixture<HTMLDialogElement>(html`<dialog>Sure?</dialog>`);
    dialog.showModal();
    expect(drag(dialog, 'dragover', fileOf()).dataTransfer!.dropEffect).to.equal('none');
    expect(overlay(element) === undefined).to.equal(true);
    dialog.append(element);
    await waitUntil(() => {
      drag(dialog, 'dragenter', fileOf());
      return overlay(element) !== undefined;
    });
    dialog.close();
  });
});

describe('a folder that is dropped', () => {
  it('gives its video and audio, and one line about the rest', async () => {
    const fake = new FakeUploader();
    const element = await uploaderWith(fake);
    const file = (name: string): unknown => ({
      name,
      isFile: true,
      file: (give: (file: File) => void) => give(fileOf(name, 10, '')),
    });
    const children = ['a.mp4', 'b.mov', 'notes.txt', 'cover.png', '.DS_Store'].map(file);
    const folder = {
      name: 'holiday',
      isDirectory: true,
      createReader: () => ({ readEntries: (give: (entries: unknown[]) => void) => give(children.splice(0)) }),
    };
    const items = [{ kind: 'file', getAsFile: () => null, webkitGetAsEntry: () => folder }];
    const drop = (): void => {
      const event = new DragEvent('drop', { bubbles: true, cancelable: true, composed: true });
      Object.defineProperty(event, 'dataTransfer', { value: { items, files: [], types: ['Files'] } });
      element.dispatchEvent(event);
    };
    drop();
    await waitUntil(() => element.uploads.length === 2);
    await waitUntil(() => textOf(element).includes('2 files in the folder were skipped'));
    // Also to a screen reader.
    await waitUntil(() =>
      element.shadowRoot!.querySelector('[role=status]')!.textContent.includes('2 files in the folder'),
    );
    const dismiss = within(element, '.left-out button')[0]!;
    dismiss.click();
    await waitUntil(() => !textOf(element).includes('skipped'));
    children.push(file('more.txt'));
    drop();
    await waitUntil(() => textOf(element).includes('skipped'));
    element.clear();
    await waitUntil(() => !textOf(element).includes('skipped'), 'an emptied list still says it');
    // With nothing else to say a button says that.
    fake.set();
    children.push(file('last.txt'));
    drop();
    await waitUntil(() => textOf(element).includes('skipped'));
    element.layout = 'button';
    await waitUntil(() => within(element, '.tray')[0]?.textContent.includes('1 file in the folder was skipped'));
  });
});

describe('the file input', () => {
  it('asks for a folder, or for the camera, where the page says so', async () => {
    const element = await uploaderWith(new FakeUploader(), { folder: true, capture: 'environment' });
    const input = element.shadowRoot!.querySelector('input')!;
    expect(input.webkitdirectory).to.equal(true);
    expect(input.getAttribute('capture')).to.equal('environment');
    await waitUntil(() => textOf(element).includes('Choose folder'), 'the button does not say so');
    Object.assign(element, { folder: false, capture: '' });
    await element.updateComplete;
    await waitUntil(() => textOf(element).includes('Choose files'), 'the button still says it');
    expect([input.webkitdirectory, input.hasAttribute('capture')]).to.deep.equal([false, false]);
  });
});

describe('files that are pasted', () => {
  const paste = (target: Element, ...files: File[]): ClipboardEvent => {
    const clipboardData = new DataTransfer();
    for (const file of files) clipboardData.items.add(file);
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
    // Firefox gives an event that a page makes a clipboard of its own.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    target.dispatchEvent(event);
    return event;
  };

  it('are taken by an element that can be seen, with the focus on whatever takes no text', async () => {
    const [behind, shown] = [new FakeUploader(), new FakeUploader()];
    const tabs = await fixture<HTMLElement>(html`
      <div>
        <div hidden><vod-uploader .uploader=${behind}></vod-uploader></div>
        <input type="checkbox" aria-label="I have the rights" />
        <vod-uploader .uploader=${shown}></vod-uploader>
      </div>
    `);
    paste(tabs.querySelector('input')!, fileOf());
    expect([behind.state.uploads.length, shown.state.uploads.length]).to.deep.equal([0, 1]);
  });

  it('are taken wherever in the element the focus is, and what is refused is said', async () => {
    const element = await uploaderWith(new FakeUploader([STATES.uploading]));
    await waitUntil(
      () =>
        deepAll(element.shadowRoot!, 'vod-upload-controls button').length > 0 || within(element, 'button').length > 2,
    );
    for (const [n, target] of within(element, 'button').entries()) {
      target.focus();
      expect(paste(target, fileOf(`pasted ${n}.mp4`)).defaultPrevented).to.equal(true);
    }
    expect(element.uploads.length).to.be.greaterThan(2);
    paste(element, fileOf('empty.mp4', 0));
    await waitUntil(() => textOf(element).includes('This file is empty.'));
  });
});
