import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { registerElements } from '../../src/elements/register.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { UploadState } from '../../src/engine/state.js';
import { cutText, overlaps } from '../stories/measures.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { LARGEST, ODD_NAMES, ODD_SIZES, ODDLY_NAMED } from '../support/odd-uploads.js';
import { within } from '../support/seen.js';
import { LOOKS, STATES, uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

registerElements({ createUploader: () => new FakeUploader() });

const ENGLISH = { lang: 'en', dir: 'ltr', width: 900 };
const GERMAN = { lang: 'de', dir: 'ltr', width: 480 };
const ARABIC = { lang: 'ar', dir: 'rtl', width: 900 };
const PLACES = [ENGLISH, GERMAN, ...[ENGLISH, GERMAN, ARABIC].map((place) => ({ ...place, width: 320 }))];
/** A line of a row's words and then some: rounding, and marks above a letter. */
const SLACK_PX = 1;
const IN_SIGHT = 50;

const rowsOf = (element: Element) => within(element, '.row');
const partOf = (row: Element, part: string) => row.querySelector<HTMLElement>(`.${part}`)!;

async function show(
  uploads: readonly UploadState[],
  { lang, dir, width }: (typeof PLACES)[number] = ENGLISH,
  layout = 'panel',
) {
  const uploader = new FakeUploader(uploads);
  const place = await fixture<HTMLElement>(html`
    <div lang=${lang} dir=${dir} style="inline-size: ${width}px">
      <vod-uploader multiple layout=${layout} .uploader=${uploader}></vod-uploader>
    </div>
  `);
  const element = place.querySelector<VodUploaderElement>('vod-uploader')!;
  await waitUntil(() => rowsOf(element).length === uploads.length, 'not all rows are drawn');
  const words = () => within(element, 'vod-upload-status').at(-1)?.shadowRoot?.textContent ?? '';
  await waitUntil(() => words().trim() !== '', 'no words came');
  await quiet(element);
  return { place, element, uploader };
}

/** Names are cut to measure when their width is known, a frame or two after they are drawn. */
async function quiet(element: Element): Promise<void> {
  for (let before = '', same = 0; same < 3; await nextFrame()) {
    const rows = rowsOf(element);
    // Asking a row out of sight has the browser lay it out, which is what a long list spares it
    const now = [...rows.slice(0, IN_SIGHT), ...rows.slice(-IN_SIGHT)]
      .map((row) => `${row.clientHeight} ${partOf(row, 'name').textContent}`)
      .join();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

const inside = (inner: Element, outer: Element): boolean => {
  const [a, b] = [inner.getBoundingClientRect(), outer.getBoundingClientRect()];
  return (
    a.left >= b.left - SLACK_PX &&
    a.right <= b.right + SLACK_PX &&
    a.top >= b.top - SLACK_PX &&
    a.bottom <= b.bottom + SLACK_PX
  );
};

/** What is wrong with it, a line each. */
function broken(element: HTMLElement): string[] {
  const wrong: string[] = [];
  if (element.scrollWidth > element.clientWidth) wrong.push(`it is ${element.scrollWidth} px wide`);
  for (const row of rowsOf(element)) {
    const name = partOf(row, 'name').title.slice(0, 20);
    if (row.scrollWidth > row.clientWidth) wrong.push(`the row of ${name} is ${row.scrollWidth} px wide`);
    for (const button of within(row, 'button'))
      if (!inside(button, row)) wrong.push(`a button of ${name} stands out of its row`);
  }
  return [...wrong, ...overlaps(element), ...cutText(element)];
}

// Rows out of sight are not measured. Where no test can have a higher window, those in sight have to do.
before(() => setViewport({ width: 1000, height: 5000 }).catch(() => undefined));
after(() => setViewport({ width: 800, height: 600 }).catch(() => undefined));

describe('whatever a file is called', () => {
  for (const place of PLACES)
    it(`its row holds at ${place.width} px, ${place.lang}`, async () => {
      const { element } = await show(ODDLY_NAMED, place);
      expect(broken(element)).to.deep.equal([]);
    });

  for (const width of [320, 900])
    it(`its row is as high as any other at ${width} px`, async () => {
      const names = ['Plain.mp4', ...Object.values(ODD_NAMES)];
      const uploads = names.map((name, n) => uploadAt({ ...STATES.uploading, id: `n${n}`, name }));
      const { element } = await show(uploads, { ...ENGLISH, width });
      expect([...new Set(rowsOf(element).map((row) => row.clientHeight))]).to.have.length(1);
    });

  it('all of it can be read: by pointing at it, and by a screen reader', async () => {
    const { element } = await show(ODDLY_NAMED, { ...ENGLISH, width: 320 });
    const heard = rowsOf(element).map((row) =>
      [...partOf(row, 'name').children]
        .filter((part) => part.ariaHidden !== 'true')
        .map((part) => part.textContent)
        .join(''),
    );
    expect(heard).to.deep.equal(Object.values(ODD_NAMES));
    expect(rowsOf(element).map((row) => partOf(row, 'name').title)).to.deep.equal(Object.values(ODD_NAMES));
  });

  it('its ending stays in sight where its middle gives way', async () => {
    const { element } = await show(ODDLY_NAMED, { ...ENGLISH, width: 320 });
    for (const row of rowsOf(element)) {
      row.scrollIntoView({ block: 'center' });
      await quiet(element);
      const { title, lastElementChild, scrollWidth, clientWidth } = partOf(row, 'name');
      if (title.length < 100 || !/\.\w{3}$/.test(title)) continue;
      expect(lastElementChild?.textContent).to.match(/…[^…]*\.(mp4|mov)$/);
      expect(scrollWidth, title).to.be.at.most(clientWidth);
    }
  });

  it('it stands in one line', async () => {
    const name = ODD_NAMES['several lines'];
    const { element } = await show([uploadAt({ ...STATES.queued, name })]);
    expect(partOf(rowsOf(element)[0]!, 'name').lastElementChild?.textContent).to.equal(
      'first line second third fourth and a tab.mp4',
    );
  });

  it('a name from right to left is written so in a page that is not, and the other way round', async () => {
    const directionOf = async (name: string, place: (typeof PLACES)[number]) => {
      const { element } = await show([uploadAt({ ...STATES.queued, name })], place);
      const text = partOf(rowsOf(element)[0]!, 'name').lastElementChild!;
      return getComputedStyle(text).direction;
    };
    expect(await directionOf(ODD_NAMES.arabic, ENGLISH)).to.equal('rtl');
    expect(await directionOf('Harbour.mp4', ARABIC)).to.equal('ltr');
  });
});

describe('whatever the buttons say', () => {
  const WORDED = [
    STATES.failed,
    LOOKS.cutOff,
    STATES.manual,
    STATES.signIn,
    uploadAt({ ...STATES.paused, inherited: 'handle' }),
  ];
  const uploads = WORDED.map((state, n) => uploadAt({ ...state, id: `n${n}`, name: ODD_NAMES.german }));

  for (const layout of ['panel', 'compact'])
    for (const lang of ['de', 'ru', 'ar'])
      it(`ten letters of the name are left, ${layout}, ${lang}`, async () => {
        for (const width of [320, 450, 540]) {
          const { element } = await show(uploads, { lang, dir: lang === 'ar' ? 'rtl' : 'ltr', width }, layout);
          expect(broken(element)).to.deep.equal([]);
          for (const row of rowsOf(element))
            expect([...partOf(row, 'name').lastElementChild!.textContent].length, `${width} px`).to.be.at.least(10);
        }
      });
});

describe('whatever there is to say', () => {
  for (const place of PLACES)
    it(`rows hold sizes and errors at ${place.width} px, ${place.lang}`, async () => {
      const { element } = await show(ODD_SIZES, place);
      expect(broken(element)).to.deep.equal([]);
      // The longest is a page's own refusal of 300 letters; names in a sentence are cut.
      expect(Math.max(...rowsOf(element).map((row) => row.clientHeight))).to.be.at.most(place.width < 480 ? 340 : 220);
    });

  for (const place of [ENGLISH, { ...GERMAN, width: 900 }, ARABIC])
    it(`nothing but the bar moves while bytes leave, ${place.lang}`, async () => {
      const { element, uploader } = await show([{ ...STATES.uploading, total: LARGEST }], place);
      const seen = new Set<string>();
      for (let percent = 0; percent <= 100; percent += 10) {
        uploader.change('one', { sent: (LARGEST / 100) * percent });
        await nextFrame();
        await nextFrame();
        const row = rowsOf(element)[0]!;
        const controls = within(row, 'vod-upload-controls')[0]!;
        seen.add(
          JSON.stringify([
            row.clientHeight,
            controls.clientWidth,
            controls.offsetLeft,
            within(row, 'vod-upload-progress')[0]!.clientWidth,
            getComputedStyle(partOf(row, 'percent')).fontVariantNumeric,
          ]),
        );
      }
      expect([...seen]).to.have.length(1);
    });

  it('a thousand rows are as high as they are, and the last one is whole', async () => {
    const names = Object.values(ODD_NAMES);
    const many = Array.from({ length: 1000 }, (_, n) =>
      uploadAt({ ...STATES.queued, id: `n${n}`, name: `${n} ${names[n % names.length]}` }),
    );
    const { element } = await show(many, { ...ENGLISH, width: 320 });
    const rows = rowsOf(element);
    rows.at(-1)!.scrollIntoView({ block: 'end' });
    await quiet(element);
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    const [height] = [rows.at(-1)!.getBoundingClientRect().height];
    expect(height).to.be.within(60, 120);
    const all = within(element, 'ul')[0]!.getBoundingClientRect().height;
    expect(all).to.be.within(1000 * 60, 1000 * 130);
  });
});
