import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import { registerElements } from '../../src/elements/register.js';
import { WakeLockController } from '../../src/elements/wake-lock-controller.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { STATES, uploadAt } from '../support/upload-states.js';

registerElements({ createUploader: () => new FakeUploader() });

/** The browser's side: what is asked of it, and how many locks it has given out and not got back. */
class Screen {
  asked = 0;
  held = 0;
  refuses = false;
  readonly #late: (() => void)[] = [];

  constructor(private readonly slow = false) {
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: this });
  }

  async request(type: string): Promise<{ release(): Promise<void> }> {
    this.asked += 1;
    if (this.refuses) throw new DOMException('Battery low', 'NotAllowedError');
    if (this.slow) await new Promise<void>((resolve) => this.#late.push(resolve));
    expect(type).to.equal('screen');
    this.held += 1;
    let released = false;
    return {
      release: async () => {
        if (!released) this.held -= 1;
        released = true;
      },
    };
  }

  /** Those who were kept waiting get their lock. */
  answer(): void {
    for (const resolve of this.#late.splice(0)) resolve();
  }
}

function show(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
  document.dispatchEvent(new Event('visibilitychange'));
}

const sending = (id: string): UploadState => uploadAt({ ...STATES.uploading, id });
const waiting = (id: string): UploadState => uploadAt({ ...STATES.waiting, id });

async function showing(...uploads: readonly UploadState[]) {
  const uploader = new FakeUploader(uploads);
  const element = await fixture<VodUploaderElement>(html`<vod-uploader .uploader=${uploader} multiple></vod-uploader>`);
  const drawn = async () => {
    await nextFrame();
    await element.updateComplete;
    await nextFrame();
  };
  await drawn();
  return {
    element,
    uploader,
    async set(...next: readonly UploadState[]) {
      uploader.set(...next);
      await drawn();
    },
  };
}

describe('the screen', () => {
  afterEach(() => {
    delete (navigator as { wakeLock?: unknown }).wakeLock;
    delete (document as { visibilityState?: unknown }).visibilityState;
  });

  it('is kept on by one lock while two uploads send, until the last has ended', async () => {
    const screen = new Screen();
    const page = await showing(sending('a'), sending('b'));
    expect([screen.asked, screen.held]).to.deep.equal([1, 1]);
    await page.set(sending('a'), uploadAt({ ...STATES.processing, id: 'b' }));
    expect([screen.asked, screen.held]).to.deep.equal([1, 1]);
    await page.set(uploadAt({ ...STATES.ready, id: 'a' }), uploadAt({ ...STATES.processing, id: 'b' }));
    expect([screen.asked, screen.held]).to.deep.equal([1, 0]);
  });

  it('may go dark when the upload is paused, and is kept on again when it goes on', async () => {
    const screen = new Screen();
    const page = await showing(sending('a'));
    await page.set(uploadAt({ ...STATES.paused, id: 'a' }));
    expect(screen.held).to.equal(0);
    await page.set(sending('a'));
    expect(screen.held).to.equal(1);
  });

  it('stays on through a short wait, but a wait alone does not take the lock', async () => {
    const screen = new Screen();
    const page = await showing(waiting('a'));
    expect(screen.asked).to.equal(0);
    await page.set(sending('a'));
    await page.set(waiting('a'));
    expect([screen.asked, screen.held]).to.deep.equal([1, 1]);
  });

  it('may go dark when everything waits for long', async () => {
    const screen = new Screen();
    let uploads = [sending('a')];
    const host = {
      isConnected: true,
      addController() {},
      removeController() {},
      requestUpdate() {},
      updateComplete: Promise.resolve(true),
    };
    const controller = new WakeLockController(host, () => uploads, 20);
    controller.hostUpdated();
    await waitUntil(() => screen.held === 1, 'the lock');
    uploads = [waiting('a')];
    controller.hostUpdated();
    await waitUntil(() => screen.held === 0, 'it is given back');
    uploads = [sending('a')];
    controller.hostUpdated();
    await waitUntil(() => screen.held === 1, 'it is taken again');
    controller.hostDisconnected();
    expect(screen.held).to.equal(0);
  });

  it('is asked for again when the tab comes back, for the browser has taken the lock away', async () => {
    const screen = new Screen();
    const page = await showing(sending('a'));
    screen.held = 0;
    show('hidden');
    await nextFrame();
    expect(screen.asked).to.equal(1);
    show('visible');
    await nextFrame();
    expect([screen.asked, screen.held]).to.deep.equal([2, 1]);
    await page.set(uploadAt({ ...STATES.ready, id: 'a' }));
    show('visible');
    expect(screen.asked).to.equal(2);
  });

  it('is not kept on by a lock that comes when it is no longer wanted', async () => {
    const screen = new Screen(true);
    const page = await showing(sending('a'));
    expect([screen.asked, screen.held]).to.deep.equal([1, 0]);
    await page.set(uploadAt({ ...STATES.paused, id: 'a' }));
    screen.answer();
    await nextFrame();
    expect(screen.held).to.equal(0);
  });

  it('may go dark when the element leaves the page', async () => {
    const screen = new Screen();
    const page = await showing(sending('a'));
    page.element.remove();
    expect(screen.held).to.equal(0);
    // It may still be drawn.
    page.element.requestUpdate();
    await page.element.updateComplete;
    expect(screen.held).to.equal(0);
  });

  it('is left alone by no-wake-lock', async () => {
    const screen = new Screen();
    const page = await showing();
    page.element.noWakeLock = true;
    await page.set(sending('a'));
    expect(screen.asked).to.equal(0);
    page.element.noWakeLock = false;
    await page.element.updateComplete;
    await nextFrame();
    expect(screen.held).to.equal(1);
    page.element.setAttribute('no-wake-lock', '');
    await page.element.updateComplete;
    expect(screen.held).to.equal(0);
  });

  it('costs nobody a word when the browser refuses, or has no such thing', async () => {
    const heard: unknown[] = [];
    const hear = (event: PromiseRejectionEvent) => void heard.push(event.reason);
    window.addEventListener('unhandledrejection', hear);
    const screen = new Screen();
    screen.refuses = true;
    const page = await showing(sending('a'));
    expect(screen.asked).to.equal(1);
    await page.set(uploadAt({ ...STATES.paused, id: 'a' }));
    Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: undefined });
    await page.set(sending('a'));
    window.removeEventListener('unhandledrejection', hear);
    expect(heard).to.deep.equal([]);
  });
});
