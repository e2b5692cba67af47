import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { waitUntil } from '../support/wait-until.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { fileOf, within } from '../support/seen.js';
import { faint, hiddenFocus } from '../stories/colours.js';
import { moving } from '../stories/measures.js';
import { isFirefox, isWebKit } from '../support/able.js';
import { MANY, readyWith, STATES } from '../support/upload-states.js';

registerElements({ createUploader: () => new FakeUploader() });

const scenes: Record<string, readonly UploadState[]> = {
  empty: [],
  many: MANY,
  player: [readyWith('/test/media/clip.mp4')],
  ...Object.fromEntries(Object.entries(STATES).map(([name, state]) => [name, [state]])),
};

async function show(uploads: readonly UploadState[], scheme = 'light', dir = 'ltr') {
  const uploader = new FakeUploader(uploads);
  const page = await fixture<HTMLElement>(html`
    <main dir=${dir} style="color-scheme: ${scheme}; background: Canvas; padding: 16px">
      <vod-uploader .uploader=${uploader} multiple></vod-uploader>
    </main>
  `);
  const element = page.querySelector<VodUploaderElement>('vod-uploader')!;
  await element.updateComplete;
  await nextFrame();
  return { page, element, uploader };
}

describe('axe finds nothing', function () {
  for (const scheme of ['light', 'dark']) {
    for (const [name, uploads] of Object.entries(scenes)) {
      it(`when ${name}, ${scheme}`, async () => {
        const { page } = await show(uploads, scheme);
        await expect(page).to.be.accessible();
      });
    }
  }

  it('when it is disabled', async () => {
    const { page, element } = await show([]);
    element.disabled = true;
    await element.updateComplete;
    await nextFrame();
    await expect(page).to.be.accessible();
  });

  it('when a file was refused, from right to left', async () => {
    const { page, element } = await show(MANY, 'dark', 'rtl');
    element.addFiles([fileOf('nothing.mp4', 0)]);
    await waitUntil(() => within(element, '.rejection').length === 1);
    await expect(page).to.be.accessible();
  });
});

describe('a screen reader', () => {
  const region = (element: Element, role: string) => element.shadowRoot!.querySelector(`.unseen[role=${role}]`)!;

  it('is told politely how it goes, and urgently what went wrong', async () => {
    const { element, uploader } = await show([STATES.queued]);
    uploader.set(STATES.uploading);
    await waitUntil(() => region(element, 'status').textContent === 'Harbour at dawn.mp4 has resumed');
    uploader.set(STATES.waiting);
    await waitUntil(() => region(element, 'status').textContent?.includes('You are offline'));
    expect(region(element, 'alert').textContent).to.equal('');
    uploader.set(STATES.failed);
    await waitUntil(() => region(element, 'alert').textContent?.includes('Check it, then retry'));
  });

  it('is told of a file that was refused', async () => {
    const { element } = await show([]);
    element.addFiles([fileOf('nothing.mp4', 0)]);
    await waitUntil(() =>
      region(element, 'alert').textContent?.startsWith('nothing.mp4 was not added: This file is empty'),
    );
  });
});

/** As somebody has set it for all pages. */
describe('where a person wants', function () {
  const set = (features: Record<string, string>) => executeServerCommand('media-features', features);

  before(function () {
    // Only Chromium can be told by a test.
    if (isFirefox || isWebKit) this.skip();
  });
  afterEach(() => set({}));

  it('the colours of the system, pictures, bars, edges and the focus are seen in them', async () => {
    await set({ 'forced-colors': 'active' });
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
    for (const [name, uploads] of Object.entries(scenes)) {
      const { page } = await show(uploads);
      expect([...faint(page), ...hiddenFocus(page)], name).to.deep.equal([]);
    }
  });

  it('less motion, nothing moves', async () => {
    await set({ 'prefers-reduced-motion': 'reduce' });
    for (const [name, uploads] of Object.entries(scenes)) {
      const { page } = await show(uploads);
      expect(moving(page), name).to.deep.equal([]);
    }
  });

  it('more contrast, lines and quiet words are as dark as the others', async () => {
    for (const scheme of ['light', 'dark']) {
      const { element } = await show(MANY, scheme);
      const [row] = within(element, '.row');
      const [status] = within(within(element, 'vod-upload-item')[0]!, 'vod-upload-status');
      const colours = () => [getComputedStyle(row!).borderTopColor, getComputedStyle(status!).color];
      const before = colours();
      await set({ 'prefers-contrast': 'more' });
      const { color } = getComputedStyle(row!);
      expect(colours()).to.deep.equal([color, color]);
      expect(before).to.not.include(color);
      await set({});
    }
  });
});

describe('every target', () => {
  it('is at least 24 px in each direction', async () => {
    const { element } = await show(MANY);
    for (const button of within(element, 'button')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height), button.getAttribute('aria-label') ?? '').to.be.at.least(24);
    }
  });

  it('fits into 320 px, with names of any length', async () => {
    const { page, element } = await show(MANY);
    page.style.inlineSize = '320px';
    await nextFrame();
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    for (const row of within(element, '.row')) expect(row.scrollWidth).to.be.at.most(row.clientWidth);
  });
});
