import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { FollowMedia } from '../../src/elements/uploader-factory.js';
import { registerElements } from '../../src/elements/register.js';
import { VodMediaStatusElement } from '../../src/elements/vod-media-status.js';
import { UploadError } from '../../src/engine/error.js';
import type { MediaReport } from '../../src/engine/media.js';
import { itUnless, playsNoMp4 } from '../support/able.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { mediaWith, playing, REPORTS, reportWith } from '../support/media-reports.js';
import { button, buttonsOf, focused, textOf, within } from '../support/seen.js';
import { waitUntil } from '../support/wait-until.js';

type Call = [...Parameters<FollowMedia>];

/** Who follows what; the oldest first. */
const asked: Call[] = [];
registerElements({
  createUploader: () => new FakeUploader(),
  followMedia: (...call) => void asked.push(call),
});

const ID = REPORTS.ready.id;
const living = () => asked.filter(([, , , { signal }]) => !signal.aborted);
const last = () => asked.at(-1)!;
const see = async (element: VodMediaStatusElement, report: MediaReport) => {
  last()[2].saw(report, 0);
  await element.updateComplete;
};

const show = (report: MediaReport | undefined, card = false) =>
  fixture<VodMediaStatusElement>(html`<vod-media-status ?card=${card} .report=${report}></vod-media-status>`);
const follow = (id = ID) =>
  fixture<VodMediaStatusElement>(html`<vod-media-status media-id=${id} endpoint="/api/vod"></vod-media-status>`);

const partsOf = (element: Element, name: string) => within(element, `[part~=${name}]`);
const is = (element: Element, state: string) => element.matches(`:state(${state})`);

beforeEach(() => void (asked.length = 0));

describe('a media’s status', () => {
  it('shows title, words, facts, tags and versions', async () => {
    const element = await show(REPORTS.tagged);
    expect(textOf(element)).to.equal(
      'Harbour at dawn ready to play 2:14 3840 × 2160 HEVC, AAC 248 MB Lectures Infrequent access storage physics 深夜のラジオ spring term 3 versions',
    );
    expect(is(element, 'playable')).to.equal(true);
    within<HTMLDetailsElement>(element, 'details')[0]!.open = true;
    const links = within<HTMLAnchorElement>(element, 'a');
    expect(links.map(({ textContent }) => textContent)).to.deep.equal([
      'Original · MP4 · 3840 × 2160 · 248 MB',
      'HD · MP4 · 1280 × 720 · 31 MB',
      'Adaptive · M3U8',
    ]);
    expect(links.map(({ href }) => href)).to.deep.equal(REPORTS.tagged.media.streams.map(({ url }) => url));
  });

  it('says why there is nothing to play, and has the id for a title where there is no other', async () => {
    const element = await show(REPORTS.missing);
    expect(textOf(element)).to.equal(`${REPORTS.missing.id} not found It was deleted or never existed.`);
    expect([is(element, 'failed'), is(element, 'playable'), is(element, 'waiting')]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it('has no link to what is encrypted, nor to what is no web address', async () => {
    const [stream] = mediaWith().streams;
    const streams = [
      { ...stream!, encrypted: true },
      { ...stream!, url: 'javascript:alert(1)' },
    ];
    const element = await show(reportWith({ media: mediaWith({ streams }) }), true);
    expect(partsOf(element, 'stream')).to.have.length(2);
    expect(within(element, 'a')).to.have.length(0);
  });

  it('asks nobody for a report that it was given, and asks when that is taken back', async () => {
    const element = await fixture<VodMediaStatusElement>(
      html`<vod-media-status media-id=${ID} endpoint="/api/vod" .report=${REPORTS.blocked}></vod-media-status>`,
    );
    expect(asked).to.have.length(0);
    element.refresh();
    expect(asked).to.have.length(0);
    element.report = undefined;
    await element.updateComplete;
    expect(asked).to.have.length(1);
    expect(is(element, 'loading')).to.equal(true);
  });

  it('takes a report that was set before its code had come', async () => {
    const early = document.createElement('vod-early-status');
    Object.assign(early, { report: REPORTS.blocked, mediaId: ID });
    (await fixture(html`<div></div>`)).append(early);
    const Element = class extends VodMediaStatusElement {};
    customElements.define('vod-early-status', Element);
    await (early as VodMediaStatusElement).updateComplete;
    expect(textOf(early)).to.contain('blocked');
    expect([(early as VodMediaStatusElement).report, asked.length]).to.deep.equal([REPORTS.blocked, 0]);
  });

  it('is nothing at all without an id', async () => {
    const element = await fixture<VodMediaStatusElement>(html`<vod-media-status></vod-media-status>`);
    expect([textOf(element), asked.length, is(element, 'loading')]).to.deep.equal(['', 0, false]);
  });

  it('has room for the page’s own buttons, and none where there are none', async () => {
    const element = await show(REPORTS.blocked);
    const slot = within<HTMLSlotElement>(element, 'slot')[0]!;
    expect(slot.checkVisibility()).to.equal(false);
    element.innerHTML = '<button slot="actions">Delete</button>';
    await waitUntil(() => slot.checkVisibility(), 'there is no room');
  });

  it('shows a sign where the cover cannot be loaded', async () => {
    const element = await show(reportWith({ status: 'checking', media: mediaWith({ coverUrl: '/no/such/picture' }) }));
    await waitUntil(() => within(element, '.cover img').length === 0);
    expect(within(element, '.cover svg')).to.have.length(1);
  });
});

describe('following a media', () => {
  it('shows bones, then what is seen, and tells the page of news only', async () => {
    const element = await follow();
    expect([is(element, 'loading'), within(element, '[aria-busy=true]').length]).to.deep.equal([true, 1]);
    const told: (string | undefined)[] = [];
    element.parentElement!.addEventListener('media-change', (event) => told.push(event.detail.report.status));
    await see(element, REPORTS.transcoding);
    await see(element, { ...structuredClone(REPORTS.transcoding), requestIds: { details: 'of the second look' } });
    expect(textOf(element)).to.contain('converting for playback');
    expect(element.report?.requestIds?.details).to.equal('of the second look');
    const signedAnew = (key: number) =>
      reportWith({ media: mediaWith({ fileUrl: `https://oss.example/x.mp4?signature=${key}` }) });
    await see(element, signedAnew(1));
    await see(element, signedAnew(2));
    expect(told).to.deep.equal(['transcoding', 'normal']);
    expect(element.media?.fileUrl).to.contain('signature=2');
    expect(element.report?.status).to.equal('normal');
    expect(is(element, 'loading')).to.equal(false);
  });

  it('ends with the element, and begins again when it is back', async () => {
    const element = await follow();
    await see(element, REPORTS.transcoding);
    const { parentElement: place } = element;
    element.remove();
    expect(living()).to.have.length(0);
    place!.append(element);
    await element.updateComplete;
    expect(living()).to.have.length(1);
    // No bones again: it is the same media.
    expect(textOf(element)).to.contain('converting for playback');
  });

  it('ends when there is another id or another backend, and forgets what was', async () => {
    const element = await follow('first');
    await see(element, { ...REPORTS.ready, id: 'first' });
    element.mediaId = 'second';
    await element.updateComplete;
    expect(living().map(([, id]) => id)).to.deep.equal(['second']);
    expect([element.report, is(element, 'loading')]).to.deep.equal([undefined, true]);
    // Too late.
    asked[0]![2].saw({ ...REPORTS.ready, id: 'first' }, 0);
    expect(element.report).to.equal(undefined);
    element.endpoint = '/other';
    await element.updateComplete;
    expect(living().map(([connection]) => connection().endpoint)).to.deep.equal(['/other']);
    element.mediaId = '';
    await element.updateComplete;
    expect(living()).to.have.length(0);
  });

  it('follows once, whatever is set in one task', async () => {
    const element = document.createElement('vod-media-status');
    (await fixture(html`<div></div>`)).append(element);
    Object.assign(element, { mediaId: ID, endpoint: '/api', withCredentials: true, pollsPerSecond: 3 });
    await element.updateComplete;
    expect(asked).to.have.length(1);
    const [connection, , , { pace }] = last();
    expect(connection()).to.include({ endpoint: '/api', withCredentials: true });
    expect(pace.pollsPerSecond).to.equal(3);
    element.card = true;
    element.locale = 'en-GB';
    await element.updateComplete;
    expect(asked).to.have.length(1);
  });

  it('says what it waits for, and goes on by itself', async () => {
    const element = await follow();
    last()[2].waits!('backend');
    await element.updateComplete;
    expect([is(element, 'waiting'), is(element, 'loading')]).to.deep.equal([true, false]);
    expect(textOf(element)).to.contain('This site’s server is not responding');
    last()[2].waits!(undefined);
    await see(element, REPORTS.ready);
    expect([is(element, 'waiting'), buttonsOf(element).includes('Retry')]).to.deep.equal([false, false]);
  });

  it('keeps what is known while nobody can be asked', async () => {
    const element = await follow();
    await see(element, REPORTS.transcoding);
    last()[2].waits!('sign-in');
    await element.updateComplete;
    expect(textOf(element)).to.contain('converting for playback').and.to.contain('Sign in again, then retry');
  });

  it('asks afresh on Retry, and keeps the focus in itself', async () => {
    const element = await follow();
    last()[2].failed(new UploadError('backend-unsupported', 'no such action'));
    await element.updateComplete;
    expect(textOf(element)).to.contain('does not provide the status of videos');
    const retry = await button(element, 'Retry');
    retry.focus();
    retry.click();
    await element.updateComplete;
    expect(asked).to.have.length(2);
    expect(last()[3].afresh).to.equal(true);
    expect(is(element, 'loading')).to.equal(true);
    expect(focused()).to.equal(within(element, '.media')[0]);
    last()[2].waits!('backend');
    await element.updateComplete;
    expect(focused()).to.equal(await button(element, 'Retry'));
    await see(element, REPORTS.ready);
    expect(focused()).to.equal(within(element, '.media')[0]);
  });
});

describe('playing a media', () => {
  for (const card of [false, true]) {
    itUnless(playsNoMp4)(
      `opens the player where it was asked for, and it has the focus${card ? ' on a card' : ''}`,
      async () => {
        const element = await show(playing('/test/media/clip.mp4'), card);
        expect(within(element, 'video')).to.have.length(0);
        const play = await button(element, 'Play Harbour at dawn');
        play.focus();
        play.click();
        await element.updateComplete;
        const [video] = within<HTMLVideoElement>(element, 'video');
        await waitUntil(() => video!.videoWidth === 320, 'it does not play');
        expect(focused()).to.equal(card ? video : play);
        if (card) return;
        play.click();
        await element.updateComplete;
        expect(within(element, 'video')).to.have.length(0);
      },
    );
  }

  itUnless(playsNoMp4)('goes on when its links are signed anew, and ends when it is no more', async () => {
    const element = await follow();
    await see(element, playing('/test/media/clip.mp4?key=1'));
    (await button(element, 'Play')).click();
    await element.updateComplete;
    const [video] = within<HTMLVideoElement>(element, 'video');
    const { src } = video!;
    await see(element, playing('/test/media/clip.mp4?key=2'));
    expect([within(element, 'video')[0], video!.src]).to.deep.equal([video, src]);
    await see(element, REPORTS.blocked);
    expect(within(element, 'video')).to.have.length(0);
  });

  it('is not offered for what is encrypted, nor where the page wants none', async () => {
    const encrypted = await show(REPORTS.encrypted);
    expect(buttonsOf(encrypted)).to.deep.equal([]);
    const element = await show(playing('/test/media/clip.mp4'));
    element.noPlayer = true;
    await element.updateComplete;
    expect([buttonsOf(element), is(element, 'playable')]).to.deep.equal([[], false]);
  });
});

describe('hundreds of them', () => {
  it('are drawn in steps, what is in sight first', async () => {
    const MANY = 300;
    const drawn = new Set<Element>();
    const { render } = VodMediaStatusElement.prototype;
    VodMediaStatusElement.prototype.render = function (this: VodMediaStatusElement) {
      drawn.add(this);
      for (const end = performance.now() + 0.5; performance.now() < end;);
      return render.call(this);
    };
    try {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      const elements = Array.from({ length: MANY }, () => document.createElement('vod-media-status'));
      for (const element of elements) element.report = REPORTS.transcoding;
      place.append(...elements);
      elements.at(-1)!.scrollIntoView();
      await elements[0]!.updateComplete;
      expect(drawn.size).to.be.within(1, MANY / 3);
      await waitUntil(() => drawn.has(elements.at(-1)!), 'the last one is not drawn');
      expect(drawn.size).to.be.lessThan(MANY / 2);
      await waitUntil(() => drawn.size === MANY, 'not all are drawn');
    } finally {
      VodMediaStatusElement.prototype.render = render;
    }
  });
});

describe('a media’s status, looked at', () => {
  for (const scheme of ['light', 'dark']) {
    for (const card of [false, true]) {
      it(`has nothing that axe finds${card ? ' on cards' : ''}, ${scheme}`, async () => {
        const page = await fixture(html`
          <main style="color-scheme: ${scheme}; background: Canvas; padding: 16px">
            ${Object.values(REPORTS).map(
              (report) => html`<vod-media-status ?card=${card} .report=${report}></vod-media-status>`,
            )}
            <vod-media-status ?card=${card} media-id=${ID}></vod-media-status>
          </main>
        `);
        await nextFrame();
        last()[2].waits!('sign-in');
        await nextFrame();
        await expect(page).to.be.accessible();
      });
    }
  }

  for (const [width, dir] of [
    [320, 'ltr'],
    [320, 'rtl'],
    [700, 'ltr'],
  ] as const) {
    it(`fits into ${width} px, ${dir}, with targets of 24 px at least`, async () => {
      const page = await fixture<HTMLElement>(html`
        <main dir=${dir} style="inline-size: ${width}px">
          ${Object.values(REPORTS).map(
            (report, n) => html`<vod-media-status ?card=${n % 2 === 0} .report=${report}></vod-media-status>`,
          )}
        </main>
      `);
      await nextFrame();
      for (const element of page.querySelectorAll('vod-media-status')) {
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
        for (const target of within(element, 'button, a, summary').filter((each) => each.checkVisibility())) {
          const { width, height } = target.getBoundingClientRect();
          expect(Math.min(width, height), target.textContent ?? '').to.be.at.least(24);
        }
      }
    });
  }
});
