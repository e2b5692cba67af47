import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { registerElements } from '../../src/elements/register.js';
import { VodUploadItemElement } from '../../src/elements/vod-upload-item.js';
import { VodUploadStatusElement } from '../../src/elements/vod-upload-status.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { within } from '../support/seen.js';
import { STATES, uploadAt } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

registerElements({ createUploader: () => new FakeUploader() });

/** So many that most are out of sight, in steps that a busy machine takes in time as well. */
const MANY = 300;

const uploadsAt = (change: Partial<UploadState>): UploadState[] =>
  Array.from({ length: MANY }, (_, n) => uploadAt({ ...STATES.uploading, ...change, id: `n${n}`, name: `${n}.mp4` }));

const rowsOf = (element: Element) => within<VodUploadItemElement>(element, 'vod-upload-item');

/** Also of a row that is out of sight. */
const wordsOf = (row: Element): string =>
  row.shadowRoot?.querySelector('vod-upload-status')?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '';

async function showing(uploads: readonly UploadState[] = uploadsAt({})) {
  const uploader = new FakeUploader(uploads);
  const element = await fixture<VodUploaderElement>(html`<vod-uploader multiple .uploader=${uploader}></vod-uploader>`);
  await waitUntil(() => rowsOf(element).length === uploads.length, 'not all rows are drawn');
  await nextFrame();
  return { uploader, element };
}

/** Names of the files whose rows are drawn while `act` is at it, once for each drawing. */
async function drawnWhile(act: () => Promise<void>, { rowTakesMs = 0 } = {}): Promise<readonly string[]> {
  const drawn: string[] = [];
  const { render } = VodUploadItemElement.prototype;
  VodUploadItemElement.prototype.render = function (this: VodUploadItemElement) {
    drawn.push(this.uploadId ?? '');
    for (const end = performance.now() + rowTakesMs; performance.now() < end;);
    return render.call(this);
  };
  try {
    await act();
  } finally {
    VodUploadItemElement.prototype.render = render;
  }
  return drawn;
}

describe('a list of hundreds', () => {
  it('is drawn in steps, and has its height from the first on', async () => {
    const uploader = new FakeUploader();
    const element = await fixture<VodUploaderElement>(
      html`<vod-uploader multiple .uploader=${uploader}></vod-uploader>`,
    );
    uploader.set(...uploadsAt({}));
    await waitUntil(() => rowsOf(element).length > 0, 'no row is drawn');
    expect(rowsOf(element).length).to.be.lessThan(MANY / 3);
    const first = element.offsetHeight;
    await waitUntil(() => rowsOf(element).length === MANY, 'not all rows are drawn');
    await nextFrame();
    expect(first / element.offsetHeight).to.be.within(0.9, 1.1);
    expect(wordsOf(rowsOf(element).at(-1)!)).to.contain('107 MB');
  });

  it('goes on where it was when it is taken out and put back half drawn', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('vod-uploader');
    Object.assign(element, { multiple: true, uploader: new FakeUploader(uploadsAt({})) });
    place.append(element);
    await waitUntil(() => rowsOf(element).length > 0, 'no row is drawn');
    element.remove();
    const drawn = rowsOf(element).length;
    await nextFrame();
    await nextFrame();
    expect(rowsOf(element).length).to.equal(drawn);
    place.append(element);
    await waitUntil(() => rowsOf(element).length === MANY, 'not all rows are drawn');
  });

  it('draws one row when one has moved, and when one has another phase', async () => {
    const { uploader, element } = await showing();
    const last = rowsOf(element).at(-1)!;
    const moved = await drawnWhile(async () => {
      uploader.change('n299', { sent: STATES.uploading.sent + 2 * 1024 ** 2 });
      await waitUntil(() => wordsOf(last).includes('109 MB'));
      await nextFrame();
    });
    expect(moved).to.deep.equal(['n299']);
    const paused = await drawnWhile(async () => {
      uploader.change('n299', { phase: 'paused' });
      await waitUntil(() => wordsOf(last).includes('Paused'));
      await nextFrame();
    });
    expect(paused).to.deep.equal(['n299']);
  });

  it('draws what is in sight first when all move, and in the end all of it', async () => {
    const { uploader, element } = await showing();
    const rows = rowsOf(element);
    rows.at(-1)!.scrollIntoView();
    await nextFrame();
    await nextFrame();
    const seen = rows.filter((row) => row.checkVisibility({ contentVisibilityAuto: true }));
    expect(seen.length).to.be.within(1, 100);
    let inOneTask = 0;
    const drawn = await drawnWhile(
      async () => {
        const { port1, port2 } = new MessageChannel();
        uploader.set(...uploadsAt({ sent: 109 * 1024 ** 2 }));
        port1.onmessage = () => (inOneTask = rows.filter((row) => wordsOf(row).includes('109 MB')).length);
        port2.postMessage(null);
        await waitUntil(() => rows.every((row) => wordsOf(row).includes('109 MB')), 'some are late');
      },
      { rowTakesMs: 0.5 },
    );
    expect(inOneTask).to.be.within(1, MANY / 3);
    expect(drawn).to.have.length(MANY);
    expect(drawn.slice(0, seen.length)).to.have.members(seen.map(({ uploadId }) => uploadId));
  });

  it('listens to its uploader as if it were one row', async () => {
    const { uploader, element } = await showing();
    const { uploader: other } = await showing(uploadsAt({}).slice(0, 1));
    expect(uploader.listeners).to.equal(other.listeners);
    element.remove();
    await waitUntil(() => uploader.listeners === 0, 'somebody still listens');
  });

  it('is not looked through when bytes move', async () => {
    const { uploader, element } = await showing();
    let looks = 0;
    const { uploads } = element;
    Object.defineProperty(element, 'uploads', { get: () => ((looks += 1), uploads) });
    let told = 0;
    element.addEventListener('upload-progress', () => (told += 1));
    for (let n = 0; n < 20; n += 1) uploader.change(`n${n}`, { sent: STATES.uploading.sent + 1 });
    expect([told, looks]).to.deep.equal([20, 0]);
  });

  it('lets a form know at once what it waits for, though it is asked while they change', async () => {
    const { uploader, element } = await showing();
    expect(element.validationMessage).to.contain('Wait for the upload');
    uploader.set(...uploadsAt({ phase: 'paused' }));
    expect(element.validationMessage).to.contain('Resume or cancel');
    const value: string[] = [];
    element.addEventListener('upload-success', () => value.push(element.value));
    uploader.change('n7', { phase: 'uploaded', videoId: 'seven' });
    expect(value).to.deep.equal(['seven']);
    uploader.set(...uploadsAt({ phase: 'canceled' }));
    expect(element.validity.valid).to.equal(true);
  });

  it('draws its rows’ words with them', async () => {
    const { uploader } = await showing(uploadsAt({}).slice(0, 60));
    let asked = 0;
    const { render } = VodUploadStatusElement.prototype;
    VodUploadStatusElement.prototype.render = function (this: VodUploadStatusElement) {
      asked += 1;
      return render.call(this);
    };
    try {
      uploader.change('n3', { phase: 'waiting', reason: 'offline', from: 'uploading' });
      await nextFrame();
      await nextFrame();
    } finally {
      VodUploadStatusElement.prototype.render = render;
    }
    // Its own, and the line over them all.
    expect(asked).to.be.within(1, 2);
  });
});
