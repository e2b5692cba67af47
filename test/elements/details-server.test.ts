/* eslint no-console: off -- the console is where the page's developer reads of a refusal */
import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { button, textOf, within } from '../support/seen.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld, patterned, type World } from '../support/world.js';

const clip = () => new File([patterned(1000)], 'clip.mp4', { type: 'video/mp4' });
const field = (element: Element, id: string): HTMLInputElement => within<HTMLInputElement>(element, `#${id}`)[0]!;

function write(element: Element, id: string, text: string): void {
  const control = field(element, id);
  control.value = text;
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

describe('what is written in the form', () => {
  let world: World;
  let element: VodUploaderElement;

  beforeEach(async () => {
    world = createWorld();
    await world.settings({ noTranscode: true, analyseMs: 10, categories: ['7'] });
    element = await fixture<VodUploaderElement>(
      html`<vod-uploader details no-transcode endpoint=${world.endpoint} tags="from the page"></vod-uploader>`,
    );
  });

  async function chosen(): Promise<void> {
    element.addFiles([clip()]);
    await waitUntil(() => within(element, '#title').length === 1, 'the form is there');
  }

  it('reaches VOD; nothing is asked before Start', async () => {
    await chosen();
    write(element, 'title', 'Dawn');
    write(element, 'description', 'Grey');
    expect(await world.log()).to.deep.equal([]);
    (await button(element, 'Start')).click();
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'the upload ends');
    const media = element.uploads[0]?.report?.media;
    expect(media).to.include({ title: 'Dawn', description: 'Grey' });
    expect(media?.tags).to.deep.equal(['from the page']);
    expect(within(element, 'vod-upload-details')).to.have.length(0);
  });

  it('and refused by the server is mended at its field and retried', async () => {
    await world.fault({
      where: { service: 'backend', op: 'CreateUploadVideo' },
      what: 'status',
      status: 400,
      code: 'LengthExceededMax',
      message: 'The specified Title length has exceeded the maximum allowed.',
      times: 1,
    });
    await chosen();
    write(element, 'title', '深夜のラジオ');
    (await button(element, 'Start')).click();
    await waitUntil(() => element.uploads[0]?.phase === 'failed', 'it is refused');
    await waitUntil(() => field(element, 'title-fault')?.textContent?.includes('too long for the service'));
    expect(field(element, 'title').value).to.equal('深夜のラジオ');
    write(element, 'title', 'ラジオ');
    (await button(element, 'Retry')).click();
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'the upload ends');
    expect(await world.videos()).to.have.length(1);
    expect((await world.videos())[0]).to.include({ title: 'ラジオ' });
  });

  it('names a category that VOD does not have, until another is chosen', async () => {
    element.categories = [
      { id: 7, name: 'There' },
      { id: 8, name: 'Gone' },
    ];
    await chosen();
    const select = () => within<HTMLSelectElement>(element, '#cateId')[0]!;
    const choose = (value: string): void => {
      select().value = value;
      select().dispatchEvent(new Event('change', { bubbles: true }));
    };
    await waitUntil(() => select() !== undefined);
    choose('8');
    (await button(element, 'Start')).click();
    await waitUntil(() => field(element, 'cateId-fault')?.textContent?.includes('does not recognize this category'));
    choose('7');
    (await button(element, 'Retry')).click();
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'the upload ends');
  });

  it('is not to blame for the page’s own parameters: the row names them, and the console too', async () => {
    await world.settings({ templateGroups: ['known'] });
    const told: unknown[] = [];
    const { error } = console;
    console.error = (line: unknown) => told.push(line);
    try {
      element.templateGroupId = 'unknown';
      await chosen();
      (await button(element, 'Start')).click();
      await waitUntil(() => element.uploads[0]?.phase === 'failed', 'it is refused');
      await waitUntil(() => textOf(element).includes('TemplateGroupId'));
      expect(told.join()).to.match(/InvalidTemplateGroupId\.NotFound/);
    } finally {
      console.error = error;
    }
    element.templateGroupId = 'known';
    await element.updateComplete;
    (await button(element, 'Retry')).click();
    await waitUntil(() => element.uploads[0]?.phase === 'ready', 'the upload ends');
  });
});
