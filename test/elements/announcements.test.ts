import { expect, fixture, html } from '@open-wc/testing';
import { createVodUploader } from '../../src/core.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { words as de } from '../../src/words/de.js';
import { paddedMp4 } from '../support/padded-mp4.js';
import { button } from '../support/seen.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld, patterned, type World } from '../support/world.js';

registerElements({ createUploader: (options) => createVodUploader({ pollMs: [20, 100], ...options }) });

const PART = 102_400;
let world: World;
let element: VodUploaderElement;
/** What a screen reader says, in order; what interrupts begins with `!`. */
let heard: string[];
let ear: MutationObserver;

/** Connects it as a page has it, and listens. */
async function open(attributes: Readonly<Record<string, string>> = {}, lang = 'en'): Promise<void> {
  const page = await fixture<HTMLElement>(html`<main lang=${lang}><vod-uploader></vod-uploader></main>`);
  element = page.querySelector('vod-uploader')!;
  const usual = { endpoint: world.endpoint, 'resume-mode': 'off', 'part-size': String(PART), 'max-connections': '1' };
  for (const [name, value] of Object.entries({ ...usual, ...attributes })) element.setAttribute(name, value);
  await element.updateComplete;
  heard = [];
  ear = new MutationObserver(() => {
    for (const [role, sign] of [
      ['status', ''],
      ['alert', '! '],
    ] as const) {
      const text = `${sign}${region(role).textContent?.trim() ?? ''}`;
      if (text !== sign && text !== last[role]) heard.push(text);
      last[role] = text;
    }
  });
  const last: Record<string, string> = {};
  for (const role of ['status', 'alert'])
    ear.observe(region(role), { characterData: true, childList: true, subtree: true });
}

/** Its own, not that of a piece. */
const region = (role: string): HTMLElement => element.shadowRoot!.querySelector(`.unseen[role=${role}]`)!;
const file = (name: string, parts = 8): File => new File([patterned(parts * PART)], name, { type: 'video/mp4' });
/** One that plays, of so many parts. */
const film = async (name: string, parts: number): Promise<File> => {
  const mp4 = await (await fetch('/test/media/clip.mp4')).blob();
  return new File([paddedMp4(mp4, parts * PART)], name, { type: 'video/mp4' });
};
const hears = (text: string): Promise<void> =>
  waitUntil(() => heard.join(' | ').includes(text)).catch(() => {
    throw new Error(`“${text}” is not said, but ${heard.join(' | ')}`);
  });
/** A quarter that is over before its turn has come is not said. */
const isLater = (text: string): boolean => /\b(50|75)\b/.test(text);
const lasting = (): readonly string[] => heard.filter((text) => !isLater(text));
/** VOD takes its time until it was said that the file has arrived: what is over before its turn has come is not said. */
const analysing = () => world.settings({ analyseMs: 3_600_000 });
async function isReady(uploaded: string, ready: string): Promise<void> {
  await hears(uploaded);
  await world.settings({ analyseMs: 0, transcodeMs: 0 });
  await hears(ready);
}
/** After two parts, which are a quarter. */
const slow = () =>
  world.fault({ what: 'delay', delayMs: 2_000, times: 0, where: { service: 'oss', op: 'UploadPart', nth: 3 } });

describe('over a whole upload a screen reader says', () => {
  let online = true;

  before(() => Object.defineProperty(navigator, 'onLine', { get: () => online, configurable: true }));
  after(() => Reflect.deleteProperty(navigator, 'onLine'));
  beforeEach(async () => {
    world = createWorld();
    await world.settings({ analyseMs: 20, transcodeMs: 40 });
  });
  afterEach(() => {
    online = true;
    ear.disconnect();
    element.cancel();
  });

  it('that it starts, each quarter, what it waits for, that it goes on, has arrived, and is ready', async () => {
    await open();
    await analysing();
    await slow();
    element.addFiles([await film('Harbour.mp4', 8)]);
    await hears('25%');
    online = false;
    // Always: browsers repeat a request by themselves where a connection that was open breaks.
    await world.fault({ what: 'cut-before', times: 0, where: { service: 'oss', op: 'UploadPart' } });
    await hears('offline');
    await world.heal();
    await slow();
    online = true;
    dispatchEvent(new Event('online'));
    await hears('has resumed');
    await world.heal();
    await isReady('is uploaded', 'is ready');
    const quarters = heard.filter(isLater);
    expect(quarters).to.deep.equal([...new Set(quarters)].sort());
    expect(lasting()).to.deep.equal([
      'Uploading Harbour.mp4',
      '25% of Harbour.mp4 uploaded',
      'Harbour.mp4 is waiting. You are offline. This will continue when you reconnect.',
      'Harbour.mp4 has resumed',
      'Harbour.mp4 is uploaded',
      'Harbour.mp4 is ready',
    ]);
  });

  it('what a person did to it: paused, gone on, canceled', async () => {
    await open();
    await slow();
    element.addFiles([file('Harbour.mp4')]);
    await hears('25%');
    (await button(element, 'Pause Harbour.mp4')).click();
    await hears('paused');
    (await button(element, 'Resume Harbour.mp4')).click();
    await hears('has resumed');
    element.cancel();
    await hears('canceled');
    expect(lasting()).to.deep.equal([
      'Uploading Harbour.mp4',
      '25% of Harbour.mp4 uploaded',
      'Harbour.mp4 is paused',
      'Harbour.mp4 has resumed',
      'Harbour.mp4 was canceled',
    ]);
  });

  it('at once what went wrong, and of what could not be added why; nothing of what is over then', async () => {
    await open({ multiple: '' });
    element.addFiles([file('Empty.mp4', 0), file('Notes.txt', 1)]);
    await hears('Notes');
    element.addFiles([file('Noise.mp4', 1)]);
    await hears('converted');
    expect(heard.filter((each) => each.startsWith('!'))).to.deep.equal([
      '! Empty.mp4 was not added: This file is empty. Export or copy it again, then choose the new file. ' +
        'Notes.txt was not added: This file type (.txt) is not accepted here. Choose another file or convert this one.',
      '! Noise.mp4: This file could not be converted. It may be damaged or not a video. Check that it plays on your device, or export it again.',
    ]);
    expect(heard.at(-1)).to.match(/^! Noise/);
  });

  it('of many files the sum, instead of each', async () => {
    await open({ multiple: '', 'max-concurrent-uploads': '6' });
    const one = await film('film.mp4', 1);
    element.addFiles(Array.from({ length: 12 }, (_, n) => new File([one], `Film ${n + 1}.mp4`, { lastModified: n })));
    await waitUntil(() => element.uploads.every(({ phase }) => phase === 'ready'));
    await hears('12 of 12 files uploaded');
    // 36 changes, of which nobody wants to hear one by one.
    const sums = heard.map((each) => Number(/^(\d+) of 12 files uploaded$/.exec(each)?.[1]));
    expect(sums[0]).to.equal(0);
    expect(sums).to.deep.equal([...new Set(sums)].sort((one, other) => one - other));
  });

  it('all of it in the language of the page, also when that changes half-way', async () => {
    await open();
    await analysing();
    await slow();
    element.addFiles([await film('Harbour.mp4', 8)]);
    await hears('25%');
    element.parentElement!.lang = 'de';
    const german = (key: 'said.quarter' | 'said.uploaded' | 'said.ready', percent = '') =>
      de[key].replace('{name}', 'Harbour.mp4').replace('{percent}', percent);
    await world.heal();
    const quarters = ['50', '75'].map((percent) => german('said.quarter', `${percent}\u00a0%`));
    await isReady(german('said.uploaded'), german('said.ready'));
    expect(lasting()).to.deep.equal([
      'Uploading Harbour.mp4',
      '25% of Harbour.mp4 uploaded',
      german('said.uploaded'),
      german('said.ready'),
    ]);
    for (const text of heard.filter(isLater)) expect(quarters).to.include(text);
  });
});
