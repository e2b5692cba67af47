import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import '../../src/define.js';
import { pieces } from '../../src/elements/late-pieces.js';
import type { VodUploadButtonElement } from '../../src/elements/vod-upload-button.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import { hasNoFileSystem, itUnless } from '../support/able.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, within } from '../support/seen.js';
import { createWorld, patterned, sha256 } from '../support/world.js';

const PART = 102_400;

interface Asked {
  readonly multiple: boolean;
  readonly types?: readonly { readonly accept: Readonly<Record<string, string[]>> }[];
}

const real = Object.getOwnPropertyDescriptor(window, 'showOpenFilePicker');

/** What was there before. */
function restore(): void {
  delete (navigator as { webdriver?: unknown }).webdriver;
  delete (window as { showOpenFilePicker?: unknown }).showOpenFilePicker;
  if (real !== undefined) Object.defineProperty(window, 'showOpenFilePicker', real);
}

/** A browser that a person uses, with Chromium's picker: the person picks these, or the browser answers with an error. */
function picker(answer: () => readonly FileSystemFileHandle[]): Asked[] {
  const asked: Asked[] = [];
  Object.defineProperty(navigator, 'webdriver', { configurable: true, value: false });
  Object.defineProperty(window, 'showOpenFilePicker', {
    configurable: true,
    value: async (options: Asked) => {
      asked.push(options);
      return answer();
    },
  });
  return asked;
}

const refusing = (name: string) => () => {
  throw new DOMException('no', name);
};

/** A real handle, of the kind that IndexedDB keeps. */
async function handleOf(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<FileSystemFileHandle> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  const writing = await handle.createWritable();
  await writing.write(bytes);
  await writing.close();
  return handle;
}

/** How often the input's own chooser was opened. */
function clicksOn(host: Element): { count: number } {
  const clicks = { count: 0 };
  const [input] = within<HTMLInputElement>(host, 'input[type=file]');
  input!.addEventListener('click', (event) => {
    clicks.count += 1;
    event.preventDefault();
  });
  return clicks;
}

describe('the file chooser', () => {
  // It comes with the first intent, long before a click.
  before(() => new Promise<void>((resolve) => pieces.with(() => resolve())));
  afterEach(async () => {
    restore();
    const folder = hasNoFileSystem === false ? await navigator.storage.getDirectory() : undefined;
    await folder?.removeEntry('clip.mp4').catch(() => undefined);
  });

  const standing = (uploader = new FakeUploader()) =>
    fixture<VodUploaderElement>(html`<vod-uploader .uploader=${uploader}></vod-uploader>`);

  it('is the browser’s picker, asked for what the input takes', async () => {
    const asked = picker(() => []);
    const element = await standing();
    const clicks = clicksOn(element);
    (await button(element, 'Choose video')).click();
    element.accept = '.mp4, video/quicktime, .MKV';
    element.multiple = true;
    await element.updateComplete;
    element.browse();
    await waitUntil(() => asked.length === 2, 'asked twice');
    expect(asked[0]!.multiple).to.equal(false);
    expect(Object.keys(asked[0]!.types![0]!.accept)).to.deep.equal(['video/*', 'audio/*']);
    expect(asked[1]!.multiple).to.equal(true);
    expect(asked[1]!.types![0]!.accept).to.deep.equal({ 'video/quicktime': ['.mp4', '.MKV'] });
    expect(clicks.count).to.equal(0);
  });

  itUnless(real === undefined && 'this browser has no picker of its own')(
    'asks in words that a real picker understands',
    async () => {
      const asked = picker(() => []);
      const element = await standing();
      for (const accept of ['', '.mp4,.mov', 'video/*', 'audio/mpeg,.wav']) {
        element.accept = accept;
        await element.updateComplete;
        element.browse();
        await waitUntil(() => asked.length > 0, 'asked');
        // Without a click behind it the words are read, and only then the missing click is complained of.
        const error = await (real!.value as (options?: Asked) => Promise<unknown>)
          .call(window, asked.pop())
          .catch((thrown: unknown) => thrown);
        expect(error).to.be.instanceOf(DOMException).with.property('name', 'SecurityError');
      }
    },
  );

  it('that a person closes is closed: nothing else opens, nothing is added', async () => {
    let answered = 0;
    picker(() => {
      answered += 1;
      return refusing('AbortError')();
    });
    const uploader = new FakeUploader();
    const element = await standing(uploader);
    const clicks = clicksOn(element);
    element.browse();
    await waitUntil(() => answered === 1, 'closed');
    await element.updateComplete;
    expect(clicks.count).to.equal(0);
    expect(uploader.state.uploads).to.deep.equal([]);
  });

  it('is the input’s own where a frame may not use the picker', async () => {
    for (const name of ['SecurityError', 'NotAllowedError']) {
      picker(refusing(name));
      const element = await standing();
      const clicks = clicksOn(element);
      element.browse();
      await waitUntil(() => clicks.count === 1, `the input is clicked after ${name}`);
    }
  });

  it('is the input’s own for automation, which drives inputs and no pickers', async () => {
    const asked = picker(() => []);
    Object.defineProperty(navigator, 'webdriver', { configurable: true, value: true });
    const element = await standing();
    const clicks = clicksOn(element);
    element.browse();
    expect([clicks.count, asked.length]).to.deep.equal([1, 0]);
  });

  it('opens once, however often it is clicked, and not while files are not taken', async () => {
    let pick = (_: readonly FileSystemFileHandle[]) => {};
    const asked = picker(() => new Promise((resolve) => (pick = resolve)) as never);
    const element = await standing();
    element.browse();
    element.browse();
    expect(asked).to.have.length(1);
    pick([]);
    element.disabled = true;
    await element.updateComplete;
    element.browse();
    expect(asked).to.have.length(1);
  });

  itUnless(hasNoFileSystem)('of a button that stands alone is the same', async () => {
    const handle = await handleOf('clip.mp4', patterned(100));
    picker(() => [handle]);
    const uploader = new FakeUploader();
    const alone = await fixture<VodUploadButtonElement>(
      html`<vod-upload-button .uploader=${uploader}></vod-upload-button>`,
    );
    (await button(alone, 'Choose files')).click();
    await waitUntil(() => uploader.state.uploads.length === 1, 'the file is in the list');
    picker(refusing('SecurityError'));
    const clicks = clicksOn(alone);
    (await button(alone, 'Choose files')).click();
    await waitUntil(() => clicks.count === 1, 'the input');
  });
});

describe('a file that was picked', function () {
  afterEach(restore);

  itUnless(hasNoFileSystem)('is found again after a reload by one click, without picking it', async () => {
    const bytes = patterned(PART * 6);
    const handle = await handleOf('clip.mp4', bytes);
    const asked = picker(() => [handle]);
    const world = createWorld();
    await world.fault({
      where: { service: 'oss', op: 'UploadPart', nth: 3 },
      what: 'delay',
      delayMs: 60_000,
      times: 0,
    });
    const page = () =>
      fixture<VodUploaderElement>(
        html`<vod-uploader endpoint=${world.endpoint} part-size="100KB" max-connections="1"></vod-uploader>`,
      );
    const before = await page();
    (await button(before, 'Choose video')).click();
    await waitUntil(() => (before.uploads[0]?.confirmed ?? 0) >= PART * 2, 'two parts are in the bucket');
    before.pause();
    before.remove();
    await world.heal();

    const after = await page();
    await waitUntil(() => after.uploads[0]?.inherited === 'handle', 'what was left, with its handle');
    within<HTMLButtonElement>(after, 'button[aria-label^="Continue"]')[0]!.click();
    await waitUntil(() => ['processing', 'ready', 'failed'].includes(after.uploads[0]!.phase), 'the upload ends');
    const [object] = await world.objects();
    expect(object).to.include({ sha256: await sha256(new Blob([bytes])) });
    expect(await world.videos()).to.have.length(1);
    expect(asked).to.have.length(1);
  });
});
