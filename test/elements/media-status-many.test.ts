import { expect, fixture, html } from '@open-wc/testing';
import { createVodUploader } from '../../src/core.js';
import { registerElements } from '../../src/elements/register.js';
import type { VodMediaStatusElement } from '../../src/elements/vod-media-status.js';
import { followMedia } from '../../src/follow-media.js';
import { waitUntil } from '../support/wait-until.js';
import { createWorld } from '../support/world.js';

registerElements({ createUploader: (options) => createVodUploader(options), followMedia });

const MANY = 400;
/** Ids that one call names, at most. */
const AT_ONCE = 20;
const ROUND = Math.ceil(MANY / AT_ONCE);
const ACTIONS = ['GetUploadDetails', 'BatchGetMediaInfos'] as const;

interface Call {
  readonly action: string;
  readonly ids: readonly string[];
  /** ms. */
  readonly at: number;
}

/** A backend of the page's own in front of the emulator's: it writes down who was asked for. */
function setUp() {
  const world = createWorld();
  const calls: Call[] = [];
  const ask = (action: string, body: object) =>
    fetch(`${world.endpoint}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const poll = (action: string) => (body: object) => {
    calls.push({ action, ids: (body as { MediaIds: string }).MediaIds.split(','), at: performance.now() });
    return ask(action, body);
  };
  const backend = {
    createUploadVideo: (body: object) => ask('CreateUploadVideo', body),
    getUploadDetails: poll('GetUploadDetails'),
    batchGetMediaInfos: poll('BatchGetMediaInfos'),
  };
  const of = (action: string) => calls.filter((call) => call.action === action);
  const create = async (n: number) => {
    const reply = await ask('CreateUploadVideo', { Title: `Film ${n}`, FileName: 'a.mp4' });
    return ((await reply.json()) as { VideoId: string }).VideoId;
  };
  return { world, calls, of, backend, create };
}

/** As if another tab were in front. `test/hidden-page.node.test.ts` puts one there. */
function turn(state: 'hidden' | 'visible'): void {
  if (state === 'hidden') Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  else Reflect.deleteProperty(document, 'visibilityState');
  document.dispatchEvent(new Event('visibilitychange'));
}

const isDrawn = ({ shadowRoot }: Element) => shadowRoot?.querySelector('.media') != null;

describe('a page with four hundred medias', () => {
  afterEach(() => turn('visible'));

  it('asks for 20 at a time, for each once in a round, ever more rarely, and for none while it is hidden', async () => {
    const { world, calls, of, backend, create } = setUp();
    const ids: string[] = [];
    for (let n = 0; n < MANY; n += 25)
      ids.push(...(await Promise.all(Array.from({ length: 25 }, (_, more) => create(n + more)))));

    const place = await fixture<HTMLElement>(html`<div></div>`);
    const elements = ids.map((mediaId) =>
      Object.assign(document.createElement('vod-media-status'), { mediaId, backend, pollsPerSecond: 400 }),
    );
    let drawnInOneTask = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (drawnInOneTask = elements.filter(isDrawn).length);
    place.append(...elements);
    port2.postMessage(null);
    await waitUntil(() => elements.every(({ report }) => report !== undefined), 'not all are known');
    expect(drawnInOneTask).to.be.within(1, MANY / 2);
    await waitUntil(() => elements.every(isDrawn), 'not all are drawn');
    await waitUntil(() => titleOf(elements.at(-1)!) === `Film ${MANY - 1}`, 'the last one is not told');

    const rounds = (action: string) => {
      const found = [];
      for (let at = 0; at + ROUND <= of(action).length; at += ROUND) found.push(of(action).slice(at, at + ROUND));
      return found;
    };
    await waitUntil(() => ACTIONS.every((action) => rounds(action).length >= 3), 'there are no three rounds');
    const end = performance.now();
    turn('hidden');
    for (const action of ACTIONS) {
      const [first, second, third] = rounds(action);
      for (const round of [first!, second!, third!]) {
        for (const call of round) expect(call.ids).to.have.length(AT_ONCE);
        expect(new Set(round.flatMap((call) => call.ids)).size).to.equal(MANY);
      }
      // Less a tenth, by which pauses differ.
      expect(second![0]!.at - first!.at(-1)!.at).to.be.at.least(900);
      expect(third![0]!.at - second!.at(-1)!.at).to.be.at.least(1_350);
    }

    // The next round would have begun by then.
    await waitUntil(() => performance.now() > end + 2_600);
    expect(calls).to.have.length(3 * ROUND * ACTIONS.length);
    const log = (await world.log()).filter(({ service }) => service === 'backend');
    for (const action of ACTIONS) expect(log.filter(({ op }) => op === action)).to.have.length(3 * ROUND);

    turn('visible');
    await waitUntil(() => ACTIONS.every((action) => of(action).length === 4 * ROUND), 'it does not go on');
    // All are asked for afresh at once: that is one round more.
    for (const element of elements) element.refresh();
    await waitUntil(() => ACTIONS.every((action) => of(action).length === 5 * ROUND), 'nobody is asked afresh');
    expect(
      new Set(
        of('BatchGetMediaInfos')
          .slice(4 * ROUND)
          .flatMap((call) => call.ids),
      ).size,
    ).to.equal(MANY);
    place.replaceChildren();
    const before = calls.length;
    // Nobody follows any more: whoever comes next is alone.
    place.append(Object.assign(document.createElement('vod-media-status'), { mediaId: 'x', backend }));
    await waitUntil(() => calls.length === before + ACTIONS.length);
    expect(calls.slice(before).map((call) => call.ids)).to.deep.equal([['x'], ['x']]);
    place.replaceChildren();
  });
});

const titleOf = (element: VodMediaStatusElement) => element.shadowRoot?.querySelector('.title')?.textContent;
