import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { LANGUAGES, type Words } from '../../src/elements/languages.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { Late } from '../../src/engine/late.js';
import { UploadError } from '../../src/engine/error.js';
import { words as german } from '../../src/words/de.js';
import { words as french } from '../../src/words/fr.js';
import { words as russian } from '../../src/words/ru.js';
import { words as simplified } from '../../src/words/zh-hans.js';
import { words as traditional } from '../../src/words/zh-hant.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { buttonsOf, fileOf, textOf, within } from '../support/seen.js';
import { MANY, STATES, uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

registerElements({ createUploader: () => new FakeUploader() });

const ENGLISH = 'Drop a video here';
/** As our own words: those of a language that nobody has asked for yet come when the test says so, if at all. */
const loaders = LANGUAGES as Record<string, Late<Words>>;

/** An element in `lang`, and the element with that attribute. */
async function saying(lang: string, uploader = new FakeUploader()) {
  const around = await fixture<HTMLElement>(
    html`<div lang=${lang}><vod-uploader .uploader=${uploader} multiple max-files="1"></vod-uploader></div>`,
  );
  const element = around.querySelector('vod-uploader')!;
  return { around, element, uploader };
}

/** Words that come when the test says so. */
function held(): { promise: Promise<Words>; resolve: (words: Words) => void } {
  let resolve: (words: Words) => void = () => {};
  const promise = new Promise<Words>((settle) => (resolve = settle));
  return { promise, resolve };
}

const says = (element: Element, text: string) =>
  waitUntil(() => textOf(element).includes(text), `not "${text}"`).catch((error: unknown) => {
    throw new Error(`${String(error)}, but: ${textOf(element)}`);
  });

const isWordless = (element: Element) => element.matches(':state(wordless)');
const langOf = (element: Element) => within(element, '.zone')[0]?.closest('[lang]')?.getAttribute('lang');

describe('an element’s language', () => {
  it('is that of the nearest lang, in all its pieces', async () => {
    const { element } = await saying('de', new FakeUploader(MANY));
    await says(element, '2 von 6 hochgeladen, 1 fehlgeschlagen');
    expect(buttonsOf(element)).to.include('Pausieren: Harbour at dawn.mp4').and.include('Alle pausieren');
    expect(textOf(element)).to.contain(german['error.network']);
  });

  it('follows a lang that changes, on any element around it', async () => {
    const { around, element } = await saying('fr');
    await says(element, french['drop-one']);
    around.lang = 'de';
    await says(element, german['drop-one']);
    around.removeAttribute('lang');
    around.parentElement!.lang = 'ru';
    await says(element, russian['drop-one']);
    element.lang = 'de';
    await says(element, german['drop-one']);
    element.removeAttribute('lang');
    around.parentElement!.removeAttribute('lang');
    await says(element, ENGLISH);
  });

  it('follows it through shadow roots', async () => {
    const outer = await fixture<HTMLElement>(html`<section lang="de"><div></div></section>`);
    const host = outer.querySelector('div')!;
    const inside = document.createElement('p');
    host.attachShadow({ mode: 'open' }).append(inside);
    const element = document.createElement('vod-uploader');
    element.uploader = new FakeUploader();
    inside.attachShadow({ mode: 'closed' }).append(element);
    await says(element, german['drop-one']);
    inside.lang = 'fr';
    await says(element, french['drop-one']);
    inside.removeAttribute('lang');
    outer.lang = 'ru';
    await says(element, russian['drop-one']);
  });

  it('is that of where it is moved to', async () => {
    const { around, element } = await saying('de');
    const elsewhere = await fixture<HTMLElement>(html`<div lang="fr"></div>`);
    await says(element, german['drop-one']);
    elsewhere.append(element);
    await says(element, french['drop-one']);
    // What it has left is none of its business.
    around.lang = 'ru';
    await element.updateComplete;
    await says(element, french['drop-one']);
  });

  it('is its locale before any lang, and its own lang again without', async () => {
    const { element } = await saying('de');
    element.locale = 'fr';
    await says(element, french['drop-one']);
    expect(langOf(element)).to.equal('fr');
    element.removeAttribute('locale');
    element.locale = undefined;
    await says(element, german['drop-one']);
  });

  it('tells one Chinese from the other, and takes what is no tag for none', async () => {
    const { around, element } = await saying('zh-HK');
    await says(element, traditional['drop-one']);
    around.lang = 'zh_CN';
    await says(element, simplified['drop-one']);
    for (const lang of ['**', 'x', 'und', 'tlh', '']) {
      around.lang = 'de';
      await says(element, german['drop-one']);
      around.lang = lang;
      await says(element, ENGLISH);
    }
  });

  it('is told to what reads it, where the page’s is another one', async () => {
    const { around, element } = await saying('tlh', new FakeUploader(MANY));
    await says(element, 'Retry all');
    const rows = within(element, '[part=row]');
    expect(rows.map((row) => row.lang)).to.deep.equal(rows.map(() => 'en'));
    around.lang = 'de-CH';
    await says(element, german['retry-all']);
    await waitUntil(() => within(element, '[part=row]').every((row) => row.lang === 'de-CH'));
    expect(within(element, '[role=status]')[0]?.lang).to.equal('de-CH');
    expect(around.lang).to.equal('de-CH');
    expect(element.hasAttribute('lang')).to.equal(false);
  });

  it('has numbers as they are written there', async () => {
    const upload = uploadAt({ ...STATES.uploading, total: 1500 * 1024 ** 3, sent: 1234.5 * 1024 ** 3 });
    const { around, element } = await saying('de-CH', new FakeUploader([upload]));
    await says(element, '1.2 TB von 1.5 TB');
    expect(textOf(element)).to.contain('82%');
    around.lang = 'de';
    await says(element, '1,2 TB von 1,5 TB');
    expect(textOf(element)).to.contain('82\u00a0%');
    around.lang = 'ar-EG';
    await says(element, new Intl.NumberFormat('ar-EG', { style: 'percent' }).format(0.82));
    expect(textOf(element)).to.match(/١٫٢/);
  });

  it('holds for a piece with an uploader of the page’s own', async () => {
    const around = await fixture<HTMLElement>(html`
      <div lang="de">
        <vod-upload-list .uploader=${new FakeUploader([STATES.paused])}></vod-upload-list>
      </div>
    `);
    const list = around.firstElementChild!;
    await says(list, german['phase.paused']);
    around.lang = 'fr';
    await says(list, french['phase.paused']);
    expect(buttonsOf(list)).to.include('Reprendre\u00a0: Harbour at dawn.mp4');
  });

  it('holds for import, media status and cover picker, and for the rows inside', async () => {
    const around = await fixture<HTMLElement>(html`
      <div lang="de">
        <vod-url-import .uploader=${new FakeUploader([STATES.paused])}></vod-url-import>
        <vod-media-status .report=${{ id: 'x', status: 'blocked', rawStatus: '' }}></vod-media-status>
        <vod-cover-picker .file=${fileOf()}></vod-cover-picker>
      </div>
    `);
    const [urls, media, cover] = [...around.children] as [Element, Element, Element];
    await says(urls, german['urls-hint']);
    await says(urls, german['phase.paused']);
    await says(media, german['why.blocked']);
    await says(cover, german['cover.image']);
    around.lang = 'ru';
    await says(urls, russian['urls-hint']);
    await says(urls, russian['phase.paused']);
    await says(media, russian['why.blocked']);
    await says(cover, russian['cover.image']);
  });
});

describe('words of the page’s own', () => {
  it('stand before ours in any language, and have the forms of the language that they are in', async () => {
    const uploader = new FakeUploader();
    const { around, element } = await saying('ru', uploader);
    element.text = { 'drop-one': 'Сюда!', 'rejected.one': '{count} отказ', 'rejected.few': '{count} отказа' };
    await says(element, 'Сюда!');
    element.addFiles(['a', 'b', 'c'].map((name) => fileOf(`${name}.mp4`, 0)));
    await says(element, '3 отказа');
    element.addFiles(['a', 'b', 'c', 'd', 'e'].map((name) => fileOf(`${name}.mp4`, 0)));
    await says(element, 'Не добавлено 5 файлов');
    // A language of the page's alone.
    around.lang = 'cs';
    element.text = {
      'rejected.one': '{count} soubor',
      'rejected.few': '{count} soubory',
      'rejected.other': '{count} souborů',
    };
    await says(element, '5 souborů');
    element.addFiles(['a', 'b', 'c'].map((name) => fileOf(`${name}.mp4`, 0)));
    await says(element, '3 soubory');
    element.text = undefined;
    await says(element, '3 files were not added');
  });
});

describe('words that are on their way', () => {
  it('leave the element silent in its first moment, and then it says them', async () => {
    const { promise, resolve } = held();
    loaders['hi'] = () => promise;
    const { element } = await saying('hi');
    expect(isWordless(element)).to.equal(true);
    for (const piece of within(element, '[part]')) expect(getComputedStyle(piece).visibility).to.equal('hidden');
    resolve(await import('../../src/words/hi.js'));
    await waitUntil(() => !isWordless(element));
    await says(element, (await promise).words['drop-one']);
  });

  it('are waited for a second, and no longer: then it speaks English until they are here', async () => {
    const { promise, resolve } = held();
    loaders['ko'] = () => promise;
    const began = performance.now();
    const { element } = await saying('ko');
    const list = await fixture(html`
      <div lang="ko"><vod-upload-list .uploader=${new FakeUploader([STATES.paused])}></vod-upload-list></div>
    `);
    expect(textOf(list)).to.equal('');
    await waitUntil(() => !isWordless(element));
    expect(performance.now() - began).to.be.within(900, 3000);
    await says(element, ENGLISH);
    expect(langOf(element)).to.equal('en');
    await says(list, 'Paused');
    resolve(await import('../../src/words/ko.js'));
    await says(element, (await promise).words['drop-one']);
    await says(list, (await promise).words['phase.paused']);
  });

  it('leave what is read already as it is until they are here', async () => {
    const { promise, resolve } = held();
    loaders['ja'] = () => promise;
    const { around, element } = await saying('de');
    await says(element, german['drop-one']);
    around.lang = 'ja';
    await nextFrame();
    await element.updateComplete;
    expect(isWordless(element)).to.equal(false);
    expect(textOf(element)).to.contain(german['drop-one']);
    resolve(await import('../../src/words/ja.js'));
    await says(element, (await promise).words['drop-one']);
  });

  it('are asked for again where they cannot be had, however often', async () => {
    let calls = 0;
    loaders['pt'] = () => {
      calls += 1;
      return calls < 3 ? Promise.reject(new Error('no network')) : import('../../src/words/pt.js');
    };
    const { element } = await saying('pt-BR');
    await waitUntil(() => !isWordless(element));
    await says(element, ENGLISH);
    // It does not wait for its next turn when the network is back.
    const knock = setInterval(() => dispatchEvent(new Event('online')), 50);
    await says(element, (await import('../../src/words/pt.js')).words['drop-one']).finally(() => clearInterval(knock));
    expect(calls).to.equal(3);
  });

  it('do not leave an element silent that was out of the page for a moment', async () => {
    loaders['es'] = () => new Promise<Words>(() => {});
    const { around, element } = await saying('es');
    expect(isWordless(element)).to.equal(true);
    element.remove();
    await nextFrame();
    around.append(element);
    await waitUntil(() => !isWordless(element));
    await says(element, ENGLISH);
  });
});

describe('in its language, an element', () => {
  it('announces what happens', async () => {
    const { element, uploader } = await saying('de', new FakeUploader([STATES.uploading]));
    await says(element, german['phase.uploading']);
    const hears = (role: string, text: string) =>
      waitUntil(() => within(element, `[role=${role}]`).some(({ textContent }) => textContent?.includes(text)), text);
    uploader.change('one', { phase: 'paused' });
    await hears('status', 'Harbour at dawn.mp4 ist pausiert');
    element.parentElement!.lang = 'fr';
    await says(element, french['phase.paused']);
    uploader.set(uploadAt({ ...STATES.failed, error: new UploadError('network', 'x') }));
    await hears('alert', french['error.network']);
  });

  it('tells a form what is missing', async () => {
    const { around, element, uploader } = await saying('de');
    element.required = true;
    await says(element, german['drop-one']);
    expect(element.validationMessage).to.equal(german['need-file']);
    around.lang = 'fr';
    await says(element, french['drop-one']);
    expect(element.validationMessage).to.equal(french['need-file']);
    uploader.set(STATES.failed);
    await waitUntil(() => element.validationMessage === french['need-mending']);
    around.lang = 'de';
    await waitUntil(() => element.validationMessage === german['need-mending']);
  });
});

describe('what listens to lang', () => {
  const { observe, disconnect } = MutationObserver.prototype;
  const watching = new Set<MutationObserver>();

  beforeEach(() => {
    MutationObserver.prototype.observe = function (target, options) {
      if (options?.attributeFilter?.includes('lang')) watching.add(this);
      observe.call(this, target, options);
    };
    MutationObserver.prototype.disconnect = function () {
      watching.delete(this);
      disconnect.call(this);
    };
  });
  afterEach(() => {
    Object.assign(MutationObserver.prototype, { observe, disconnect });
  });

  it('is one observer for all elements, and none when the last is gone', async () => {
    const first = await saying('de');
    const second = await saying('fr');
    await says(second.element, french['drop-one']);
    expect(watching.size).to.equal(1);
    first.element.remove();
    expect(watching.size).to.equal(1);
    second.element.remove();
    document.querySelectorAll<VodUploaderElement>('vod-uploader, vod-upload-list').forEach((each) => each.remove());
    expect(watching.size).to.equal(0);

    first.around.lang = 'ru';
    await nextFrame();
    await first.element.updateComplete;
    expect(textOf(first.element)).not.to.contain(russian['drop-one']);
    first.around.append(first.element);
    await says(first.element, russian['drop-one']);
  });
});
