import { expect, fixture, html } from '@open-wc/testing';
import { registerElements } from '../../src/elements/register.js';
import { selectImport } from '../../src/engine/import.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { button, buttonsOf, textOf, within } from '../support/seen.js';
import { uploadAt, type StateChange } from '../support/upload-states.js';
import { waitUntil } from '../support/wait-until.js';

registerElements({ createUploader: () => new FakeUploader() });

const JOB = { jobId: 'job-1' };
const importAt = (change: StateChange = {}): UploadState =>
  Object.freeze({ ...selectImport({ id: 'two', name: 'Harbour.mp4', importing: JOB }), ...change }) as UploadState;

async function rowOf(upload: UploadState): Promise<{ uploader: FakeUploader; row: Element; bar: () => HTMLElement }> {
  const uploader = new FakeUploader([upload]);
  const row = await fixture(html`<vod-upload-item .uploader=${uploader} upload-id="two"></vod-upload-item>`);
  await waitUntil(() => textOf(row).includes('Harbour'), 'it is not drawn');
  return { uploader, row, bar: () => within<HTMLElement>(row, '[role=progressbar]')[0]! };
}

describe('the row of an import', () => {
  it('has a bar without a figure while VOD fetches the file', async () => {
    const { uploader, row, bar } = await rowOf(importAt({ importing: { ...JOB, status: 'downloading' } }));
    await waitUntil(() => bar() !== undefined, 'there is no bar');
    expect(bar().hasAttribute('aria-valuenow')).to.equal(false);
    expect(bar().getAttribute('aria-valuetext')).to.equal('Importing');
    expect(bar().getAttribute('aria-label')).to.equal('Progress of Harbour.mp4');
    // Something moves, or stands where motion is not wanted.
    expect(getComputedStyle(bar(), '::after').content).not.to.equal('none');
    expect(textOf(row)).to.contain('Importing').and.to.contain('being fetched').and.not.to.contain('%');

    uploader.change('two', { phase: 'processing', total: 5_000, sent: 5_000, confirmed: 5_000 });
    await waitUntil(() => bar().getAttribute('aria-valuetext') === 'Processing', 'it did not arrive');
    expect(bar().hasAttribute('aria-valuenow')).to.equal(false);
    expect(textOf(row)).not.to.contain('%');
  });

  for (const [which, change] of [
    ['waits', { phase: 'waiting', reason: 'offline', from: 'authorized' }],
    ['waits to be taken on', { phase: 'waiting', reason: 'backend', from: 'queued', importing: {} }],
    ['is paused', { phase: 'paused', importing: {} }],
  ] as const)
    it(`has no figure either while it ${which}`, async () => {
      const { row } = await rowOf(importAt(change));
      expect(textOf(row)).not.to.match(/%|0 B/);
    });

  for (const [which, change] of [
    ['queued', { phase: 'queued', importing: {} }],
    ['waiting to be taken on', { phase: 'waiting', reason: 'backend', from: 'queued', importing: {} }],
    ['at VOD', {}],
  ] as const)
    it(`cannot be paused, but canceled, while it is ${which}`, async () => {
      const { row } = await rowOf(importAt(change));
      await button(row, 'Cancel Harbour');
      expect(buttonsOf(row)).to.deep.equal(['Cancel Harbour.mp4']);
    });

  it('can only be removed when VOD does not take it back', async () => {
    const { row } = await rowOf(importAt({ importing: { ...JOB, status: 'downloading', unstoppable: true } }));
    await button(row, 'Remove Harbour');
    expect(buttonsOf(row)).to.have.length(1);
    expect(textOf(row)).to.contain('can no longer be canceled');
  });

  it('leaves the buttons of all to the uploads beside it', async () => {
    const uploader = new FakeUploader([importAt()]);
    const all = await fixture(html`<vod-upload-controls .uploader=${uploader}></vod-upload-controls>`);
    expect(buttonsOf(all)).to.have.length(0);
    uploader.set(importAt(), uploadAt({ phase: 'uploading', sent: 10 }));
    (await button(all, 'Pause all')).click();
    expect(uploader.calls).to.deep.equal(['pause']);
  });
});
