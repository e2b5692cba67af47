import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { registerElements } from '../../src/elements/register.js';
import type { VodCoverPickerElement } from '../../src/elements/vod-cover-picker.js';
import { itUnless, playsNoMp4 } from '../support/able.js';
import { FakeUploader } from '../support/fake-uploader.js';
import {
  brokenFilm,
  film,
  foreignFilm,
  look,
  picture,
  portraitFilm,
  recording,
  recordsNoWebm,
} from '../support/odd-films.js';
import { button, buttonsOf, choose, focused, textOf, within } from '../support/seen.js';
import { STATES } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

registerElements({ createUploader: () => new FakeUploader() });

const show = async (file?: Blob): Promise<VodCoverPickerElement> =>
  fixture<VodCoverPickerElement>(html`<vod-cover-picker .file=${file}></vod-cover-picker>`);

const slider = (element: Element) => within<HTMLInputElement>(element, 'input[type=range]')[0]!;
const video = (element: Element) => within<HTMLVideoElement>(element, 'video')[0]!;
const suggestions = (element: Element) => within<HTMLButtonElement>(element, '.suggestion');
const imageInput = (element: Element) => within<HTMLInputElement>(element, 'input[type=file]')[0]!;
const has = (element: VodCoverPickerElement) => waitUntil(() => element.cover !== undefined, 'no cover was chosen');
const opened = (element: Element) =>
  waitUntil(() => suggestions(element).length > 0 && within(element, '.bone').length === 0, 'the film was not opened');

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

function told(element: HTMLElement): (Blob | undefined)[] {
  const blobs: (Blob | undefined)[] = [];
  element.addEventListener('cover-change', ({ detail }) => blobs.push(detail.blob));
  return blobs;
}

describe('a cover from a film', () => {
  it('is the frame that is shown, as a JPEG of its size', async () => {
    const element = await show(await film());
    const changes = told(element);
    await opened(element);
    (await button(element, 'Use this frame')).click();
    await has(element);
    expect(changes).to.deep.equal([element.cover]);
    expect(element.cover!.type).to.equal('image/jpeg');
    expect(await look(element.cover!)).to.include({ width: 320, height: 180 });
    expect(textOf(element)).to.contain('Your cover Frame at 0:00.2');
    expect(element.matches(':state(chosen)')).to.equal(true);
  });

  it('follows the slider, by keyboard from one end to the other', async () => {
    const element = await show(await film());
    await opened(element);
    slider(element).focus();
    await sendKeys({ press: 'End' });
    await waitUntil(() => video(element).currentTime > 1.9 && !video(element).seeking, 'it did not go to the end');
    expect(slider(element).getAttribute('aria-valuetext')).to.equal('0:02.0 of 0:02.0');
    (await button(element, 'Use this frame')).click();
    await has(element);
    const last = element.cover!;
    await sendKeys({ press: 'Home' });
    await waitUntil(() => video(element).currentTime === 0 && !video(element).seeking, 'it did not go to the start');
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => video(element).currentTime > 0, 'an arrow does nothing');
    // So far that it is told as another moment, and no further.
    expect(video(element).currentTime).to.be.closeTo(0.1, 0.04);
    (await button(element, 'Use this frame')).click();
    await waitUntil(() => element.cover !== last, 'no other cover was chosen');
    expect(await element.cover!.arrayBuffer()).not.to.deep.equal(await last.arrayBuffer());
  });

  it('is a suggested one at one click, which is marked', async () => {
    const element = await show(await film());
    await opened(element);
    expect(suggestions(element).map(({ ariaLabel }) => ariaLabel)).to.deep.equal(
      ['0:00.2', '0:00.6', '0:01.0', '0:01.4', '0:01.8'].map((time) => `Use the frame at ${time}`),
    );
    suggestions(element)[3]!.click();
    await has(element);
    await element.updateComplete;
    expect(suggestions(element).map(({ ariaPressed }) => ariaPressed)).to.deep.equal([
      'false',
      'false',
      'false',
      'true',
      'false',
    ]);
    expect(video(element).currentTime).to.be.closeTo(1.4, 0.1);
    expect(textOf(element)).to.contain('Frame at 0:01.4');
  });

  itUnless(playsNoMp4)('stands upright where the film does', async () => {
    const element = await show(await portraitFilm());
    await opened(element);
    const [shown, stage] = [video(element), within(element, '.stage')[0]!].map((each) => each.getBoundingClientRect());
    expect(shown!.height, 'it is cut off').to.equal(stage!.height);
    suggestions(element)[0]!.click();
    await has(element);
    expect(await look(element.cover!)).to.include({ width: 180, height: 320 });
  });

  itUnless(recordsNoWebm)('can be had of a recording whose length is not written into it', async () => {
    const file = await recording(['#f00', '#f00', '#f00', '#00f', '#00f', '#00f']);
    const element = await show(file);
    await opened(element);
    expect(Number(slider(element).max)).to.be.within(0.3, 5);
    suggestions(element).at(-1)!.click();
    await has(element);
    const { blue, red } = (await look(element.cover!)).colour;
    expect(blue).to.be.greaterThan(150);
    expect(red).to.be.lessThan(80);
  });

  itUnless(recordsNoWebm)('can be had of a film of a few frames', async () => {
    const element = await show(await recording(['#0a0']));
    await opened(element);
    (await button(element, 'Use this frame')).click();
    await has(element);
    expect((await look(element.cover!)).colour.green).to.be.greaterThan(100);
  });

  itUnless(playsNoMp4)(
    'can be had of the beginning of a film that breaks off; behind that there is only an image',
    async () => {
      const whole = await film('clip.mp4');
      const half = whole.slice(0, whole.size / 2);
      const element = await show(new File([half], 'half.mp4', { type: 'video/mp4' }));
      await opened(element);
      suggestions(element)[0]!.click();
      await has(element);
      expect(await look(element.cover!)).to.include({ width: 320 });
      slider(element).focus();
      await sendKeys({ press: 'End' });
      await waitUntil(() => textOf(element).includes('cannot show this video'), 'it does not say so');
      expect(textOf(element)).to.contain('Your cover');
    },
  );

  it('is taken back with its button, and the focus does not get lost', async () => {
    const element = await show(await film());
    await opened(element);
    suggestions(element)[0]!.click();
    await has(element);
    const changes = told(element);
    const remove = await button(element, 'Remove cover');
    remove.focus();
    remove.click();
    await waitUntil(() => focused()?.textContent?.trim() === 'Use this frame', 'the focus is lost');
    expect(element.cover).to.equal(undefined);
    expect(changes).to.deep.equal([undefined]);
    expect(within(element, '.chosen')).to.deep.equal([]);
  });
});

describe('where there is no frame to be had', () => {
  const cases: [string, () => Promise<File> | File, string][] = [
    ['a film in a codec that the browser does not have', () => foreignFilm({ sound: false }), 'cannot show this video'],
    ['one of which it has the sound', () => foreignFilm({ sound: true }), 'cannot show this video'],
    ['a file that is no film', brokenFilm, 'cannot show this video'],
    ['a file of sound', () => film('clip.mp3', 'audio/mpeg'), 'no picture in this file'],
  ];
  for (const [name, make, words] of cases) {
    it(`says so of ${name}, and takes an image`, async () => {
      const element = await show(await make());
      await waitUntil(() => textOf(element).includes(words), `it does not say "${words}"`);
      expect(buttonsOf(element)).to.deep.equal(['Choose image']);
      expect(within(element, 'video')).to.deep.equal([]);
      choose(imageInput(element), await picture(64, 48));
      await has(element);
      expect(element.cover!.type).to.equal('image/png');
    });
  }
});

describe('a cover from an image', () => {
  it('is the file itself where that is a small PNG, whatever it is called', async () => {
    const element = await show();
    const file = await picture(64, 48);
    choose(imageInput(element), new File([file], 'holiday.jpg', { type: 'image/jpeg' }));
    await has(element);
    expect(element.cover!.type).to.equal('image/png');
    expect(element.cover!.size).to.equal(file.size);
    expect(textOf(element)).to.contain('Your cover holiday.jpg');
    const preview = within<HTMLImageElement>(element, '.chosen img')[0]!;
    await preview.decode();
    expect(preview.naturalWidth).to.equal(64);
  });

  const scaled: [string, string, [number, number], [number, number]][] = [
    ['a large PNG', 'image/png', [3840, 2160], [1920, 1080]],
    ['a tall JPEG', 'image/jpeg', [1000, 4000], [480, 1920]],
    ['a small JPEG, which a camera may have written into', 'image/jpeg', [200, 100], [200, 100]],
  ];
  for (const [name, type, [width, height], [w, h]] of scaled) {
    it(`is made a JPEG of 1920 pixels at most of ${name}`, async () => {
      const element = await show();
      choose(imageInput(element), await picture(width, height, type));
      await has(element);
      expect(element.cover!.type).to.equal('image/jpeg');
      expect(await look(element.cover!)).to.include({ width: w, height: h });
    });
  }

  it('is a JPEG of what VOD does not take, and this browser can read', async () => {
    const element = await show();
    const webp = bytesOf('UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA');
    choose(imageInput(element), new File([webp], 'a.webp', { type: 'image/webp' }));
    await has(element);
    expect(element.cover!.type).to.equal('image/jpeg');
  });

  it('keeps a small GIF, which may move', async () => {
    const bytes = bytesOf('R0lGODdhAQABAIAAAP///////ywAAAAAAQABAAACAkQBADs=');
    const element = await show();
    choose(imageInput(element), new File([bytes], 'a.gif', { type: 'image/gif' }));
    await has(element);
    expect([element.cover!.type, element.cover!.size]).to.deep.equal(['image/gif', bytes.length]);
  });

  it('is refused in words where it is none, or too large, and what was chosen before stays', async () => {
    const element = await show();
    choose(imageInput(element), await picture(64, 48));
    await has(element);
    const before = element.cover;
    choose(imageInput(element), new File(['<svg'], 'a.png', { type: 'image/png' }));
    await waitUntil(() => textOf(element).includes('This image cannot be used as a cover'), 'nothing is said');
    choose(imageInput(element), new File([new Uint8Array(51 * 1024 ** 2)], 'b.png', { type: 'image/png' }));
    await waitUntil(() => textOf(element).includes('This image is 51 MB; the limit is 50 MB'), 'nothing is said');
    expect(element.cover).to.equal(before);
    choose(imageInput(element), await picture(32, 32));
    await waitUntil(() => element.cover !== before, 'it takes nothing any more');
    expect(textOf(element)).not.to.contain('limit is');
  });
});

describe('a picker that goes', () => {
  it('leaves no film and no URL behind', async () => {
    const [made, gone] = [new Set<string>(), new Set<string>()];
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob: Blob) => {
      const url = createObjectURL.call(URL, blob);
      made.add(url);
      return url;
    };
    URL.revokeObjectURL = (url: string) => void (gone.add(url), revokeObjectURL.call(URL, url));
    try {
      const element = await show(await film());
      await opened(element);
      suggestions(element)[0]!.click();
      await has(element);
      const shown = video(element);
      const parent = element.parentElement!;
      element.remove();
      expect(shown.currentSrc === '' || !shown.hasAttribute('src')).to.equal(true);
      await waitUntil(() => gone.size === made.size, 'a URL is left');
      expect(made.size).to.equal(3);
      parent.append(element);
      await opened(element);
      expect(element.cover).not.to.equal(undefined);
      element.file = new File([await film()], 'another.webm', { type: 'video/webm' });
      await waitUntil(() => video(element) !== shown && suggestions(element).length === 5, 'it shows the old one');
      element.remove();
      await waitUntil(() => gone.size === made.size, 'a URL is left');
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });

  it('gives up a film in the middle of being opened', async () => {
    const element = await show(await film());
    element.file = undefined;
    await element.updateComplete;
    expect(within(element, 'video')).to.deep.equal([]);
    element.file = brokenFilm();
    element.file = await film();
    await opened(element);
    expect(textOf(element)).not.to.contain('cannot show');
  });
});

describe('a picker for an upload', () => {
  const waiting = { ...STATES.manual, id: 'one' };

  async function around(uploader: FakeUploader) {
    const element = await fixture<VodCoverPickerElement>(
      html`<vod-cover-picker .uploader=${uploader}></vod-cover-picker>`,
    );
    return element;
  }

  it('takes its film, and says the cover to the uploader', async () => {
    const uploader = new FakeUploader([waiting]);
    uploader.files.set('one', await film());
    const element = await around(uploader);
    await opened(element);
    const ids: (string | undefined)[] = [];
    element.addEventListener('cover-change', ({ detail }) => ids.push(detail.id));
    suggestions(element)[1]!.click();
    await has(element);
    const [upload] = uploader.state.uploads;
    expect(upload?.described?.person?.cover).to.equal(element.cover);
    expect(ids).to.deep.equal(['one']);
    element.clear();
    expect(element.cover).to.equal(undefined);
  });

  it('shows what the page has chosen for it, and lets the person take it away', async () => {
    const cover = await picture(32, 32);
    const uploader = new FakeUploader([{ ...waiting, described: { page: { cover } } }]);
    const element = await around(uploader);
    expect(element.cover).to.equal(cover);
    (await button(element, 'Remove cover')).click();
    await waitUntil(() => element.cover === undefined, 'it stays');
  });

  it('says that it is too late when VOD knows the media', async () => {
    const uploader = new FakeUploader([waiting]);
    uploader.files.set('one', await film());
    const element = await around(uploader);
    await opened(element);
    uploader.change('one', { phase: 'uploading', videoId: 'v' });
    await waitUntil(() => textOf(element).includes('can no longer choose a cover here'), 'it does not say so');
    expect(buttonsOf(element)).to.deep.equal([]);
    expect(within(element, 'video')).to.deep.equal([]);
  });

  it('shows the cover that went with it, and lets nobody change it', async () => {
    const uploader = new FakeUploader([waiting]);
    const element = await around(uploader);
    choose(imageInput(element), await picture(32, 32));
    await has(element);
    uploader.change('one', { phase: 'uploading', videoId: 'v' });
    await waitUntil(() => textOf(element).includes('Used for this upload'), 'it does not say so');
    expect(buttonsOf(element)).to.deep.equal([]);
  });

  it('says so where VOD is asked at this very moment', async () => {
    const uploader = new FakeUploader([waiting]);
    uploader.describe = () => {
      throw new TypeError('VOD was told already');
    };
    const element = await around(uploader);
    choose(imageInput(element), await picture(32, 32));
    await waitUntil(() => textOf(element).includes('can no longer choose a cover here'), 'it does not say so');
    expect(element.cover).to.equal(undefined);
  });

  it('knows in a row, or by its id, which of several uploads it is about', async () => {
    const uploader = new FakeUploader([waiting, { ...waiting, id: 'two' }]);
    const page = await fixture<HTMLElement>(html`
      <div>
        <vod-upload-item .uploader=${uploader} upload-id="two">
          <vod-cover-picker .uploader=${uploader}></vod-cover-picker>
        </vod-upload-item>
        <vod-cover-picker .uploader=${uploader} upload-id="one"></vod-cover-picker>
        <vod-cover-picker .uploader=${uploader}></vod-cover-picker>
      </div>
    `);
    const [inRow, byId, lost] = page.querySelectorAll('vod-cover-picker');
    choose(imageInput(inRow!), await picture(10, 10));
    await has(inRow!);
    choose(imageInput(byId!), await picture(20, 20));
    await has(byId!);
    const covers = uploader.state.uploads.map(({ described }) => described?.person?.cover);
    expect(covers).to.deep.equal([byId!.cover, inRow!.cover]);
    expect(textOf(lost!)).to.equal('');
    uploader.change('one', { phase: 'uploading', videoId: 'v' });
    await waitUntil(() => lost!.cover === inRow!.cover, 'it is not about the one that has not begun');
  });

  it('begins anew with another film', async () => {
    const uploader = new FakeUploader([waiting]);
    uploader.files.set('one', await film());
    const element = await around(uploader);
    await opened(element);
    suggestions(element)[4]!.click();
    await has(element);
    uploader.files.set('two', new File([await film()], 'two.webm', { type: 'video/webm' }));
    uploader.set({ ...waiting, id: 'two' });
    await waitUntil(() => slider(element)?.valueAsNumber < 0.3, 'the slider stands where it stood');
    expect(element.cover).to.equal(undefined);
  });

  it('is nothing to see while there is no upload', async () => {
    const element = await around(new FakeUploader());
    expect(textOf(element)).to.equal('');
    expect(element.getBoundingClientRect().height).to.equal(0);
  });
});

describe('axe finds nothing', () => {
  for (const scheme of ['light', 'dark']) {
    it(`in an open film with a cover, ${scheme}`, async () => {
      const file = await film();
      const page = await fixture(html`
        <main style="color-scheme: ${scheme}; background: Canvas; padding: 16px">
          <vod-cover-picker .file=${file}></vod-cover-picker>
        </main>
      `);
      const element = page.querySelector('vod-cover-picker')!;
      await opened(element);
      suggestions(element)[0]!.click();
      await has(element);
      await element.updateComplete;
      await expect(page).to.be.accessible();
    });

    it(`where there is none to be had, ${scheme}`, async () => {
      const page = await fixture(html`
        <main style="color-scheme: ${scheme}; background: Canvas; padding: 16px">
          <vod-cover-picker .file=${brokenFilm()}></vod-cover-picker>
        </main>
      `);
      const element = page.querySelector('vod-cover-picker')!;
      await waitUntil(() => textOf(element).includes('cannot show'), 'nothing is said');
      choose(imageInput(element), new File(['x'], 'a.png', { type: 'image/png' }));
      await waitUntil(() => textOf(element).includes('cannot be used as a cover'), 'nothing is said');
      await expect(page).to.be.accessible();
    });
  }
});
