import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import { registerElements } from '../../src/elements/register.js';
import { isFirefox, isWebKit } from '../support/able.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { IMPORTS } from '../support/import-states.js';
import { REPORTS } from '../support/media-reports.js';
import { film } from '../support/odd-films.js';
import { button, fileOf, within } from '../support/seen.js';
import { MANY, readyWith, STATES, uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

registerElements({ createUploader: () => new FakeUploader() });

const uploads = (...states: ConstructorParameters<typeof FakeUploader>[0] & object) => new FakeUploader(states);
const waiting = uploadAt({ phase: 'validated', title: 'Harbour at dawn' });
const CATEGORIES = [{ id: 1, name: 'Films', children: [{ id: 11, name: 'Short films' }] }];

interface Scene {
  readonly page: TemplateResult;
  /** What happens then. */
  then?(page: HTMLElement): Promise<unknown>;
}

const uploader = (handle: FakeUploader): TemplateResult =>
  html`<vod-uploader multiple .uploader=${handle}></vod-uploader>`;

/** What somebody hears who goes through the page, by what it shows. */
const SCENES: Record<string, Scene> = {
  'nothing chosen yet': { page: html`<vod-uploader .uploader=${uploads()}></vod-uploader>` },
  'many uploads': { page: uploader(uploads(...MANY)) },
  'asked before a cancel': {
    page: uploader(uploads(STATES.uploading)),
    then: async (page) => (await button(page, 'Cancel')).click(),
  },
  failed: { page: uploader(uploads(STATES.failed)) },
  'waiting for the network': { page: uploader(uploads(STATES.waiting)) },
  'files refused': {
    page: uploader(uploads(STATES.uploading)),
    then: async (page) => {
      await button(page, 'Pause');
      page.querySelector('vod-uploader')!.addFiles([fileOf('Empty.mp4', 0), fileOf('Another.mov', 0)]);
      await button(page, 'Dismiss');
      await waitUntil(() => within(page, '.unseen[role=alert]')[0]?.textContent);
    },
  },
  'ready, with a player': { page: uploader(uploads(readyWith('/test/media/clip.mp4'))) },
  details: {
    page: html`<vod-uploader
      details
      .categories=${CATEGORIES}
      .uploader=${uploads({ ...waiting, described: { person: { title: '', tags: ['sea', 'dawn'] } } })}
    ></vod-uploader>`,
    then: (page) => waitUntil(() => within(page, '#title-fault')[0]?.textContent?.trim()),
  },
  'import with mistakes': {
    page: html`<vod-url-import .uploader=${uploads(...IMPORTS.slice(0, 2))}></vod-url-import>`,
    then: async (page) => {
      await button(page, 'Import');
      const [field] = within<HTMLTextAreaElement>(page, 'textarea');
      field!.value = 'https://example.com/right.mp4\nftp://example.com/wrong.mp4\nexample.com/wrong-too.mp4';
      field!.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
      await waitUntil(() => within(page, '[part=problem]').length === 2);
    },
  },
  'a media': { page: html`<vod-media-status .report=${REPORTS.tagged}></vod-media-status>` },
  'a media that failed, as a card': {
    page: html`<vod-media-status card .report=${REPORTS.transcodeFailed}></vod-media-status>`,
  },
  'cover picker': {
    page: html`<vod-cover-picker></vod-cover-picker>`,
    then: async (page) => {
      const picker = page.querySelector('vod-cover-picker')!;
      picker.file = await film();
      await waitUntil(() => within(page, '.suggestion').length === 5);
    },
  },
};

describe('the accessibility tree', function () {
  before(function () {
    // Each browser has a tree of its own, and only Chromium shows it.
    if (isFirefox || isWebKit) this.skip();
  });

  for (const [name, { page: content, then }] of Object.entries(SCENES)) {
    it(`is as it was kept: ${name}`, async () => {
      const page = await fixture<HTMLElement>(html`<main lang="en">${content}</main>`);
      await waitUntil(() => within(page, 'button, [part=media]').length > 0);
      await nextFrame();
      await then?.(page);
      await nextFrame();
      const path = `test/fixtures/accessibility/${name.replaceAll(',', '').replaceAll(' ', '-')}.txt`;
      const tree = () => executeServerCommand<{ now: string; kept: string }, object>('accessibility-tree', { path });
      let { now, kept } = await tree();
      // Chromium hands a change on a little later than it draws it.
      for (let n = 0; n < 20 && now !== kept; n += 1) {
        await nextFrame();
        ({ now, kept } = await tree());
      }
      expect(now, 'npm run trees keeps it as it is now').to.equal(kept);
    });
  }
});
